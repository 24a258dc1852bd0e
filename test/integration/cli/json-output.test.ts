/** With `--json` standard output is one document or nothing, whatever a subcommand has to say besides. */
import '../../fixtures/vault/cheap-derivation.ts';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COMMANDS } from '../../../electron/cli/registry.ts';
import { createVault } from '../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { runCommand } from '../providers/augno/support/command.ts';
import { password, World } from '../providers/augno/support/world.ts';

let world: World;
let folder: string;
const PASSWORD = password().revealText();
const at = (name: string): string => path.join(world.folder, name);

beforeAll(async () => {
  world = await World.start();
  folder = at('command-vault');
  const { vault } = await createVault({
    folder,
    name: 'Command',
    password: password(),
    actor: 'command',
    withRecoveryKey: true,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  vault.close();
});
afterAll(async () => {
  await world.close();
});

/** What they print is of others: a program, a protocol, a script for a shell. */
const OTHERS = new Set(['run', 'agent', 'mcp', 'ai-hook', 'completion', 'sandbox']);

it('holds for every subcommand', async () => {
  const adminKey = world.account('test').adminKey;
  execFileSync('git', ['init', '-q', at('repository')]);
  writeFileSync(at('keys.env'), `A=${adminKey}\n`);
  writeFileSync(at('other.env'), 'A=value-of-a,\n');
  writeFileSync(at('template'), 'A=augno://ERP\nB=augno://Nobody\n');
  writeFileSync(at('good'), 'A=augno://ERP\n');
  const lines: readonly (readonly [args: readonly string[], ...secrets: string[]])[] = [
    [['connect', '--url', world.sandbox.url, '--name', 'Test'], adminKey],
    [['connections', 'list']],
    [['connections', 'rename', 'Test', 'Acme']],
    [['connections', 'sandboxes', 'Acme']],
    [['sync']],
    [['roles', 'list']],
    [['status']],
    [['kept', 'list']],
    [['keys', 'list']],
    [['keys', 'create', '--name', 'ERP', '--role', 'Admin', '--reveal']],
    [['keys', 'show', 'ERP']],
    [['keys', 'reveal', 'ERP']],
    [['keys', 'test', 'ERP']],
    [['keys', 'edit', 'ERP', '--notes', 'x']],
    [['keys', 'import', at('keys.env')]],
    [['keys', 'import', at('keys.env'), '--dry-run']],
    [['inject', '-i', at('template'), '--check']],
    [['inject', '-i', at('good'), '-o', at('filled')]],
    [['keys', 'rotate', 'ERP', '--reason', 'policy']],
    [['provider', 'list']],
    [['provider', 'add', 'Other', '--provider', 'generic']],
    [['provider', 'change', 'Other', '--rename', 'Others']],
    [['provider', 'guide', 'Others']],
    [['provider', 'add-key', 'Others', '--name', 'One'], 'value-of-one'],
    [['provider', 'import', 'Others', at('other.env')]],
    [['provider', 'import', 'Others', at('template'), '--dry-run']],
    [['provider', 'edit', 'One', '--owner', 'Ann']],
    [['provider', 'headers', 'One']],
    [['provider', 'revoke', 'One', '--without-test', '--confirm', 'One']],
    [['provider', 'remove', 'Others']],
    [['audit']],
    [['audit', '--copies']],
    [['verify']],
    [['doctor']],
    [['scan', at('keys.env')]],
    [['hook', 'status', at('repository')]],
    [['hook', 'uninstall', at('repository')]],
    [['backup', at('a.augnobackup')], 'backup password'],
    [['export', at('a.augnoexport')], 'export password'],
    [['import', at('a.augnoexport')], 'export password'],
    [['drill', at('a.augnobackup')], 'backup password'],
    [['recovery-key']],
    [['recovery-key', '--kit', at('kit.html')]],
    [['merge', at('a.augnobackup')], 'backup password'],
    [['rotate-vault-key']],
    [['change-password'], PASSWORD],
    [['restore', '--from-copies', '--list']],
    [['connections', 'remove', 'Acme', '--confirm', 'Acme']],
    [['move-vault', '--to', at('moved')]],
  ];
  const seen = new Set<string>(['create-vault', 'restore']);
  for (const [args, ...secrets] of lines) {
    seen.add(args[0]!);
    const result = await runCommand(folder, ['--json', ...args], [PASSWORD, ...secrets, PASSWORD]);
    if (result.out !== '') expect(() => result.json(), `${args.join(' ')}: ${result.out}`).not.toThrow();
    // What failed says so elsewhere; what was done and has a result says it here.
    if (result.error === null && result.code === 0 && args.join(' ') !== 'provider remove Others')
      expect(result.out, args.join(' ')).not.toBe('');
  }
  const made = await runCommand(at('new'), ['--json', 'create-vault'], [PASSWORD]);
  expect(() => made.json()).not.toThrow();
  const back = ['--json', 'restore', at('a.augnobackup')];
  const restored = await runCommand(at('back'), back, ['backup password']);
  expect(() => restored.json(), restored.err).not.toThrow();
  expect(COMMANDS.map(({ name }) => name).filter((name) => !seen.has(name) && !OTHERS.has(name))).toEqual([]);
});
