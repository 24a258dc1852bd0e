/** Files whose write fails when it is done already, or whose disk is out: what they were is not lost, and what is said is true. */
import type nodeFs from 'node:fs';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backupIdOf, replacementsCollection } from '../../../../electron/keys/care/replacement-records.ts';
import { World } from '../../providers/augno/support/world.ts';
import { codeOf, rotatedIn } from './support/rotated.ts';

/** What happens where a folder waits for its disk; there is no other way to let that fail, or to come between. */
const atSync = vi.hoisted(() => ({ folder: '', happen: (): void => undefined }));
vi.mock('../../../../electron/files/sync-folder.ts', async (importOriginal) => {
  const { syncFolder } = await importOriginal<{ syncFolder: (folder: string) => void }>();
  return {
    syncFolder: (folder: string): void => {
      if (folder === atSync.folder) atSync.happen();
      syncFolder(folder);
    },
  };
});
/** The file that the disk does not give out; there is no other way to let reading fail where writing went well. */
const atRead = vi.hoisted(() => ({ file: '' }));
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof nodeFs>();
  const openSync: typeof fs.openSync = (file, ...rest) => {
    if (atRead.file !== '' && file === atRead.file)
      throw Object.assign(new Error('EIO: i/o error, open'), { code: 'EIO', errno: -5, syscall: 'open' });
    return fs.openSync(file, ...rest);
  };
  return { ...fs, openSync, default: { ...fs, openSync } };
});
const failingDisk = (): never => {
  throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', errno: -5, syscall: 'fsync' });
};

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(async () => {
  atSync.folder = '';
  atRead.file = '';
  await world.close();
});

