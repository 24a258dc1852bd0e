/** A service whose address is changed while it is asked: what the former address answers ends no key. */
import { expect, it } from 'vitest';
import type { FetchLike } from '../../../electron/http/fetch-like.ts';
import { createAccountService } from '../../../electron/providers/index.ts';
import { certain } from '../../../shared/certain.ts';
import { failureOf } from './augno/support/failure.ts';
import { secret, stage } from './support/vault.ts';

const DATES = { owner: null, expiresAt: null, rotateBy: null };
const REASON = { kind: 'policy', text: '' } as const;

it.each(['old', 'new'] as const)('while the %s key is tried', async (which) => {
  await using world = await stage();
  const { vault, accounts } = world.parts;
  const settings = { name: 'Agents', header: null, headerPrefix: null, mode: 'test' } as const;
  // At an address that refuses every key.
  const wrong = 'http://127.0.0.1:9';
  const { id } = accounts.services.addConnection({ provider: 'auxot', ...settings, url: world.auxot.url });
  const made = [
    await world.auxot.keys.create('user', 'Old', 'Ann'),
    await world.auxot.keys.create('user', 'New', 'Ann'),
  ] as const;
  const { key } = await accounts.services.addKey({
    ...{ ...DATES, connectionId: id, name: 'CI', scanPrefix: null },
    secret: secret(made[0].secret),
  });
  await accounts.services.rotateKey({
    keyId: key.id,
    ...DATES,
    reason: REASON,
    secret: secret(made[1].secret),
  });
  accounts.services.editConnection({ connectionId: id, ...settings, url: wrong });

  const tried = new Set<string>();
  const fetching: FetchLike = async (input, init) => {
    const { origin, pathname } = new URL(input);
    const sent = JSON.stringify([...new Headers(init.headers)]);
    tried.add(sent.includes(made[0].secret) ? 'old' : 'new');
    if (origin === wrong) {
      if (tried.has(which))
        accounts.services.editConnection({ connectionId: id, ...settings, url: world.auxot.url });
      return new Response('{}', { status: 401 });
    }
    return fetch(`${world.auxot.url}${pathname}`, init);
  };
  const asking = createAccountService({ vault, fetch: fetching, userAgent: 'test', actor: 'app' });
  const [rotation] = asking.listRotations();
  const { message, hint } = await failureOf(asking.checkOldKey(certain(rotation).id));
  expect(`${message} ${hint}`).toContain('was changed while it was asked');
  expect(asking.keyDetail(key.id)).toMatchObject({ secretHeld: true, status: 'active' });
  expect(await asking.checkOldKey(certain(rotation).id)).toMatchObject({ checked: { outcome: 'accepted' } });
  await asking.close();
});
