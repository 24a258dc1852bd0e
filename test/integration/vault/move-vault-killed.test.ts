/** A move that is killed at each step, also where the disk of the new place is taken away afterwards: never two vaults. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVaultState } from '../../../electron/vault/index.ts';
import { moveVault } from '../../../electron/vault/move/move.ts';
import { followMoves, readStub } from '../../../electron/vault/move/note.ts';
import { settleMoves } from '../../../electron/vault/move/settle.ts';
import { openedSecret, STAGED, vaultsBelow, writeBeside } from '../../fixtures/vault/moved-vaults.ts';
import {
  makeFolder,
  makeVault,
  memoryKeychain,
  plantOne,
  removeFolder,
} from '../../fixtures/vault/sample.ts';

const MOVING = fileURLToPath(new URL('../../fixtures/vault/moving-child.ts', import.meta.url));

let folder: string;
let from: string;
let to: string;
let secret: string;
const keychain = memoryKeychain();
const opened = async (at: string): Promise<string> => await openedSecret(keychain, at);

const make = async (): Promise<void> => {
  removeFolder(folder);
  mkdirSync(folder);
  const { vault } = await makeVault(folder, { keychain });
  secret = plantOne(vault, 'one');
  await vault.enableKeychain();
  vault.close();
  writeBeside(folder);
};

beforeEach(async () => {
  folder = makeFolder();
  from = path.join(folder, 'vault');
  to = path.join(folder, 'elsewhere', 'new vault ü');
  await make();
});
afterEach(() => {
  removeFolder(folder);
});

describe.skipIf(process.platform === 'win32')('killed', () => {
  const steps = (): readonly string[] =>
    execFileSync(process.execPath, [MOVING, from, to], { encoding: 'utf8' }).trim().split('\n');

  it(
    'at each step, exactly one vault is found, from wherever one looks, and moving again works',
    { timeout: 300_000 },
    async () => {
      const all = steps();
      expect(all).toEqual(
        expect.arrayContaining(['begun', 'verified', 'ready', 'switched', 'kept', 'answered']),
      );
      const switchedAt = all.indexOf('switched');
      for (const [index, step] of all.entries()) {
        await make();
        const ended = spawnSync(process.execPath, [MOVING, from, to, String(index + 1)]);
        expect(ended.signal, step).toBe('SIGKILL');
        const at = index < switchedAt ? from : to;
        // By the notes alone, and where whoever looks may change nothing.
        expect([followMoves(from), index < switchedAt || followMoves(to) === to], step).toEqual([at, true]);
        expect(vaultsBelow(folder, STAGED), step).toEqual([at]);
        expect(settleMoves(from), step).toBe(at);
        expect(settleMoves(at), step).toBe(at);
        expect(vaultsBelow(folder), step).toEqual([at]);
        expect(existsSync(`${from}.moving`), step).toBe(false);
        expect(await opened(at), step).toBe(secret);
        if (at === from) {
          expect([existsSync(to), existsSync(`${to}.app`), existsSync(`${to}.sandbox`)], step).toEqual([
            false,
            false,
            false,
          ]);
          expect(moveVault({ from, to }).to).toBe(to);
          expect(await opened(to), step).toBe(secret);
        } else {
          expect(readStub(from)?.to, step).toBe(to);
          expect(existsSync(`${from}.app`), step).toBe(false);
        }
      }
    },
  );

  it(
    'at each step, and the disk of the new place taken away: one vault is found, or none until it is back',
    { timeout: 300_000 },
    async () => {
      const all = steps();
      const [readyAt, switchedAt] = [all.indexOf('ready'), all.indexOf('switched')];
      const away = path.join(folder, 'in a drawer');
      for (const [index, step] of all.entries()) {
        await make();
        spawnSync(process.execPath, [MOVING, from, to, String(index + 1)]);
        renameSync(path.dirname(to), away);
        const at = index < readyAt ? from : to;
        // Twice: what the first look changes must not lead the second one elsewhere.
        expect([followMoves(from), settleMoves(from), settleMoves(from)], step).toEqual([at, at, at]);
        const { exists, problem } = readVaultState(at);
        if (at === from) expect([exists, problem], step).toEqual([true, null]);
        else {
          expect(exists, step).toBe(false);
          expect(problem?.code, step).toBe('vault-vanished');
          if (step === 'ready') expect(problem?.hint, step).toContain(`${from}.moving`);
        }
        renameSync(away, path.dirname(to));
        const back = index < switchedAt ? from : to;
        expect(settleMoves(from), step).toBe(back);
        expect(vaultsBelow(folder, STAGED), step).toEqual([back]);
        expect(await opened(back), step).toBe(secret);
      }
    },
  );

  it('and the disk lost for good: without the mark the vault of before is used', async () => {
    const all = steps();
    await make();
    spawnSync(process.execPath, [MOVING, from, to, String(all.indexOf('switched') + 1)]);
    removeFolder(path.dirname(to));
    expect(settleMoves(from)).toBe(to);
    removeFolder(`${from}.moving`);
    expect(settleMoves(from)).toBe(from);
    expect(await opened(from)).toBe(secret);
  });
});
