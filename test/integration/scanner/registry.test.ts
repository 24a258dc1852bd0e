/** `scan --registry`: which of the vault's keys the findings are, through the real commands and the embedded sandbox. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectCommand } from '../../../electron/cli/augno/connect.ts';
import { scanCommand } from '../../../electron/cli/scan.ts';
import type { Command, CommandContext } from '../../../electron/cli/types.ts';
import { createVaultCommand } from '../../../electron/cli/vault/create-vault.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { scanReportSchema } from '../../../shared/findings.ts';
import { withStandardOutput } from '../../fixtures/standard-output.ts';
import { forPrograms, inEnglish } from '../../../shared/messages/words.ts';

const PASSWORD = 'correct horse battery staple';
let folder = '';
let sandbox: Sandbox;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scan-registry-'));
  mkdirSync(join(folder, 'root'));
  sandbox = await startSandbox({ seed: 'demo' });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(
  command: Command,
  args: readonly string[],
  secrets: readonly string[],
): Promise<{ code: number; out: string; unread: number }> {
  const out: string[] = [];
  const waiting = [...secrets];
  const context: CommandContext = {
    commands: [],
    globals: { vault: undefined, connection: undefined, json: false, quiet: false },
    version: '0.0.0-test',
    vaultFolder: join(folder, 'vault'),
    words: inEnglish,
    print: (line) => out.push(inEnglish(line)),
    printJson: (value) => out.push(JSON.stringify(forPrograms(value))),
    note: () => undefined,
    warn: () => undefined,
    readSecret: () => Promise.resolve(SecretBytes.fromText(waiting.shift() ?? '')),
    ask: () => Promise.resolve(null),
    signal: new AbortController().signal,
  };
  const code = await withStandardOutput(out, () => command.run(args, context));
  return { code, out: out.join('\n'), unread: waiting.length };
}

it('names the keys of the vault among what is found, and those that masked ones look like', async () => {
  const { adminKey, name: account } = sandbox.accounts[0]!;
  expect((await run(createVaultCommand, ['--name', 'Mine'], [PASSWORD])).code).toBe(0);
  expect(
    (await run(connectCommand, ['--url', sandbox.url, '--name', account], [PASSWORD, adminKey])).code,
  ).toBe(0);
  const stranger = generateKey('prod');
  const prefix = adminKey.slice(0, 12);
  const wrong = `${adminKey.slice(0, 50)}${adminKey[50] === 'a' ? 'b' : 'a'}${adminKey.slice(51)}`;
  const root = join(folder, 'root');
  writeFileSync(join(root, 'a.env'), adminKey);
  writeFileSync(join(root, 'b.env'), stranger);
  writeFileSync(join(root, 'typed.env'), wrong);
  writeFileSync(join(root, 'doc.md'), `${prefix}****${adminKey.slice(-4)} and ${prefix}••••zzzz\n`);

  // Without being asked for, no password is read, and nothing is said of the vault.
  const plain = await run(scanCommand, [root, '--format', 'json', '--no-incremental'], [PASSWORD]);
  expect([plain.code, plain.unread]).toEqual([1, 1]);
  expect(plain.out).not.toContain('"registry"');

  const args = [root, '--registry', '--no-incremental'];
  const json = await run(scanCommand, [...args, '--format', 'json'], [PASSWORD]);
  expect([json.code, json.unread]).toEqual([1, 0]);
  const document = JSON.parse(json.out) as {
    registry: {
      keys: Record<string, { id: string; name: string; status: string }>;
      masked: Record<string, { id: string }[]>;
    };
  };
  const report = scanReportSchema.parse(document);
  const named = report.findings.map(({ path, class: kind, fingerprint }) => [
    path,
    kind,
    document.registry.keys[fingerprint]?.status ?? null,
  ]);
  expect(named).toEqual([
    ['a.env', 'valid', 'active'],
    ['b.env', 'valid', null],
    ['typed.env', 'malformed', 'active'],
  ]);
  const { id, name } = document.registry.keys[report.findings[0]!.fingerprint]!;
  expect(document.registry.masked).toEqual({
    [`${prefix}****${adminKey.slice(-4)}`]: [{ id, name, provider: 'augno', status: 'active' }],
  });

  const text = (await run(scanCommand, args, [PASSWORD])).out;
  expect(text).toContain(`key    “${name}” (${id}, active)`);
  expect(text).toContain('key    not in the vault');
  expect(text).toContain(`looks like “${name}”`);
  expect(text).toContain(`${prefix}****zzzz in doc.md, looks like no key of the vault`);
  for (const output of [plain.out, json.out, text]) {
    for (const key of [adminKey, stranger, wrong]) expect(output.includes(key.slice(35, 79))).toBe(false);
  }
});
