/** What a scan found while the vault could not be written is there after it was locked. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFindingsStore, type ScanResult } from '../../../electron/keys/findings/index.ts';
import { KeptScans } from '../../../electron/processes/kept-scans.ts';
import { scan } from '../../../electron/scanner/index.ts';
import { createVault, openVault, type ManagedVault } from '../../../electron/vault/index.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { canMount, coverReadOnly, SmallDisk, uncover } from '../../fixtures/disk.ts';
import { makeFolder, options, PASSWORD, removeFolder, text } from '../../fixtures/vault/sample.ts';
import { mkdirSync, writeFileSync } from 'node:fs';

const mountable = canMount();
const base = makeFolder();
afterAll(() => {
  removeFolder(base);
});

let count = 0;
let folder: string;
let profile: string;
let disk: SmallDisk;
let open: ManagedVault[];
beforeEach(() => {
  if (!mountable) return;
  count += 1;
  folder = path.join(base, String(count), 'vault');
  profile = `${folder}.app`;
  disk = new SmallDisk(folder);
  open = [];
});
afterEach(() => {
  if (!mountable) return;
  for (const vault of open) vault.close();
  disk.remove();
});

async function unlock(): Promise<ManagedVault> {
  const vault = await openVault({
    ...options(folder),
    credential: { kind: 'password', password: text(PASSWORD) },
  });
  open.push(vault);
  return vault;
}

async function make(): Promise<void> {
  const { vault } = await createVault({ ...options(folder), name: 'On a disk', password: text(PASSWORD) });
  vault.close();
}

/** Of a folder of its own with one key in it. */
async function scanned(name: string, key: string | null): Promise<ScanResult> {
  const place = path.join(base, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(path.join(place, 'settings.env'), `KEY=${key ?? 'nothing'}\n`);
  const fingerprintKey = Buffer.alloc(32, 7);
  const findings: { root: string; finding: ScanResult['findings'][number]['finding'] }[] = [];
  for await (const event of scan({ paths: [place], fingerprintKey })) {
    if (event.type === 'finding') findings.push({ root: event.root, finding: event.finding });
    if (event.type === 'done') return { fingerprintKey, findings, report: event.report };
  }
  throw new Error('The scan did not end.');
}

const storeOn = (vault: ManagedVault): ReturnType<typeof createFindingsStore> =>
  createFindingsStore({ vault, actor: 'app' });
const filesIn = (at: string): readonly string[] =>
  existsSync(at) ? readdirSync(at).filter((name) => name.startsWith('waiting-scan-')) : [];

describe.skipIf(!mountable)('a scan while the vault cannot be written', () => {
  it('is kept sealed beside it, outlives the process, and is recorded once it can be written', async () => {
    await make();
    disk.makeReadOnly();
    const key = generateKey('prod');
    const vault = await unlock();
    const kept = new KeptScans();
    const result = await scanned('first', key);
    expect(await kept.recordOrKeep(vault, storeOn(vault), result)).toMatchObject({ place: 'file' });
    const [file, ...others] = filesIn(profile);
    expect(others).toEqual([]);
    const bytes = readFileSync(path.join(profile, file!));
    for (const clear of [key, key.slice(-44), 'settings.env']) expect(bytes.includes(clear)).toBe(false);
    vault.close();

    // Unlocked while it still can't be written: it goes on waiting.
    const second = await unlock();
    const secondKept = new KeptScans();
    secondKept.load(second);
    await secondKept.record(second, storeOn(second));
    expect(storeOn(second).listFindings()).toEqual([]);
    second.close();

    disk.makeWritable();
    const third = await unlock();
    const thirdKept = new KeptScans();
    thirdKept.load(third);
    await thirdKept.record(third, storeOn(third));
    expect(storeOn(third).listFindings()).toMatchObject([
      { finding: { path: 'settings.env', redacted: expect.stringContaining('****') as string } },
    ]);
    expect(filesIn(profile)).toEqual([]);
  });

  it('opens under the next vault key, where that is changed while it waits', async () => {
    await make();
    disk.makeReadOnly();
    const vault = await unlock();
    vault.keepScan(Buffer.from('the result'));
    vault.close();
    disk.makeWritable();
    const rotating = await unlock();
    (await rotating.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
    rotating.close();
    const again = await unlock();
    expect(again.waitingScans().map(({ payload }) => payload.toString())).toEqual(['the result']);
    expect(filesIn(profile)).toHaveLength(1);
    again.close();
  });

  it('of the same folder, the newer result is what counts; of others all are kept', async () => {
    await make();
    disk.makeReadOnly();
    const vault = await unlock();
    const kept = new KeptScans();
    const at = (second: number): Date => new Date(Date.UTC(2026, 10, 29, 12, 0, second));
    const store = storeOn(vault);
    await kept.recordOrKeep(vault, store, await scanned('one', generateKey('prod')), at(1));
    await kept.recordOrKeep(vault, store, await scanned('two', generateKey('prod')), at(2));
    await kept.recordOrKeep(vault, store, await scanned('one', null), at(3));
    expect(filesIn(profile)).toHaveLength(2);
    disk.makeWritable();
    vault.close();
    const again = await unlock();
    const loaded = new KeptScans();
    loaded.load(again);
    await loaded.record(again, storeOn(again));
    expect(
      storeOn(again)
        .listFindings()
        .map(({ root }) => path.basename(root)),
    ).toEqual(['two']);
  });

  it('says that it is in memory alone where nothing can be written beside it either', async () => {
    await make();
    disk.makeReadOnly();
    mkdirSync(profile, { recursive: true });
    coverReadOnly(profile);
    try {
      const vault = await unlock();
      const kept = new KeptScans();
      const result = await scanned('third', generateKey('prod'));
      expect(await kept.recordOrKeep(vault, storeOn(vault), result)).toMatchObject({ place: 'memory' });
      disk.makeWritable();
      await kept.record(vault, storeOn(vault));
      expect(storeOn(vault).listFindings()).toHaveLength(1);
    } finally {
      uncover(profile);
    }
  });
});
