/** The file is exchanged, moved or deleted under an open vault, at each moment of a write: nothing is acknowledged then. */
import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveDependencies } from '../../../electron/vault/dependencies.ts';
import type { Engine } from '../../../electron/vault/engine.ts';
import type { ManagedVault } from '../../../electron/vault/index.ts';
import { openEngine } from '../../../electron/vault/open-engine.ts';
import { writeRescue } from '../../../electron/vault/rescue.ts';
import { openWithPassword } from '../../../electron/vault/slots.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import {
  cutOffWhileSealing,
  makeFolder,
  makeVault,
  options,
  PASSWORD,
  plantOne,
  removeFolder,
  reopen,
  text,
  things,
} from '../../fixtures/vault/sample.ts';

/** Of SQLite. */
const PAGE = 4096;

let folder: string;
let file: string;
let older: string;
beforeEach(async () => {
  folder = makeFolder();
  file = path.join(folder, 'vault', 'vault.db');
  older = path.join(folder, 'older.db');
  const { vault } = await makeVault(folder);
  vault.close();
  copyFileSync(file, older);
  const again = await reopen(folder);
  plantOne(again, 'first');
  again.close();
});
afterEach(() => {
  removeFolder(folder);
});

/** As sync and restore tools do it: written under another name, then renamed over the file. */
function exchange(contents: Buffer): void {
  writeFileSync(`${file}.tmp`, contents, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
}

const refusal = expect.objectContaining({ code: 'vault-replaced' }) as Error;

const WAYS: Readonly<Record<string, () => void>> = {
  'replaced by an identical copy': () => exchange(readFileSync(file)),
  'replaced by an older copy': () => exchange(readFileSync(older)),
  'replaced by something else': () => exchange(Buffer.alloc(20_000, 7)),
  deleted: () => rmSync(file),
  'moved with its folder': () => renameSync(path.join(folder, 'vault'), path.join(folder, 'elsewhere')),
  'deleted with its folder': () => rmSync(path.join(folder, 'vault'), { recursive: true }),
};

function bytesThere(): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

describe('a vault whose file is', () => {
  for (const [what, happen] of Object.entries(WAYS)) {
    it(`${what} before a write acknowledges nothing, touches nothing, and says so`, async () => {
      const vault = await reopen(folder);
      happen();
      const there = bytesThere();
      expect(() => plantOne(vault, 'lost')).toThrow(refusal);
      expect(() => plantOne(vault, 'lost')).toThrow(refusal);
      expect(vault.list.bind(vault, things)).toThrow(refusal);
      vault.close();
      expect(bytesThere()).toEqual(there);
    });

    it(`${what} in the middle of a write acknowledges nothing`, async () => {
      const vault = await reopen(folder);
      expect(() =>
        vault.transaction((transaction) => {
          transaction.put(things, 'lost', { name: 'Lost', notes: '' });
          happen();
        }),
      ).toThrow(refusal);
      vault.close();
    });

    it(`${what} between the check and the commit acknowledges nothing`, async () => {
      const engine = await openedEngine();
      const { database } = engine;
      const exec = database.exec.bind(database);
      let happened = false;
      database.exec = (sql) => {
        if (sql === 'COMMIT' && !happened) {
          happened = true;
          happen();
        }
        return exec(sql);
      };
      const there = (): unknown =>
        engine.write('command', (transaction) =>
          transaction.put(things, 'lost', { name: 'Lost', notes: '' }),
        );
      expect(there).toThrow(refusal);
      expect(happened).toBe(true);
      expect(engine.index.entry('things', 'lost')).toBeUndefined();
      database.exec = exec;
      expect(there).toThrow(refusal);
      engine.close();
    });

    it(`${what} is noticed without a write, for the window to lead out of it`, async () => {
      const vault = await reopen(folder, { pollIntervalMs: 5 });
      const problem = new Promise<string>((resolve) =>
        vault.onProblem(({ code }) => {
          resolve(code);
        }),
      );
      happen();
      expect(await problem).toBe('vault-replaced');
      vault.close();
    });
  }

  it('written over in place by an older copy acknowledges nothing', async () => {
    const vault = await reopen(folder);
    writeFileSync(file, readFileSync(older));
    expect(() => plantOne(vault, 'lost')).toThrow();
    expect(() => plantOne(vault, 'lost')).toThrow();
    vault.close();
  });

  it.each([
    ['cut off to nothing', () => truncateSync(file, 0)],
    ['cut off in its middle', () => truncateSync(file, 3 * PAGE)],
    ['filled with zeros', () => writeFileSync(file, Buffer.alloc(readFileSync(file).length), { flag: 'r+' })],
  ] as const)(
    '%s in place is no vault from then on, and what comes back is kept aside',
    async (_how, happen) => {
      const whole = readFileSync(file);
      const vault = await reopen(folder);
      happen();
      const there = readFileSync(file);
      const refused = expect.objectContaining({
        code: expect.stringMatching(/^vault-(?:damaged|foreign)$/) as string,
      }) as Error;
      expect(() => plantOne(vault, 'lost')).toThrow(refused);
      expect(() => plantOne(vault, 'lost')).toThrow(refused);
      const { file: kept } = vault.rescue('intent-1', Buffer.from('the reply of a server'));
      vault.close();
      expect(readFileSync(file).equals(there)).toBe(true);
      await expect(reopen(folder)).rejects.toThrow(refused);
      expect(readFileSync(file).equals(there)).toBe(true);
      exchange(whole);
      const again = await reopen(folder);
      expect(again.hasSecret('first')).toBe(true);
      expect(again.rescues().opened.map((one) => one.file)).toEqual([kept]);
      again.close();
    },
  );

  for (const suffix of ['-wal', '-journal']) {
    it(`joined by a ${suffix} of another time while it is open leaves that alone and says so`, async () => {
      const vault = await reopen(folder, { busyTimeoutMs: 20 });
      const rubbish = Buffer.alloc(8000, 0xd9);
      writeFileSync(`${file}${suffix}`, rubbish);
      const there = readFileSync(file);
      expect(() => plantOne(vault, 'lost')).toThrow(refusal);
      vault.close();
      expect(readFileSync(file).equals(there)).toBe(true);
      expect(readFileSync(`${file}${suffix}`).equals(rubbish)).toBe(true);
      const again = await reopen(folder);
      expect(again.hasSecret('first')).toBe(true);
      again.close();
    });
  }
});

describe('what is kept aside', () => {
  const payload = (): Buffer => Buffer.from('the reply of a server');

  async function withRescue(happen: () => void): Promise<{ vault: ManagedVault; kept: string }> {
    const vault = await reopen(folder);
    happen();
    expect(() => plantOne(vault, 'lost')).toThrow(refusal);
    return { vault, kept: vault.rescue('intent-1', payload()).file };
  }

  it('lies sealed in the vault’s folder, opens for this vault, and is removed when it is in', async () => {
    const { vault, kept } = await withRescue(WAYS['replaced by an older copy']!);
    vault.close();
    expect(path.dirname(kept)).toBe(path.dirname(file));
    expect(readFileSync(kept, 'utf8')).not.toContain('server');
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toMatchObject({ epoch: 1, intent: 'intent-1' });
    const again = await reopen(folder);
    const { opened, unreadable } = again.rescues();
    expect(opened.map((one) => [one.intent, one.payload.toString()])).toEqual([
      ['intent-1', payload().toString()],
    ]);
    expect(unreadable).toEqual([]);
    // Under the next key it could not be opened.
    await expect(again.rotateVaultKey(text(PASSWORD))).rejects.toMatchObject({ code: 'conflict' });
    again.removeRescue(kept);
    (await again.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
    again.close();
  });

  it('opens after a rotation of the vault key that was cut off, and that an unlock finishes', async () => {
    const { random, cutOff } = cutOffWhileSealing();
    const rotating = await reopen(folder, { random });
    cutOff();
    await expect(rotating.rotateVaultKey(text(PASSWORD))).rejects.toThrow('killed');
    rotating.close();
    // Another process had the vault open, and its file is another one when its answer comes.
    const engine = await openedEngine();
    const kept = writeRescue(engine, 'intent-1', payload());
    engine.close();
    expect(kept.isOfBefore).toBe(false);
    const again = await reopen(folder);
    expect(again.auditLog({ limit: 5 }).map(({ detail }) => detail)).toContain(
      'finished after an interruption',
    );
    const { opened, unreadable } = again.rescues();
    expect(opened.map((one) => [one.intent, one.payload.toString()])).toEqual([
      ['intent-1', payload().toString()],
    ]);
    expect(unreadable).toEqual([]);
    again.close();
  });

  it('lies in the profile’s folder where the vault’s is gone, which is not made anew', async () => {
    const { vault, kept } = await withRescue(WAYS['moved with its folder']!);
    vault.close();
    expect(path.dirname(kept)).toBe(path.join(folder, 'vault.app'));
    expect(bytesThere()).toBeNull();
    renameSync(path.join(folder, 'elsewhere'), path.join(folder, 'vault'));
    const again = await reopen(folder);
    expect(again.rescues().opened.length).toBe(1);
    again.close();
  });

  it('is nowhere, and that is an error, where neither folder can be written', async () => {
    writeFileSync(path.join(folder, 'vault.app'), 'a file in its place');
    const vault = await reopen(folder);
    WAYS['deleted with its folder']!();
    expect(() => vault.rescue('intent-1', payload())).toThrow();
    vault.close();
  });

  it('of another vault, changed, or no such file is kept and named, at each unlock', async () => {
    const { vault, kept } = await withRescue(WAYS['replaced by an identical copy']!);
    vault.close();
    const contents = JSON.parse(readFileSync(kept, 'utf8')) as Record<string, unknown>;
    expect(contents['vaultId']).toBe(vault.vaultId);
    const changed = { ...contents, intent: 'intent-2' };
    writeFileSync(kept, JSON.stringify(changed));
    writeFileSync(
      path.join(folder, 'vault', 'rescue-20260101T000000000Z-00000002.sealed'),
      JSON.stringify({ ...contents, vaultId: randomUUID() }),
    );
    mkdirSync(path.join(folder, 'vault', 'rescue-20260101T000000000Z-00000000.sealed'));
    writeFileSync(path.join(folder, 'vault', 'rescue-20260101T000000000Z-00000001.sealed'), 'rubbish');
    for (const time of ['first', 'second']) {
      const again = await reopen(folder);
      expect(again.rescues().opened, time).toEqual([]);
      expect(again.rescues().unreadable, time).toHaveLength(4);
      again.close();
    }
  });
});

function openedEngine(): Promise<Engine> {
  return openEngine(file, resolveDependencies(options(path.join(folder, 'vault'))), async (header) => {
    const opened = await openWithPassword(header, text(PASSWORD), cheapKdf);
    return opened!.vaultKey;
  });
}
