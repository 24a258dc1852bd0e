/** What records and their fields are called, where two copies of a vault differ. */
import type { MessageId } from './messages/catalogue.ts';
import { english } from './messages/en/index.ts';
import { say, type Said } from './messages/say.ts';

type FieldName = MessageId extends infer Id ? (Id extends `field.${infer Name}` ? Name : never) : never;
type CollectionName = MessageId extends infer Id
  ? Id extends `collection.${infer Name}`
    ? Name
    : never
  : never;

/** @returns of one that a newer version wrote, its name */
export function fieldWords(field: string): Said {
  if (!Object.hasOwn(english, `field.${field}`)) return say('file.as-it-is', { text: field });
  const name = field as FieldName;
  return say(`field.${name}`);
}

/** @returns of one that a newer version wrote, its name */
export function collectionWords(collection: string): Said {
  if (!Object.hasOwn(english, `collection.${collection}`)) return say('file.as-it-is', { text: collection });
  const name = collection as CollectionName;
  return say(`collection.${name}`);
}
