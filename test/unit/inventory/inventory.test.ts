/** Every collection that stands anywhere in the program is in the one list, and the list says what becomes of it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { INVENTORY, MERGE_RULES, PORTABLE_COLLECTIONS } from '../../../electron/inventory/collections.ts';
import { collectionWords, fieldWords } from '../../../shared/record-words.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const electron = path.resolve(import.meta.dirname, '../../../electron');

function sources(): readonly { readonly file: string; readonly text: string }[] {
  return readdirSync(electron, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(path.join(electron, file), 'utf8') }));
}

describe('the list of what a vault holds', () => {
  it('names each collection of the source once', () => {
    const found = sources().flatMap(({ text }) =>
      [...text.matchAll(/\bdefineCollection(?:<[^(]*>)?\(\s*(['"`])([^'"`]+)\1/g)].map(([, , name]) => name!),
    );
    expect(found.length).toBeGreaterThan(20);
    expect(INVENTORY.map(({ collection }) => collection.name).sort()).toEqual([...new Set(found)].sort());
    expect(new Set(found).size).toBe(found.length);
  });

  it('cannot be passed by a collection that is made in another way', () => {
    for (const { file, text } of sources()) {
      if (['vault/collection.ts'].includes(file)) continue;
      // A name that is computed would not be found above.
      expect(text.match(/\bdefineCollection(?:<[^(]*>)?\(\s*[^'"`\s)]/), file).toBeNull();
      expect(text.match(/:\s*Collection<[^=;]*>\s*=\s*\{/), file).toBeNull();
    }
  });

  it('says of each why it is left out of what', () => {
    for (const { collection, export: travels, audit } of INVENTORY) {
      for (const why of [travels, audit]) {
        if (why !== true) expect(inEnglish(why.not).length, collection.name).toBeGreaterThan(20);
      }
    }
    expect(PORTABLE_COLLECTIONS.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['keys', 'provider-connections', 'trash']),
    );
    expect([...MERGE_RULES.collections.keys()].sort()).toEqual(
      INVENTORY.map(({ collection }) => collection.name).sort(),
    );
  });

  it('names fields that the records have', () => {
    for (const { collection, merge } of INVENTORY) {
      const shape = (collection.schema as unknown as { shape?: Record<string, unknown> }).shape;
      for (const field of Object.keys(merge.fields ?? {})) {
        expect(Object.keys(shape ?? {}), `${collection.name}.${field}`).toContain(field);
      }
    }
  });

  it('has words for each collection, and for each field that two copies can have differently', () => {
    const unnamed = INVENTORY.flatMap(({ collection, merge }) => {
      const shape = (collection.schema as unknown as { shape?: Record<string, unknown> }).shape ?? {};
      const shown = Object.keys(shape).filter(
        (field) => (merge.fields?.[field] ?? merge.others ?? 'shown') !== 'quiet',
      );
      return merge.merge === 'own'
        ? []
        : [
            ...(collectionWords(collection.name).id === 'file.as-it-is' ? [collection.name] : []),
            ...shown.filter((field) => fieldWords(field).id === 'file.as-it-is'),
          ];
    });
    expect(unnamed).toEqual([]);
    expect(inEnglish(fieldWords('rotateBy'))).toBe('Rotate by');
    expect(inEnglish(fieldWords('ofTomorrow'))).toBe('ofTomorrow');
    expect(inEnglish(collectionWords('of-tomorrow'))).toBe('of-tomorrow');
  });
});
