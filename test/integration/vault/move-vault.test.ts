/** A vault moves to another folder: whole or not at all, killed at each step, and found from the old place by old and new. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveVaultCommand } from '../../../electron/cli/vault/move-vault.ts';
import { readVaultState } from '../../../electron/vault/index.ts';
import { moveVault } from '../../../electron/vault/move/move.ts';
import { followMoves } from '../../../electron/vault/move/note.ts';
import { settleMoves } from '../../../electron/vault/move/settle.ts';
import { FILES, openedSecret, STAGED, vaultsBelow, writeBeside } from '../../fixtures/vault/moved-vaults.ts';
import {
  makeFolder,
  makeVault,
  memoryKeychain,
  plantOne,
  removeFolder,
} from '../../fixtures/vault/sample.ts';

const OTHER = fileURLToPath(new URL('../../fixtures/vault/other-process-child.ts', import.meta.url));

let folder: string;
let from: string;
let to: string;
let secret: string;
const keychain = memoryKeychain();

const write = (file: string, content: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
};

beforeEach(async () => {
  folder = makeFolder();
  from = path.join(folder, 'vault');
  to = path.join(folder, 'elsewhere', 'new vault ü');
  const { vault } = await makeVault(folder, { keychain });
  secret = plantOne(vault, 'one');
  await vault.enableKeychain();
  vault.close();
  writeBeside(folder);
  write(
    'vault/tries.json',
    JSON.stringify({ failed: 2, lastAt: '2026-11-01T08:00:00.000Z', nextAt: '2026-11-01T08:00:02.000Z' }),
  );
  write('vault.app/Cache/large', 'x');
});
afterEach(() => {
  removeFolder(folder);
});

const opened = async (at: string): Promise<string> => await openedSecret(keychain, at);
const vaults = (): readonly string[] => vaultsBelow(folder);

describe('moving a vault', () => {
  it('takes along all that belongs to it, and opens by the keychain without a word of an older file', async () => {
    const moved = moveVault({ from, to });
    expect(moved).toMatchObject({ from, to });
    expect(await opened(to)).toBe(secret);
    for (const file of FILES) {
      const there = path.join(path.dirname(to), file.replace(/^vault/, path.basename(to)));
      expect(readFileSync(there, 'utf8')).toBe(`content of ${file}`);
    }
    expect(readVaultState(to).nextTryAt).toBeNull();
    expect(existsSync(path.join(to, 'tries.json'))).toBe(false);
    expect(existsSync(`${to}.app/Cache`)).toBe(false);
    expect(existsSync(path.join(moved.kept, 'vault.db'))).toBe(true);
    expect(readdirSync(path.dirname(to)).filter((name) => name.includes('.new'))).toEqual([]);
    expect(readdirSync(folder)).not.toContain('vault.moving');
  });

  it('leads from the old place and from the folder that was kept to the new one', () => {
    const { kept } = moveVault({ from, to });
    expect([settleMoves(from), settleMoves(kept), settleMoves(to)]).toEqual([to, to, to]);
    const further = path.join(folder, 'third');
    moveVault({ from, to: further });
    expect([settleMoves(from), settleMoves(kept), settleMoves(to)]).toEqual([further, further, further]);
    expect(vaults()).toEqual([further]);
  });

  it('says to what knows nothing of it that a newer version is needed', () => {
    moveVault({ from, to });
    // As they look: at the folder itself.
    expect(readVaultState(from).problem?.code).toBe('vault-newer-format');
  });

  it('opens the folder that was kept once the new one is gone', async () => {
    const { kept } = moveVault({ from, to });
    removeFolder(to);
    expect(settleMoves(kept)).toBe(kept);
    expect(settleMoves(from)).toBe(to);
    expect(await opened(kept)).toBe(secret);
  });

  it.skipIf(process.platform === 'win32')('follows no note of another user', () => {
    moveVault({ from, to });
    const own = process.getuid;
    process.getuid = () => 4242;
    try {
      expect(followMoves(from)).toBe(from);
    } finally {
      process.getuid = own!;
    }
  });
});

describe('is refused', () => {
  it.each([
    ['into itself', () => path.join(from, 'below'), 'invalid-input'],
    ['above itself', () => folder, 'invalid-input'],
    ['to where a vault is', () => path.join(folder, 'other'), 'vault-exists'],
    ['to where something is', () => path.join(folder, 'full'), 'invalid-input'],
    ['to where a profile of another is', () => path.join(folder, 'profiled'), 'invalid-input'],
  ] as const)('%s', async (_what, target, code) => {
    const { vault } = await makeVault(path.join(folder, 'x'));
    vault.close();
    renameSync(path.join(folder, 'x', 'vault'), path.join(folder, 'other'));
    write('full/file', 'x');
    write('profiled.app/file', 'x');
    expect(() => moveVault({ from, to: target() })).toThrow(expect.objectContaining({ code }));
    expect(await opened(from)).toBe(secret);
    expect(existsSync(`${from}.moving`)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('while another process has it open, be it idle', async () => {
    const child = spawn(process.execPath, [OTHER, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(createInterface({ input: child.stdout }), 'line');
    expect(() => moveVault({ from, to })).toThrow(expect.objectContaining({ code: 'vault-busy' }));
    child.stdin.end();
    await once(child, 'exit');
    expect(moveVault({ from, to }).to).toBe(to);
  });

  it('where somebody wrote to it meanwhile', async () => {
    const reached = (step: string): void => {
      if (step !== 'verified') return;
      execFileSync(process.execPath, [OTHER, folder], {
        input: `${JSON.stringify({ put: 'two' })}\n`,
      });
    };
    expect(() => moveVault({ from, to, reached })).toThrow(expect.objectContaining({ code: 'vault-busy' }));
    expect([existsSync(to), existsSync(`${to}.app`)]).toEqual([false, false]);
    expect(await opened(from)).toBe(secret);
  });

  it('where a copy is not what was copied', () => {
    const reached = (step: string): void => {
      if (!step.startsWith('copied new vault ü') || /app$|sandbox$/.test(step)) return;
      const [staged] = readdirSync(path.dirname(to)).filter((name) => STAGED.test(name));
      writeFileSync(path.join(path.dirname(to), staged!, 'rescue-20261101T080000000Z-0011aabb.sealed'), 'y');
    };
    expect(() => moveVault({ from, to, reached })).toThrow(
      expect.objectContaining({ code: 'vault-damaged' }),
    );
    expect(readdirSync(path.dirname(to))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('where a part of it is a link', () => {
    symlinkSync(folder, path.join(from, 'backups', 'link'));
    expect(() => moveVault({ from, to })).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(existsSync(`${from}.moving`)).toBe(false);
  });
});

it('the command moves it, and says from where to where', async () => {
  const printed: unknown[] = [];
  const code = await moveVaultCommand.run(['--to', to], {
    globals: { vault: undefined, connection: undefined, json: true, quiet: false },
    vaultFolder: from,
    printJson: (value: unknown) => void printed.push(value),
    note: () => undefined,
  } as never);
  expect([code, printed]).toEqual([0, [expect.objectContaining({ from, to })]]);
  expect(await opened(to)).toBe(secret);
});
