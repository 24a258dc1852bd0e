/**
 * The whole of the vault's process, asked by a page that puts paths into every text of every channel it answers, with an
 * audited file system beneath: nothing is opened, listed, made, renamed or removed that nobody chose.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { channelsAnsweredBy, ipcContract, type ChannelName } from '../../../shared/ipc-contract.ts';
import { makeVault } from '../../e2e/support/vault.ts';
import { hostileInputs } from '../../e2e/support/hostile-input.ts';
import { World } from '../providers/augno/support/world.ts';
import { Surroundings } from './support/surroundings.ts';

/** Stands in the path of every file that nobody chose. */
const BAIT = 'nobody-chose-this';
const { touched, audited } = vi.hoisted(() => {
  const seen: string[] = [];
  /** Looking at a name is no opening of a file: whether it is there, and where its links lead. */
  const looks = /^(?:[lf]?stat|exists|access|realpath|readlink)/;
  const of = (functions: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(functions).map(([name, held]) => {
        if (typeof held !== 'function' || looks.test(name) || /^[A-Z]/.test(name)) return [name, held];
        const call = held as (...args: unknown[]) => unknown;
        const noting = (...args: unknown[]): unknown => {
          for (const argument of args.slice(0, 2)) {
            if (String(argument).includes('nobody-chose-this')) seen.push(`${name} ${String(argument)}`);
          }
          return call(...args);
        };
        return [name, Object.assign(noting, held)];
      }),
    );
  return {
    touched: seen,
    audited(real: Record<string, unknown>): Record<string, unknown> {
      const made = of(real);
      const promises = real['promises'];
      if (typeof promises === 'object') made['promises'] = of(promises as Record<string, unknown>);
      return { ...made, default: made };
    },
  };
});

vi.mock('node:fs', async (importOriginal) => audited(await importOriginal<Record<string, unknown>>()));
vi.mock('node:fs/promises', async (importOriginal) =>
  audited(await importOriginal<Record<string, unknown>>()),
);

const PASSWORD = 'seven lanterns by the harbour';
const surroundings = new Surroundings();
let world: World;
let bait = '';
const real: Record<string, string> = {};

const value = (name: ChannelName, input: unknown): Promise<never> => surroundings.value(name, input);

beforeAll(async () => {
  world = await World.start();
  const folder = path.join(world.folder, 'of-the-page');
  await makeVault(folder, 'Audited', PASSWORD);
  bait = path.join(world.folder, BAIT);
  mkdirSync(bait);
  writeFileSync(path.join(bait, '.env'), 'AUGNO_API_KEY=nothing\n');
  await surroundings.start(folder);
  await value('vault.unlock', { password: PASSWORD });
  surroundings.password = PASSWORD;
  await surroundings.grant({
    grant: 7001,
    purpose: 'account',
    content: { url: world.sandbox.url, agreed: false },
  });
  const connection: { id: string } = await value('connections.connect', {
    grant: 7001,
    name: 'Acme',
    adminKey: world.adminKey().revealText(),
  });
  const { roles }: { roles: { id: string; name: string }[] } = await value('roles.list', {
    connectionId: connection.id,
  });
  const roleId = roles.find(({ name }) => name === 'Order integration')!.id;
  const { keyId }: { keyId: string } = await value('keys.create', {
    connectionId: connection.id,
    name: 'Webshop',
    roleId,
    expiresAt: null,
  });
  surroundings.password = null;
  Object.assign(real, { connectionId: connection.id, roleId, keyId, oldKeyId: keyId, newKeyId: keyId });
}, 60_000);
afterAll(async () => {
  await surroundings.stop();
  await world.close();
});

describe('a page that sends paths', () => {
  it('has them opened where a person chose them, which this audit sees', async () => {
    touched.length = 0;
    const file = path.join(bait, '.env');
    await surroundings.grant({ grant: 7002, purpose: 'open-import', content: file });
    await surroundings.page('import.plan', { grant: 7002 });
    expect(touched.some((entry) => entry.endsWith(file))).toBe(true);
  });

  it('has one that it noted as a place asked about by its name, and not opened', async () => {
    touched.length = 0;
    surroundings.asked.length = 0;
    const file = path.join(bait, '.env');
    const { keyId }: { keyId: string } = await value('keys.create', {
      connectionId: real['connectionId'],
      name: 'Shelf',
      roleId: real['roleId'],
      expiresAt: null,
    });
    await value('keys.edit', { keyId, places: [file] });
    const { files }: { files: { placeId: string; confirmed: boolean }[] } = await value('places.candidates', {
      oldKeyId: keyId,
      newKeyId: keyId,
    });
    expect(files).toMatchObject([{ confirmed: false }]);
    const place = { kind: 'listed', placeId: files[0]!.placeId };
    expect(
      await surroundings.page('places.preview', { oldKeyId: keyId, newKeyId: keyId, place }),
    ).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(surroundings.asked).toEqual([file]);
    expect(touched).toEqual([]);
  });

  it('has none opened in any channel, at any text', async () => {
    touched.length = 0;
    surroundings.asked.length = 0;
    const words = {
      real,
      baits: [
        path.join(bait, '.env'),
        path.join(bait, 'made'),
        `~/${BAIT}`,
        `../${BAIT}/.env`,
        `file://${bait}/.env`,
        `${path.join(bait, '.env')}:3`,
      ],
    };
    for (const name of channelsAnsweredBy('vault')) {
      for (const input of hostileInputs(ipcContract[name].input, words, 6)) {
        await surroundings.page(name, input);
      }
      expect(touched, name).toEqual([]);
    }
  }, 300_000);
});
