/** A key of a moved account is one in both spellings, for everything that knows it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FindingMatcher } from '../../../../electron/keys/findings/match.ts';
import { heldInText } from '../../../../electron/keys/findings/held-in-text.ts';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import { secretIdOfEither } from '../../../../electron/keys/lifecycle/spelling.ts';
import { formsOf } from '../../../../electron/keys/masking/forms.ts';
import { SecretMasker } from '../../../../electron/keys/masking/masker.ts';
import { planKeyImport } from '../../../../electron/keys/transfer/import-file.ts';
import { findingFrom } from '../../../../electron/scanner/detect/finding.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { spelledAs } from '../../../../shared/key-format.ts';
import { OPENMRP, reveal, Vendor } from './support/vendor.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let vendor: Vendor;
beforeEach(async () => {
  vendor = await Vendor.start();
});
afterEach(async () => {
  await vendor.close();
});

it('is one key in either spelling: found, matched, masked', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  const [keyId, secret] = [...secrets][0]!;
  const scanKey = Buffer.alloc(32, 7);
  for (const brand of ['augno', 'openmrp'] as const) {
    const text = spelledAs(brand, secret);
    const probe = SecretBytes.fromText(text);
    expect(secretIdOfEither(vault, probe)).toBe(keyId);
    expect(heldInText(vault, Buffer.from(`a "${text}"\n`), 16)).toEqual([
      { at: 3, length: text.length, keyId, name: expect.any(String) as string },
    ]);
    const hit = {
      key: Buffer.from(text),
      class: 'valid',
      mode: 'prod',
      brand,
      line: 1,
      column: 1,
      encoding: [],
      container: [],
    } as unknown as Parameters<typeof findingFrom>[0];
    const finding = findingFrom(hit, { path: 'a', source: 'worktree', fingerprintKey: scanKey } as never);
    expect(await new FindingMatcher(vault, scanKey).match(finding)).toBe(keyId);
    const masker = new SecretMasker(formsOf(Buffer.from(secret)));
    const shown = Buffer.concat([masker.push(Buffer.from(`key=${text}\n`)), masker.end()]).toString();
    expect(shown).toBe(`key=${text.slice(0, 12)}****${text.slice(-4)}\n`);
    // Pasting the secret in either spelling is this key's, and no second one.
    service.addSecret(keyId, SecretBytes.fromText(text));
    expect(await reveal(service, keyId)).toBe(spelledAs('openmrp', secret));
  }
});

it('is known in either spelling when its secret is destroyed', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const [keyId, secret] = [...secrets][0]!;
  vault.transaction((transaction) => {
    transaction.destroySecret(keyId);
    transaction.audit({ action: 'secret-destroyed', subjectId: keyId });
  }, 'app');
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  expect(vault.hasSecret(keyId)).toBe(false);
  for (const brand of ['augno', 'openmrp'] as const)
    expect(secretIdOfEither(vault, SecretBytes.fromText(spelledAs(brand, secret)))).toBe(keyId);
  const [held] = heldInText(vault, Buffer.from(spelledAs('augno', secret)), 16);
  expect(held).toMatchObject({ at: 0, keyId });
});

it('is found in text where a word of it begins or ends, whole, and as often as it stands there', async () => {
  const { vault, secrets } = await vendor.filled();
  const [[keyId, secret], [otherId, other]] = [...secrets] as [[string, string], [string, string]];
  const places = (text: string): readonly (readonly [number, string])[] =>
    heldInText(vault, Buffer.from(text, 'latin1'), 16).map((held) => [held.at, held.keyId]);
  expect(places(`${secret},${other}\n${secret}`)).toEqual([
    [0, keyId],
    [secret.length + 1, otherId],
    [secret.length + other.length + 2, keyId],
  ]);
  expect(places(`postgres://u:${secret}@h/x`)).toEqual([[13, keyId]]);
  // Joined to a word on one side it is one still; on both it is a part of another word.
  expect([
    places(`x${secret} y`).length,
    places(`x ${secret}y`).length,
    places(`x${secret}y`).length,
  ]).toEqual([1, 1, 0]);
  for (const text of [
    '',
    secret.slice(1),
    secret.slice(0, -1),
    `${secret.slice(0, 40)}\n${secret.slice(40)}`,
  ])
    expect(places(text)).toEqual([]);
  // SECURITY: of a text that is made to be compared at each place only so much is.
  const tails = `${'x'.repeat(80)}${secret.slice(-4)} `.repeat(6000);
  expect(places(`${tails}${secret}`)).toEqual([]);
  expect(places(`${secret} ${tails}`)).toEqual([[0, keyId]]);
});

it('is named where the vault holds it twice, and neither is touched', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const [keyId, secret] = [...secrets][0]!;
  const record = vault.get(keysCollection, keyId)!;
  const other = SecretBytes.fromText(spelledAs('openmrp', secret));
  vault.transaction((transaction) => {
    transaction.put(keysCollection, 'apke_fromafile000', { ...record, alias: 'From a file' });
    transaction.putSecret('apke_fromafile000', other);
    transaction.audit({ action: 'secret-stored', subjectId: 'apke_fromafile000' });
  }, 'app');
  const [synced] = await service.sync(connectionId);
  expect(inEnglish(synced!.healthMessage!)).toContain('The same key is stored more than once');
  expect(inEnglish(synced!.healthMessage!)).toContain('From a file');
  expect(inEnglish(synced!.healthMessage!)).toContain('Till');
  expect(vault.hasSecret(keyId) && vault.hasSecret('apke_fromafile000')).toBe(true);
});

it('is one key in a file that is imported, whichever spelling stands there, and both', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const [keyId, secret] = [...secrets][0]!;
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  const file = path.join(vendor.world.folder, '.env');
  writeFileSync(
    file,
    `OPENMRP_API_KEY=${spelledAs('openmrp', secret)}\nAUGNO_API_KEY=${spelledAs('augno', secret)}\n`,
  );
  const outcomes = async (): Promise<unknown> => {
    const plan = await planKeyImport(file, vault, service);
    const found = plan.entries.map(({ outcome, proven }) => [outcome, proven]);
    plan.apply();
    plan.wipe();
    return found;
  };
  expect(await outcomes()).toEqual([
    ['held', true],
    ['held', true],
  ]);
  vault.transaction((transaction) => {
    transaction.destroySecret(keyId);
    transaction.audit({ action: 'secret-destroyed', subjectId: keyId });
  }, 'app');
  // What was held here before is known by either, and nothing is asked about which of the two it is.
  expect(await outcomes()).toEqual([
    ['store', true],
    ['repeated', true],
  ]);
  expect(await reveal(service, keyId)).toBe(spelledAs('openmrp', secret));
});
