/** Owner, who has access, rotation policy and dates of each key: sealed here, unknown to its service. */
import { keyCareSchema } from '../../../shared/domain.ts';
import { NO_CARE, samePerson, type KeyCare } from '../../../shared/key-care.ts';
import { AppError } from '../../../shared/errors.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';
import { keysCollection } from '../registry/records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** By the key's id. The key that replaces another takes it over. */
export const careCollection = defineCollection('key-care', keyCareSchema);

/** Blanks at the ends and doubles are dropped. SECURITY: a key pasted into the wrong field is not kept. */
function cleanNames(names: readonly string[]): string[] {
  const kept: string[] = [];
  for (const given of names) {
    const name = redactKeysIn(given).trim();
    if (name !== '' && !kept.some((other) => samePerson(other, name))) kept.push(name);
  }
  return kept;
}

/** The dates stay as they are. @throws AppError `not-found` where the key is gone */
export function saveCare(
  vault: Vault,
  keyId: string,
  care: Pick<KeyCare, 'owner' | 'access' | 'rotateEveryDays'>,
): void {
  vault.transaction((transaction) => {
    const key = transaction.get(keysCollection, keyId);
    if (key === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('keys.this-key-is-not-in-the-vault'),
        hint: say('command.nothing-was-changed'),
      });
    }
    const before = transaction.get(careCollection, keyId);
    const clean: KeyCare = {
      ...(before ?? NO_CARE),
      owner: cleanNames([care.owner ?? ''])[0] ?? null,
      access: cleanNames(care.access),
      rotateEveryDays: care.rotateEveryDays,
    };
    if (JSON.stringify(before) === JSON.stringify(clean)) return;
    transaction.put(careCollection, keyId, clean);
    transaction.audit({
      action: 'key-edited',
      subjectId: keyId,
      subjectName: key.alias ?? key.apiName,
      detail: describeCare(clean),
    });
  });
}

function describeCare({ owner, access, rotateEveryDays }: KeyCare): Said {
  return say('keys.care-as-it-is-now', {
    owner: owner ?? say('keys.nobody'),
    access: access.length === 0 ? say('keys.nobody-else') : access.join(', '),
    policy:
      rotateEveryDays === null ? say('keys.no-policy') : say('keys.every-days', { count: rotateEveryDays }),
  });
}
