/** An Auxot key's whole life against a server that behaves as Auxot's documentation says. */
import { readFileSync, rmSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { secret, stage, type Parts, type Stage } from './support/vault.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { saidContaining } from '../../fixtures/said-containing.ts';
import { failureOf } from './augno/support/failure.ts';

const NO_DATES = { owner: null, expiresAt: null, rotateBy: null, scanPrefix: null };
const REASON = { kind: 'compromised', text: 'in a repository' } as const;

function connect({ parts, auxot }: Stage, mode: 'test' | 'prod' = 'prod') {
  const settings = { name: 'Agents', url: auxot.url, header: null, headerPrefix: null, mode };
  return parts.service.addConnection({ provider: 'auxot', ...settings });
}

const keyOf = ({ accounts }: Parts, id: string) => accounts.listKeys().find((key) => key.id === id)!;

describe.each(['user', 'team'] as const)('a %s key', (kind) => {
  it('is stored, tested, rotated, seen refused, found where it leaked, and resolved', async () => {
    await using world = await stage();
    const { auxot } = world;
    const connection = connect(world);
    const made = await auxot.keys.create(kind, 'CI Pipeline', 'Ann');

    const stored = await world.parts.service.addKey({
      ...NO_DATES,
      connectionId: connection.id,
      name: 'CI Pipeline',
      owner: 'Ann',
      secret: secret(` ${made.secret}\n`),
    });
    expect(inEnglish(stored.test!.message)).toMatch(
      /^Accepted by 127\.0\.0\.1:\d+ \(Bearer, x-api-key, x-api-key, anthropic-version\)\.$/,
    );
    expect(auxot.requests.map(({ form }) => form)).toEqual(['bearer', 'x-api-key', 'anthropic']);
    expect(stored.key).toMatchObject({
      status: 'active',
      redacted: `${kind}.****${made.secret.slice(-4)}`,
      provider: { id: 'auxot', kind, lastOutcome: 'accepted' },
      care: { owner: 'Ann' },
      secretHeld: true,
    });

    // It leaks: an exact match needs no context.
    world.write('notes.txt', `the old one was ${made.secret}, ask Ann\n`);
    await world.scanInto(world.parts);
    expect(world.parts.findings.listFindings()).toMatchObject([
      {
        keyId: stored.key.id,
        keyName: 'CI Pipeline',
        keyStatus: 'active',
        state: 'open',
        finding: { brand: 'auxot', class: 'valid', line: 1, column: 17 },
      },
    ]);
    expect(keyOf(world.parts, stored.key.id).leakCount).toBe(1);

    world.parts.accounts.editKey({ keyId: stored.key.id, places: ['GitHub Actions'], notes: 'for CI' });
    const next = await auxot.keys.create(kind, 'CI Pipeline', 'Ann');
    const rotated = await world.parts.service.rotateKey({
      keyId: stored.key.id,
      secret: secret(next.secret),
      expiresAt: null,
      rotateBy: null,
      reason: REASON,
    });
    expect(rotated).toMatchObject({ test: { outcome: 'accepted' }, key: { status: 'active' } });

    // A restart in between, and the old key still works: nothing may pass for done.
    const later = await world.reopen();
    const [rotation] = later.accounts.listRotations();
    expect(rotation).toMatchObject({
      oldKeyId: stored.key.id,
      newKeyId: rotated.key.id,
      state: 'rolling-out',
      oldRefusedAt: null,
    });
    expect(rotation!.places.map(({ text }) => text)).toEqual([
      'GitHub Actions',
      expect.stringContaining('notes.txt:1') as string,
    ]);
    const still = await later.accounts.checkOldKey(rotation!.id);
    expect(still.oldRefusedAt).toBeNull();
    expect(keyOf(later, stored.key.id)).toMatchObject({ status: 'active', secretHeld: true });
    expect(inEnglish(keyOf(later, stored.key.id).repair!)).toContain('still accepted it');

    for (const place of rotation!.places) later.accounts.tickPlace(rotation!.id, place.id, true);
    expect(auxot.keys.delete(made.id)).toBe(true);
    const done = await later.accounts.checkOldKey(rotation!.id);
    expect(done).toMatchObject({ state: 'done', oldRefusedAt: expect.any(String) as string });
    expect(keyOf(later, stored.key.id)).toMatchObject({ status: 'revoked', secretHeld: false, repair: null });
    expect(keyOf(later, rotated.key.id)).toMatchObject({ status: 'active', secretHeld: true });

    // The secret is gone, and the scanner still knows it; resolved once it is out of the file too.
    await world.scanInto(later);
    expect(later.findings.listFindings()).toMatchObject([
      { keyId: stored.key.id, state: 'open', keyStatus: 'revoked' },
    ]);
    world.write('notes.txt', 'nothing to see\n');
    await world.scanInto(later);
    expect(later.findings.listFindings()).toMatchObject([{ keyId: stored.key.id, state: 'resolved' }]);

    const actions = later.vault.auditLog({ limit: 100 }).map(({ action }) => action);
    for (const action of [
      'secret-stored',
      'key-tested',
      'key-rotated',
      'key-revoked',
      'secret-destroyed',
      'finding-opened',
      'finding-resolved',
    ] as const) {
      expect(actions).toContain(action);
    }
    const disk = readdirSync(path.join(world.folder, '..', 'vault'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
    for (const text of [made.secret, next.secret, 'CI Pipeline', auxot.url]) expect(disk).not.toContain(text);
    rmSync(path.join(world.folder, 'notes.txt'));
  });
});

describe('what must not happen', () => {
  it('takes a server that refuses everything for a deleted key', async () => {
    await using world = await stage();
    const { service, accounts } = world.parts;
    const connection = connect(world, 'test');
    const add = { ...NO_DATES, connectionId: connection.id, name: 'A' };
    const old = await service.addKey({ ...add, secret: secret(world.auxot.userKey) });
    const next = await world.auxot.keys.create('user', 'A', 'Ann');
    await service.rotateKey({
      keyId: old.key.id,
      secret: secret(next.secret),
      expiresAt: null,
      rotateBy: null,
      reason: REASON,
    });
    for (const key of world.auxot.keys.list()) world.auxot.keys.delete(key.id);
    const error = await failureOf(() => accounts.checkOldKey(accounts.listRotations()[0]!.id));
    expect(error).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('new key either') as string,
    });
    expect(keyOf(world.parts, old.key.id)).toMatchObject({ status: 'active', secretHeld: true });
  });

  it('loses a pasted key because the service is down', async () => {
    await using world = await stage();
    const connection = connect(world);
    await world.auxot.close();
    const made = await world.parts.service.addKey({
      ...NO_DATES,
      connectionId: connection.id,
      name: 'A',
      secret: secret(world.auxot.userKey),
    });
    expect(made).toMatchObject({
      test: { outcome: 'unreachable' },
      key: { status: 'active', secretHeld: true },
    });
    // Not even a person's word ends a key that could be tested, were anybody there.
    await world.parts.service.checkRevoked({
      keyId: made.key.id,
      reason: REASON,
      confirmation: null,
      withoutTest: true,
    });
    expect(keyOf(world.parts, made.key.id).secretHeld).toBe(true);
  });

  it('stores what is no key, the same key twice, or another kind in a rotation', async () => {
    await using world = await stage();
    const { service } = world.parts;
    const connection = connect(world);
    const add = { ...NO_DATES, connectionId: connection.id, name: 'A' };
    for (const text of ['', 'sk-abc', 'user.short', 'user.abc123...', 'user.with a blank in it 0123456789']) {
      const error = await failureOf(() => service.addKey({ ...add, secret: secret(text || ' ') }));
      expect(error).toMatchObject({ code: 'invalid-input', field: 'secret' });
    }
    const first = await service.addKey({ ...add, secret: secret(world.auxot.userKey) });
    expect(
      await failureOf(() => service.addKey({ ...add, secret: secret(world.auxot.userKey) })),
    ).toMatchObject({ code: 'conflict' });
    const error = await failureOf(() =>
      service.rotateKey({
        keyId: first.key.id,
        secret: secret(world.auxot.teamKey),
        expiresAt: null,
        rotateBy: null,
        reason: REASON,
      }),
    );
    expect(error.message).toContain('another kind');
    expect(service.keys.listKeys()).toHaveLength(1);
  });

  it('rotates or revokes by itself, or deletes a living key or its service', async () => {
    await using world = await stage();
    const { accounts, service } = world.parts;
    const connection = connect(world);
    const { key } = await service.addKey({
      ...NO_DATES,
      connectionId: connection.id,
      name: 'A',
      secret: secret(world.auxot.userKey),
    });
    const revoke = await failureOf(() =>
      accounts.revokeKey({ keyId: key.id, reason: REASON, confirmation: 'A' }),
    );
    expect(revoke).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('Auxot has no API to revoke a key') as string,
    });
    const rotate = await failureOf(() =>
      accounts.rotateKey({ keyId: key.id, overlapSeconds: 0, reason: REASON, confirmation: 'A' }),
    );
    expect(rotate.message).toContain('Auxot has no API to rotate a key');
    expect(await failureOf(() => accounts.deleteKey(key.id))).toMatchObject({ code: 'conflict' });
    expect(await failureOf(() => service.removeConnection(connection.id))).toMatchObject({
      code: 'conflict',
    });
    expect(world.auxot.keys.list()).toHaveLength(2);
  });

  it('follows a redirect with the key', async () => {
    await using world = await stage();
    const { createServer } = await import('node:http');
    const server = createServer((_request, response) => {
      response.writeHead(302, { location: `${world.auxot.url}/api/agents` }).end();
    });
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    try {
      const settings = {
        name: 'Moved',
        url: `http://127.0.0.1:${String(port)}`,
        header: null,
        headerPrefix: null,
        mode: 'test' as const,
      };
      const { id } = world.parts.service.addConnection({ provider: 'auxot', ...settings });
      const { test } = await world.parts.service.addKey({
        ...NO_DATES,
        connectionId: id,
        name: 'A',
        secret: secret(world.auxot.userKey),
      });
      expect(test).toMatchObject({
        outcome: 'unreachable',
        message: saidContaining('refused'),
      });
      expect(world.auxot.requests).toHaveLength(0);
    } finally {
      server.close();
    }
  });
});

it('takes keys out of a .env or a note, and stores each once', async () => {
  await using world = await stage();
  const { service } = world.parts;
  const connection = connect(world);
  const text = `# keys\nexport AUXOT_API_KEY="${world.auxot.userKey}"\nPORT=8080\n- Intake: ${world.auxot.teamKey}\n${world.auxot.userKey}\n`;
  const look = service.importText({ connectionId: connection.id, text, dryRun: true });
  expect(look).toMatchObject([
    { name: 'AUXOT_API_KEY', kindLabel: { id: 'service.kind-user' }, outcome: 'would-store' },
    { name: 'Intake', kindLabel: { id: 'service.kind-team' }, outcome: 'would-store' },
  ]);
  expect(service.keys.listKeys()).toHaveLength(0);
  service.importText({ connectionId: connection.id, text, dryRun: false });
  expect(
    service.keys
      .listKeys()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['AUXOT_API_KEY', 'Intake']);
  expect(
    service.importText({ connectionId: connection.id, text, dryRun: false }).map(({ outcome }) => outcome),
  ).toEqual(['held-already', 'held-already']);
});

it('leaves a scan as it was where the vault holds Augno keys only', async () => {
  await using world = await stage();
  expect(world.parts.service.evidence()).toBeNull();
});
