/** What the command says of the vendor's two names, and of what the vendor does by itself. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { wordsIn } from '../../../shared/messages/words-in.ts';
import { sayMatter } from '../../../electron/cli/vault/matter-words.ts';
import { de } from '../../../renderer/lib/messages/de.ts';
import { en } from '../../../renderer/lib/messages/en.ts';
import { BRAND_IDS, BRANDS, CURRENT_BRAND, otherBrand } from '../../../shared/brands.ts';
import type { Matter } from '../../../shared/matters.ts';
import { wordsOf } from '../../../shared/messages/words.ts';
import { runCommand } from '../providers/augno/support/command.ts';
import { PASSWORD, World } from '../providers/augno/support/world.ts';

const CLI = path.resolve(import.meta.dirname, '../../../dist/cli.js');
const CURRENT = BRANDS[CURRENT_BRAND].apiOrigin;
const FORMER = BRANDS[otherBrand(CURRENT_BRAND)].apiOrigin;

let world: World | null = null;
afterEach(async () => {
  await world?.close();
  world = null;
});

const helpOf = (command: string): string =>
  spawnSync(process.execPath, ['--', CLI, command, '--help', '--language', 'en'], { encoding: 'utf8' })
    .stdout;

describe.each(['connect', 'connections'])('%s --help', (command) => {
  it('names the address of each brand and says which is current', () => {
    const help = helpOf(command);
    for (const brand of BRAND_IDS) expect(help).toContain(BRANDS[brand].apiOrigin);
    const onOneLine = help.replace(/\s+/g, ' ');
    const pattern = (address: string): string => address.replaceAll('.', String.raw`\.`);
    expect(onOneLine).toMatch(new RegExp(`${pattern(CURRENT)} (?:today|the current one)`));
    expect(onOneLine).toMatch(new RegExp(`${pattern(FORMER)} (?:before|is the address of before)`));
    // An example is copied as it stands.
    const examples = help.slice(help.indexOf('Examples'));
    expect(examples).toContain(`--url ${CURRENT}`);
    expect(examples).not.toContain(FORMER);
  });
});

describe('a key that was revoked elsewhere', () => {
  it('may have been revoked by the vendor: the command says so where it names what happened', async () => {
    world = await World.start();
    const run = (args: readonly string[], ...secrets: readonly string[]): ReturnType<typeof runCommand> =>
      runCommand(path.join(world!.folder, 'by-command'), args, [PASSWORD, ...secrets]);
    expect((await run(['create-vault'])).code).toBe(0);
    const { adminKey } = world.account('test');
    expect((await run(['connect', '--url', world.sandbox.url, '--name', 'Acme'], adminKey)).code).toBe(0);
    const made = await run(['keys', 'create', '--name', 'Till', '--role', 'Admin', '--json']);
    const { id } = made.json<{ id: string }>();
    // As the vendor's own watch does it: by nobody that this vault knows of.
    expect((await world.elsewhere('DELETE', `/v1/auth/api-keys/${id}`)).status).toBe(200);
    expect((await run(['sync'])).code).toBe(0);
    const status = await run(['status']);
    expect(status.out).toMatch(/Till.*revoked by somebody else or by the vendor/);
  });

  it('in both languages', async () => {
    const matter = { kind: 'elsewhere', elsewhere: 'revoked' } as Matter;
    expect(wordsOf(sayMatter(matter), await wordsIn('en'))).toContain('by the vendor');
    expect(wordsOf(sayMatter(matter), await wordsIn('de'))).toContain('vom Anbieter');
  });
});

it.each([
  ['en', en, /vendor may revoke a key itself when it finds it exposed; do not wait for that/],
  ['de', de, /Anbieter widerruft einen Schlüssel vielleicht selbst, .*; warten Sie nicht darauf/],
] as const)('the response to a leak says so too, where the key is ended (%s)', (_language, words, says) => {
  expect(words['guide.leak.end-text']).toMatch(says);
});
