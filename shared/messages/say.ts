/**
 * What the program says, as an id with its values: worded where a person reads it, in that person's language.
 *
 *     say('vault.there-is-no-vault-in-folder', { folder })
 *
 * The words stand in `en/` and `de/`; the compiler knows each id's values and holds both languages to them.
 *
 * SECURITY: no value may be a secret, a password or unredacted input: what is said is shown, logged and kept.
 */
import type { MessageId, MessageValues } from './catalogue.ts';

/** Said inside of something that is said (the cause of a failure) is worded in the same language. */
export type SaidValue = string | number | Said;

export interface Said {
  readonly id: MessageId;
  readonly values?: Readonly<Record<string, SaidValue>> | undefined;
}

export function say<Id extends MessageId>(id: Id, ...[values]: MessageValues<Id>): Said {
  return values === undefined ? { id } : { id, values };
}
