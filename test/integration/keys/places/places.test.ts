/** A rotated key on its way into the files that held the old one, with a real vault, the sandbox and real files. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PlaceKeeper } from '../../../../electron/keys/places/place-keeper.ts';
import { backupIdOf, replacementsCollection } from '../../../../electron/keys/care/replacement-records.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { AppError } from '../../../../shared/errors.ts';
import { plaintextIn } from '../../../e2e/support/files.ts';
import { rotationsCollection, type RotationRecord } from '../../../../electron/keys/registry/records.ts';
import { say } from '../../../../shared/messages/say.ts';
import type { StoredRecord } from '../../../../electron/vault/types.ts';
import { World } from '../../providers/augno/support/world.ts';
import { codeOf, rotatedIn, type Rotated } from './support/rotated.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

async function rotated(): Promise<Rotated> {
  world = await World.start();
  return await rotatedIn(world);
}

describe('replacing a rotated key in a file', () => {
  it('takes what a scan found in a history for no file, whatever its words are', async () => {
    const { vault, places, oldKeyId, newKeyId } = await rotated();
    const file = '/srv/other/.env';
    const said = say('keys.place-in-the-history', { place: file });
    const [{ id, value }] = vault.list(rotationsCollection) as [StoredRecord<RotationRecord>];
    vault.transaction((transaction) => {
      const found = { id: 'found', text: file, said, done: false };
      transaction.put(rotationsCollection, id, { ...value, places: [...value.places, found] });
    });
    const { files, others } = places.candidates(oldKeyId, newKeyId);
    expect(files.map((one) => one.file)).not.toContain(file);
    expect(others).toContainEqual(said);
  });

  it('shows the line, writes it, ticks the place off, seals what was, and puts it back', async () => {
    const { vault, service, places, file, folder, before, after, oldKeyId, newKeyId, oldSecret, newSecret } =
      await rotated();
    expect(places.candidates(oldKeyId, newKeyId)).toEqual({
      files: [{ file, from: 'note' }],
      others: ['GitHub secret of acme/erp'],
    });
    const preview = await places.preview(oldKeyId, newKeyId, file);
    expect(preview).toMatchObject({
      creates: false,
      lineEnding: 'crlf',
      mode: '0640',
      changes: [
        {
          line: 2,
          before: `AUGNO_API_KEY=aug_sk_test_****${oldSecret.slice(-4)}`,
          after: `AUGNO_API_KEY=aug_sk_test_****${newSecret.slice(-4)}`,
        },
      ],
    });
    expect(readFileSync(file, 'utf8')).toBe(before);

    const done = await places.apply(preview.planId);
    expect(readFileSync(file, 'utf8')).toBe(after);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['.env']);
    expect(done).toMatchObject({ state: 'done', undoable: true, lines: 1 });
    const rotation = (): { text: string; done: boolean }[] =>
      service.listRotations()[0]!.places.map(({ text, done: ticked }) => ({ text, done: ticked }));
    expect(rotation()).toContainEqual({ text: file, done: true });
    expect(rotation()).toContainEqual({ text: 'GitHub secret of acme/erp', done: false });
    expect(plaintextIn(world.vaultFolder, [oldSecret, 'hunter2', file])).toEqual([]);
    // What was shown once is not written twice.
    expect(await codeOf(places.apply(preview.planId))).toBe('file-changed');

    const undone = await places.undo(done.id);
    expect(undone).toMatchObject({ state: 'undone', undoable: false });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(rotation()).toContainEqual({ text: file, done: false });
    expect(vault.hasSecret(backupIdOf(done.id))).toBe(false);
    expect(vault.auditLog({ limit: 10 }).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['place-updated', 'place-restored']),
    );
  });

  it('writes nothing where the file changed, became read-only, or holds another key only', async () => {
    const { places, file, oldKeyId, newKeyId, oldSecret, before } = await rotated();
    const stale = await places.preview(oldKeyId, newKeyId, file);
    writeFileSync(file, `${before}NEW=1\r\n`);
    expect(await codeOf(places.apply(stale.planId))).toBe('file-changed');
    expect(readFileSync(file, 'utf8')).toBe(`${before}NEW=1\r\n`);
    // Nobody is told that it was replaced, now or after the next unlock, and it is offered again.
    expect(places.list(newKeyId)).toEqual([]);
    places.tidyUp();
    expect(places.list(newKeyId)).toEqual([]);

    const again = await places.preview(oldKeyId, newKeyId, file);
    chmodSync(file, 0o444);
    expect(await codeOf(places.apply(again.planId))).toMatch(/^file-(changed|read-only)$/);
    expect(await codeOf(places.preview(oldKeyId, newKeyId, file))).toBe('file-read-only');
    expect(readFileSync(file, 'utf8')).toContain(oldSecret);
    chmodSync(file, 0o600);

    expect(await places.preview(newKeyId, oldKeyId, file).catch((thrown: unknown) => thrown)).toBeInstanceOf(
      AppError,
    );
    // Another key than the old one is not touched.
    expect((await places.preview('apke_other0000000', newKeyId, file)).changes).toEqual([]);
  });

  it('does not put back what somebody has edited since', async () => {
    const { places, file, oldKeyId, newKeyId } = await rotated();
    const done = await places.apply((await places.preview(oldKeyId, newKeyId, file)).planId);
    writeFileSync(file, 'edited\n');
    expect(await codeOf(places.undo(done.id))).toBe('file-changed');
    expect(readFileSync(file, 'utf8')).toBe('edited\n');
    expect(places.list(newKeyId)[0]).toMatchObject({ state: 'done', undoable: true });
  });

  it('tells after a crash how far it got, and takes away what it left', async () => {
    const { vault, places, file, oldKeyId, newKeyId, before, after } = await rotated();
    const done = await places.apply((await places.preview(oldKeyId, newKeyId, file)).planId);
    const record = vault.get(replacementsCollection, done.id)!;
    const crash = (content: string, wasMoved = false): PlaceKeeper => {
      vault.transaction((transaction) => {
        transaction.put(replacementsCollection, done.id, { ...record, state: 'writing', after: null });
      });
      writeFileSync(file, content);
      if (!wasMoved) writeFileSync(record.temporary, after);
      const next = new PlaceKeeper(vault, () => new Date(Date.parse(record.at) + 120_000));
      next.tidyUp();
      expect(existsSync(record.temporary)).toBe(false);
      return next;
    };
    // Renamed, and not yet written down.
    const finished = crash(after);
    expect(finished.list(newKeyId)).toMatchObject([{ state: 'done', undoable: true }]);
    // Somebody has written it since: what it was is here alone, and nothing of theirs is taken away.
    const edited = crash('edited\n', true);
    expect(edited.list(newKeyId)).toMatchObject([{ state: 'done', undoable: true }]);
    expect(vault.hasSecret(backupIdOf(done.id))).toBe(true);
    expect(await codeOf(edited.undo(done.id))).toBe('file-changed');
    expect(readFileSync(file, 'utf8')).toBe('edited\n');
    // Or before it was to be moved: nothing was replaced, and nobody is told that it was.
    expect(crash('edited\n').list(newKeyId)).toEqual([]);
    places.tidyUp();
    // The new file was there, but not yet in its place.
    expect(crash(before).list(newKeyId)).toEqual([]);
    expect(vault.hasSecret(backupIdOf(done.id))).toBe(false);
  });

  it('forgets the sealed copies after 30 days', async () => {
    const { vault, places, file, oldKeyId, newKeyId } = await rotated();
    const done = await places.apply((await places.preview(oldKeyId, newKeyId, file)).planId);
    world.clock.advance(31 * 86_400_000);
    places.tidyUp();
    expect(vault.hasSecret(backupIdOf(done.id))).toBe(false);
    expect(places.list(newKeyId)).toMatchObject([{ state: 'done', undoable: false }]);
    expect(await codeOf(places.undo(done.id))).toBe('not-found');
  });
});

describe('setting a variable', () => {
  it('makes the file where there is none, readable by its owner alone, and removes it again', async () => {
    const { places, folder, newKeyId, newSecret, vault } = await rotated();
    const file = path.join(folder, 'fresh.env');
    const preview = await places.previewVariable(newKeyId, file, 'AUGNO_API_KEY');
    expect(preview.creates).toBe(true);
    const done = await places.apply(preview.planId);
    expect(readFileSync(file, 'utf8')).toBe(`AUGNO_API_KEY=${newSecret}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await places.undo(done.id);
    expect(existsSync(file)).toBe(false);
    expect(await codeOf(places.previewVariable(newKeyId, file, 'A B'))).toBe('invalid-input');
    expect(await codeOf(places.previewVariable(newKeyId, path.join(vault.folder, 'x'), 'A'))).toBe(
      'unsupported',
    );
  });
});

describe('what the writer refuses', () => {
  it('a tracked file is not shown as one to replace in, nor written when it becomes tracked meanwhile', async () => {
    const { places, file, folder, oldKeyId, newKeyId, newSecret, vault } = await rotated();
    const git = (...args: readonly string[]): unknown => execFileSync('git', args, { cwd: folder });
    git('init', '-q');
    writeFileSync(path.join(folder, '.gitignore'), '.env\n');
    const preview = await places.preview(oldKeyId, newKeyId, file);
    git('add', '-f', '.env');
    await expect(places.apply(preview.planId)).rejects.toThrow(/is tracked by Git/);
    await expect(places.preview(oldKeyId, newKeyId, file)).rejects.toThrow(/is tracked by Git/);
    await expect(places.previewVariable(newKeyId, file, 'A')).rejects.toThrow(/is tracked by Git/);
    expect(readFileSync(file, 'utf8')).not.toContain(newSecret);
    expect(places.list(newKeyId)).toEqual([]);
    expect(vault.list(replacementsCollection)).toEqual([]);
  });

  it('a secret that is not a key is neither previewed nor written', async () => {
    const { places, file, oldKeyId, newKeyId, before, vault } = await rotated();
    const hostile = SecretBytes.fromText('x$(touch /tmp/owned)\nLD_PRELOAD=/tmp/evil.so');
    const shown = await places.preview(oldKeyId, newKeyId, file);
    vault.transaction((transaction) => {
      transaction.putSecret(newKeyId, hostile);
    });
    await expect(places.preview(oldKeyId, newKeyId, file)).rejects.toThrow(/is not a key/);
    await expect(places.previewVariable(newKeyId, file, 'A')).rejects.toThrow(/is not a key/);
    await expect(places.apply(shown.planId)).rejects.toThrow(/is not a key/);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

it('nothing but the writer puts a file in its place', () => {
  const sources = execFileSync('git', ['ls-files', '-z', 'electron/*.ts'], { encoding: 'utf8' })
    .split('\0')
    .filter((name) => name !== '' && existsSync(name));
  const around = sources.filter(
    (name) =>
      !name.startsWith('electron/keys/files/') &&
      /from '[^']*keys\/files\/(?!index\.ts)/.test(readFileSync(name, 'utf8')),
  );
  expect(around).toEqual([]);
  // The index exports neither, so these can only be called from beside them.
  const callers = sources.filter(
    (name) =>
      name.startsWith('electron/keys/files/') &&
      /\b(?:createPlace|replaceFile)\(/.test(readFileSync(name, 'utf8')),
  );
  expect(callers.sort()).toEqual(['electron/keys/files/files.ts', 'electron/keys/files/writer.ts']);
});
