/** The vault's end of the quick access window: what it shows, what is copied by it, and what is typed into it while locked. */
import { expect, it } from 'vitest';
import { createQuickDesk } from '../../../electron/processes/desks/quick-desk.ts';
import { waiting, wrongPassword } from '../../../electron/vault/errors.ts';
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
      if (password.revealText() === 'wrong again') return Promise.reject(wrongPassword('password', 8));
      if (password.revealText() === 'too soon') return Promise.reject(waiting(8));
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
    /** The next window has a port of its own; `say` is still the first one's. */
    serveNext: () => {
      const next: ProcessPort = { on: () => undefined, postMessage: () => undefined, start: () => undefined };
      made.serve({ data: { kind: 'attach-quick', folder: '/v', language: 'en' }, ports: [next] });
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
  await expect.poll(() => asked.length).toBe(1);
});

it('hears that it is to close while something else is under way', () => {
  const { asked, say } = desk([key('a', 'Bell')]);
  say({ kind: 'copy', keyId: 'a' });
  say({ kind: 'close' });
  expect(asked).toEqual([
    ['main.copy-quick', { keyId: 'a' }],
    ['main.close-quick', undefined],
  ]);
});

it('closes nothing for a window that another has taken the place of', () => {
  const { asked, say, serveNext } = desk([key('a', 'Bell')]);
  serveNext();
  say({ kind: 'close' });
  expect(asked).toEqual([]);
});

it('says of what is longer than any password that it is wrong, and tries it on nothing', async () => {
  const { said, say, passwords } = desk(null);
  say({ kind: 'unlock', password: 'x'.repeat(1025) });
  await expect.poll(() => said.at(-1)).toMatchObject({ kind: 'refused', waitSeconds: 0 });
  expect(passwords).toEqual([]);
});

it('tells the old key of a rotation from the new one, and puts what is over behind, also what was copied lately', async () => {
  const { said, asked, say, serve } = desk([
    key('old', 'Bell', { status: 'revoking', replacedBy: 'new' }),
    key('new', 'Bell'),
    key('dead', 'Anchor', { status: 'revoked', replacedBy: 'other' }),
  ]);
  for (const keyId of ['old', 'dead']) {
    say({ kind: 'copy', keyId });
    await expect.poll(() => asked).toContainEqual(['main.copy-quick', { keyId }]);
    // Until the desk takes the next one.
    await new Promise((resolve) => setImmediate(resolve));
  }
  serve();
  const shown = said.at(-1);
  expect(shown?.kind === 'keys' && shown.keys.map(({ id, ended }) => [id, ended])).toEqual([
    ['new', null],
    ['old', 'replaced'],
    ['dead', 'revoked'],
  ]);
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

it('leaves how long to wait to the window, which counts: nothing of it stays when that is over', async () => {
  const { said, say } = desk(null);
  const text = async (password: string): Promise<string> => {
    const before = said.length;
    say({ kind: 'unlock', password });
    await expect.poll(() => said.length).toBe(before + 1);
    const last = said.at(-1);
    if (last?.kind !== 'refused') throw new Error('It was not refused.');
    // Until the desk takes the next one.
    await new Promise((resolve) => setImmediate(resolve));
    expect(last.waitSeconds).toBe(password === 'wrong' ? 0 : 8);
    return last.text;
  };
  expect(await text('wrong again')).toBe(await text('wrong'));
  expect(await text('too soon')).toBe('');
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
