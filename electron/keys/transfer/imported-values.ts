/** The records of somebody else's export, made fit for this vault one by one: new ids, nothing that decides by itself. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { timestampSchema } from '../../../shared/domain.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { wordsOnOneLine } from '../../../shared/harmless-text.ts';
import { rotationsCollection, type KeyRecord, type RotationRecord } from '../registry/records.ts';

/** As in the contract: a record that no form could have made is refused. */
export const LONGEST = { name: 1000, notes: 20_000, tag: 50, tags: 50, place: 500, places: 200, id: 200 };

/** On one line, and without a key that was written into it. */
export function oneLine(text: string, longest: number): string {
  return wordsOnOneLine(redactKeysIn(text)).slice(0, longest);
}

export function optionalLine(text: string | null, longest: number): string | null {
  return text === null ? null : oneLine(text, longest) || null;
}

const instant = timestampSchema;
const optionalInstant = timestampSchema.nullable();
/** Dates that are no dates would stop every list that shows them. */
const rotationDates = z.object({
  startedAt: instant,
  oldWorksUntil: optionalInstant,
  oldRefusedAt: optionalInstant,
});

/** What a person noted about a key, of whatever service. */
export function importedNotes(data: KeyRecord): Pick<KeyRecord, 'alias' | 'notes' | 'tags' | 'places'> {
  return {
    alias: optionalLine(data.alias, 255),
    notes: redactKeysIn(data.notes).slice(0, LONGEST.notes),
    tags: data.tags.slice(0, LONGEST.tags).flatMap((tag) => oneLine(tag, LONGEST.tag) || []),
    places: data.places
      .slice(0, LONGEST.places)
      .flatMap(({ text }) => optionalLine(text, LONGEST.place) ?? [])
      .map((text) => ({ id: randomUUID(), text })),
  };
}

/** A rotation of others is never carried on by itself: a plan to end a key waits for a person's word. */
export function importedRotation(
  value: unknown,
  connectionId: string,
  idOf: (keyId: string | null) => string | null,
): RotationRecord | null {
  const parsed = rotationsCollection.schema.safeParse(value);
  if (!parsed.success || !rotationDates.safeParse(parsed.data).success) return null;
  const { data } = parsed;
  const [oldKeyId, newKeyId] = [idOf(data.oldKeyId), idOf(data.newKeyId)];
  if (oldKeyId === null || newKeyId === null) return null;
  return {
    ...data,
    connectionId,
    oldKeyId,
    newKeyId,
    connectionKey: 'no',
    oldAcceptedAt: null,
    heldBack: data.endedBy === 'person' ? null : 'restored',
    places: data.places
      .slice(0, LONGEST.places)
      .map(({ text, done }) => ({ id: randomUUID(), text: oneLine(text, LONGEST.place), done })),
  };
}