it('decides nothing after a crash while the file’s disk is out, or what lies beside it can’t be taken away', async () => {
  const { vault, places, file, folder, oldKeyId, newKeyId, before, after } = await rotatedIn(world);
  const done = await places.apply((await places.preview(oldKeyId, newKeyId, file)).planId);
  const record = vault.get(replacementsCollection, done.id)!;
  vault.transaction((transaction) => {
    transaction.put(replacementsCollection, done.id, { ...record, state: 'writing', after: null });
  });
  const isOpen = (): boolean =>
    vault.get(replacementsCollection, done.id)?.state === 'writing' && vault.hasSecret(backupIdOf(done.id));
  // At once: another process may still be at it.
  places.tidyUp();
  expect(isOpen()).toBe(true);
  world.clock.advance(120_000);
  renameSync(folder, `${folder} out`);
  places.tidyUp();
  expect(isOpen()).toBe(true);
  expect(await codeOf(places.undo(done.id))).toBe('file-unwritable');
  renameSync(`${folder} out`, folder);
  mkdirSync(path.join(record.temporary, 'in it'), { recursive: true });
  places.tidyUp();
  expect(isOpen()).toBe(true);
  rmSync(record.temporary, { recursive: true });
  places.tidyUp();
  expect(readFileSync(file, 'utf8')).toBe(after);
  await places.undo(done.id);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

it('keeps what the file was where it was written and the disk did not confirm it, and says so', async () => {
  const { places, file, folder, oldKeyId, newKeyId, before, after } = await rotatedIn(world);
  const { planId } = await places.preview(oldKeyId, newKeyId, file);
  Object.assign(atSync, { folder, happen: failingDisk });
  await expect(places.apply(planId)).rejects.toMatchObject({
    code: 'file-unwritable',
    message: expect.stringContaining('was written, but the disk did not confirm it') as string,
  });
  expect(readFileSync(file, 'utf8')).toBe(after);
  const [made] = places.list(newKeyId);
  expect(made).toMatchObject({ state: 'done', undoable: true });
  expect(await codeOf(places.undo(made!.id))).toBe('file-unwritable');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(places.list(newKeyId)).toMatchObject([{ state: 'undone' }]);
});

it('keeps what the file was where it was written without its key and the disk did not confirm it', async () => {
  const { places, file, folder, newKeyId, before } = await rotatedIn(world);
  Object.assign(atSync, { folder, happen: failingDisk });
  expect(await codeOf(places.writeWithoutKey(newKeyId, file, before, 'WITHOUT=1\n'))).toBe('file-unwritable');
  expect(readFileSync(file, 'utf8')).toBe('WITHOUT=1\n');
  const [made] = places.withoutKeys(file);
  expect(await places.useSealedFile(made!.id, (held) => held)).toBe(before);
});

it('says of a file it made, and somebody else changed or took away in that moment, that it was written', async () => {
  const { vault, places, folder, newKeyId } = await rotatedIn(world);
  const made = path.join(folder, 'made.env');
  const happenings = [() => writeFileSync(made, 'theirs\n'), () => rmSync(made)];
  for (const happen of happenings) {
    const { planId, creates } = await places.previewVariable(newKeyId, made, 'AUGNO_API_KEY');
    expect(creates).toBe(true);
    Object.assign(atSync, { folder, happen });
    await expect(places.apply(planId)).rejects.toMatchObject({
      code: 'file-changed',
      message: expect.stringContaining('was written, and something else has changed it since') as string,
    });
    atSync.folder = '';
    const [listed] = places.list(newKeyId);
    expect(listed).toMatchObject({ file: made, state: 'done', undoable: false });
    expect(await codeOf(places.undo(listed!.id))).toBe('file-changed');
    rmSync(made, { force: true });
    world.clock.advance(1000);
  }
  expect(places.list(newKeyId)).toHaveLength(2);
  expect(
    vault
      .auditLog({ limit: 50 })
      .map(({ detail }) => detail ?? '')
      .join('\n'),
  ).not.toContain('not written');
});

it('after a crash neither, whoever wrote over the file it had made', async () => {
  const { vault, places, folder, newKeyId } = await rotatedIn(world);
  const made = path.join(folder, 'made.env');
  const { planId } = await places.previewVariable(newKeyId, made, 'AUGNO_API_KEY');
  const { id } = await places.apply(planId);
  const record = vault.get(replacementsCollection, id)!;
  vault.transaction((transaction) => {
    transaction.put(replacementsCollection, id, { ...record, state: 'writing', after: null });
  });
  writeFileSync(made, 'theirs\n');
  world.clock.advance(120_000);
  places.tidyUp();
  expect(places.list(newKeyId)).toMatchObject([{ id, state: 'done', undoable: false }]);
  expect(await codeOf(places.undo(id))).toBe('file-changed');
  expect(readFileSync(made, 'utf8')).toBe('theirs\n');
});

it('does not say that something changed a file which can’t be read back', async () => {
  const { places, file, folder, oldKeyId, newKeyId, after } = await rotatedIn(world);
  const { planId } = await places.preview(oldKeyId, newKeyId, file);
  Object.assign(atSync, { folder, happen: () => Object.assign(atRead, { file }) });
  await expect(places.apply(planId)).rejects.toMatchObject({
    code: 'file-unwritable',
    message: expect.stringContaining('was written, and what it holds now can’t be read back') as string,
  });
  atRead.file = '';
  expect(readFileSync(file, 'utf8')).toBe(after);
  // Read again at the next start, which says what it is.
  world.clock.advance(120_000);
  places.tidyUp();
  expect(places.list(newKeyId)).toMatchObject([{ state: 'done', undoable: true }]);
});

it('does not take what somebody made of the file in that moment for its own', async () => {
  const { places, file, folder, oldKeyId, newKeyId } = await rotatedIn(world);
  const { planId } = await places.preview(oldKeyId, newKeyId, file);
  Object.assign(atSync, {
    folder,
    happen: () => {
      writeFileSync(file, 'theirs\n');
    },
  });
  await expect(places.apply(planId)).rejects.toMatchObject({
    code: 'file-changed',
    message: expect.stringContaining('was written, and something else has changed it since') as string,
  });
  const [made] = places.list(newKeyId);
  expect(made).toMatchObject({ state: 'done', undoable: true });
  expect(await codeOf(places.undo(made!.id))).toBe('file-changed');
  expect(readFileSync(file, 'utf8')).toBe('theirs\n');
});
