/** The vault's end of the quick access window: what it shows, what is copied by it, and what is typed into it while locked. */
import { expect, it } from 'vitest';
import { createQuickDesk } from '../../../electron/processes/desks/quick-desk.ts';
import { wrongPassword } from '../../../electron/vault/errors.ts';
import type { ProcessPort } from '../../../electron/wire/parent-link.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import type { ToQuick } from '../../../shared/quick-access.ts';
import { findKeys } from '../../../renderer/quick/find.ts';
import { makeKey } from '../renderer/factory.ts';

const key = (id: string, name: string, more: Partial<KeySummary> = {}): KeySummary =>
  makeKey(0, { id, name, connectionId: 'one', mode: 'test', redacted: 'aug_sk_test_****0000', ...more });

function desk(keys: readonly KeySummary[] | null) {
  let open = keys;
  const said: ToQuick[] = [];
  const asked: unknown[] = [];
  const passwords: string[] = [];
  let hear: (event: { readonly data: unknown }) => void = () => undefined;
  const port: ProcessPort = {
    on: (event: string, listener: (event: { readonly data: unknown }) => void) => {
      if (event === 'message') hear = listener;
    },
    postMessage: (message) => said.push(message as ToQuick),
    start: () => undefined,
  };
  const made = createQuickDesk({
    accounts: () =>
      open === null
        ? null
        : { listKeys: () => open ?? [], listConnections: () => [{ id: 'one', name: 'Acme' }] as never },
    unlock: (folder, password) => {
      passwords.push(`${folder} ${password.revealText()}`);
      if (password.revealText() === 'wrong') return Promise.reject(wrongPassword('password', 0));
      open = [];
      made.opened();
      return Promise.resolve();
    },
    main: () => ({
      call: (method: string, input: unknown) => {
        asked.push([method, input]);
        return Promise.resolve(undefined as never);
      },
    }),
  });
  const serve = (language: 'en' | 'de' = 'en'): void => {
    made.serve({ data: { kind: 'attach-quick', folder: '/v', language }, ports: [port] });
  };
  serve();
  return {
    ...{ said, asked, passwords, serve },
    say: (data: unknown) => {
      hear({ data });
    },
    serveOther: () => {
      made.serve({ data: { kind: 'attach-page' }, ports: [port] });
    },
  };
}

const namesIn = (message: ToQuick | undefined): readonly string[] =>
  message?.kind === 'keys' ? message.keys.map(({ name }) => name) : [];

it('shows the keys whose secret lies here, those that work first, with what marks them', () => {
  const { said } = desk([
    key('a', 'Zebra'),
    key('b', 'Elsewhere', { secretHeld: false }),
    key('c', 'Doubtful', { unproven: true }),
    key('d', 'Anchor', { status: 'revoked' }),
    key('e', 'Bell', { mode: 'prod' }),
  ]);
  expect(said).toHaveLength(1);
  expect(namesIn(said[0])).toEqual(['Bell', 'Zebra', 'Anchor']);
  expect(said[0]).toMatchObject({
    keys: [
      { isProduction: true, ended: null, account: 'Acme' },
      { isProduction: false, ended: null },
      { ended: 'revoked' },
    ],
  });
});

it('spells a name out that would steer the window', () => {
  const { said } = desk([key('a', 'Bell\u202Egnirts\nType your password')]);
  expect(namesIn(said[0])).toEqual(['Bell\\u{202E}gnirts\\u{000A}Type your password']);
});

it('has main copy what was chosen, and shows that first the next time', async () => {
  const { said, asked, say, serve } = desk([key('a', 'Bell'), key('b', 'Zebra')]);
  say({ kind: 'copy', keyId: 'b' });
  await expect.poll(() => asked).toEqual([['main.copy-quick', { keyId: 'b' }]]);
  await Promise.resolve();
  serve('de');
  expect(namesIn(said.at(-1))).toEqual(['Zebra', 'Bell']);
  expect(said.at(-1)).toMatchObject({ words: { language: 'de' } });
});

it('takes nothing that is not asked in its form, and no second thing at once', async () => {
  const { asked, say } = desk([key('a', 'Bell')]);
  say({ kind: 'reveal', keyId: 'a' });
  say({ kind: 'copy' });
  say('copy');
  say({ kind: 'copy', keyId: 'a' });
  say({ kind: 'copy', keyId: 'a' });
  say({ kind: 'close' });
  await expect.poll(() => asked.length).toBe(1);
});

it('asks for the password while locked, says what came of it, and shows the keys after the right one', async () => {
  const { said, say, passwords } = desk(null);
  expect(said.map(({ kind }) => kind)).toEqual(['locked']);
  say({ kind: 'unlock', password: 'wrong' });
  await expect.poll(() => said.at(-1)).toMatchObject({ kind: 'refused', waitSeconds: 0 });
  say({ kind: 'unlock', password: 'right' });
  await expect.poll(() => said.at(-1)?.kind).toBe('keys');
  expect(passwords).toEqual(['/v wrong', '/v right']);
});

it('leaves the ports of others alone', () => {
  const { said, serveOther } = desk([key('a', 'Bell')]);
  serveOther();
  expect(said).toHaveLength(1);
});

it('finds by words of name, account and id, in any order, names that begin so first', () => {
  const { said } = desk([
    key('a', 'Order export'),
    key('b', 'Export', { redacted: 'aug_sk_test_****UCZu' }),
    key('c', 'Kiln'),
  ]);
  const keys = said[0]?.kind === 'keys' ? said[0].keys : [];
  const found = (typed: string): readonly string[] => findKeys(keys, typed).map(({ name }) => name);
  expect(found('export')).toEqual(['Export', 'Order export']);
  expect(found('acme ord')).toEqual(['Order export']);
  expect(found('uczu')).toEqual(['Export']);
  expect(found('  ')).toHaveLength(3);
  expect(found('nothing')).toEqual([]);
});
