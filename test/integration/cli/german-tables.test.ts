/** What people read of a vault with accounts is German where it is asked for; what programs read is the same to the byte. */
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVault } from '../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { ENGLISH_WORD } from '../../unit/cli/english.ts';
import { runCommand } from '../providers/augno/support/command.ts';
import { password, World } from '../providers/augno/support/world.ts';

let world: World;
let folder: string;
const PASSWORD = password().revealText();

async function run(language: 'en' | 'de', commandLine: string, ...secrets: string[]): Promise<string> {
  const words = [...commandLine.split(' '), '--language', language];
  const { out, error } = await runCommand(folder, words, [PASSWORD, ...secrets]);
  expect(error).toBeNull();
  return out;
}

beforeAll(async () => {
  world = await World.start();
  folder = path.join(world.folder, 'german-vault');
  const { vault } = await createVault({
    folder,
    name: 'German',
    password: password(),
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  vault.close();
  await run('de', `connect --url ${world.sandbox.url} --name Probe`, world.account('test').adminKey);
  await run('de', `connect --url ${world.sandbox.url} --name Betrieb`, world.account('prod').adminKey);
});
afterAll(async () => {
  await world.close();
});

const EACH = [
  'status',
  'keys list',
  'keys list --status expired',
  'connections list',
  'roles list --connection Probe',
  'provider list',
  'kept list',
  'doctor',
];

it.each(EACH)('%s --json is the same in both languages', async (commandLine) => {
  const english = await run('en', `${commandLine} --json`);
  expect(english.length).toBeGreaterThan(2);
  expect(await run('de', `${commandLine} --json`)).toBe(english);
});

it('the table of keys says mode and status in German', async () => {
  const [head, ...rows] = (await run('de', 'keys list')).split('\n') as [string, ...string[]];
  expect(head).toMatch(/^ID +NAME +MODUS +STATUS +ROLLE +GÜLTIG BIS +GEHEIMNIS +VERBINDUNG$/);
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows)
    expect(row).toMatch(/ {2}(?:Test|Prod) +(?:aktiv|läuft ab|endet bald|abgelaufen|widerrufen|ungeklärt) /);
  expect((await run('en', 'keys list')).split('\n')[1]).toMatch(/ {2}(?:test|prod) +[a-z]+ /);
});

it('urgency and what is to be done are in German, and accounts tell how they are', async () => {
  const rows = (await run('de', 'status')).split('\n').slice(1);
  expect(rows.length).toBeGreaterThan(2);
  // Names are in the language of whoever gave them.
  const names = (
    JSON.parse(await run('en', 'status --json')) as { matters: readonly { name: string | null }[] }
  ).matters.map(({ name }) => name);
  for (const [index, row] of rows.entries()) {
    expect(row).toMatch(/^(?:dringend|bald|Hinweis) /);
    expect(row.replace(names[index] ?? '', '').match(ENGLISH_WORD) ?? []).toEqual([]);
  }
  expect(await run('de', 'connections list')).toMatch(/ (?:in Ordnung|unbekannt) /);
});

it('doctor says each part, its state and what to do in German', async () => {
  const text = await run('de', 'doctor');
  expect(text.split('\n')).toHaveLength(13);
  expect(text).toMatch(/Schlüsselableitung +geht +Argon2id liefert, was es muss/);
  expect(text.replaceAll(/Augno Vault|--vault|PATH/g, '').match(ENGLISH_WORD) ?? []).toEqual([]);
});

it('the log says what happened and who did it in German, and programs have its ids', async () => {
  const rows = (await run('de', 'audit')).split('\n');
  expect(rows.some((row) => / {2}Konto verbunden +Befehlszeile {2}/.test(row))).toBe(true);
  const { entries } = JSON.parse(await run('de', 'audit --json')) as { entries: { action: string }[] };
  expect(entries.map(({ action }) => action)).toContain('connection-added');
  expect(rows.join('\n')).not.toMatch(/connection-added|vault-created/);
});

it('roles are of a type that has a German name', async () => {
  expect(await run('de', 'roles list --connection Probe')).toMatch(/ (?:Admin|Benutzer) +(?:System|Konto) /);
});

it('show of one key has its status in German', async () => {
  const { keys } = JSON.parse(await run('en', 'keys list --json')) as { keys: readonly { id: string }[] };
  expect(await run('de', `keys show ${keys[0]!.id}`)).toMatch(
    /^Status +(?:aktiv|läuft ab|endet bald|abgelaufen|widerrufen|ungeklärt)$/m,
  );
});
