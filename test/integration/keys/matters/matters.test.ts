/**
 * What matters is worked out once: whatever changes, the list of the window, the list of keys, the findings, the tray's
 * count and the command say the same at once.
 */
import '../../../fixtures/vault/cheap-derivation.ts';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createFindingsStore, type FindingsStore } from '../../../../electron/keys/findings/index.ts';
import { readNotices } from '../../../../electron/keys/matters/notice-memory.ts';
import { putOffMatters } from '../../../../electron/keys/matters/put-offs.ts';
import { readMatters, type MatterSources } from '../../../../electron/keys/matters/read-matters.ts';
import { connectionsCollection } from '../../../../electron/keys/registry/records.ts';
import { ReviewKeeper } from '../../../../electron/keys/review/review-keeper.ts';
import { careCollection } from '../../../../electron/keys/care/care.ts';
import { keptRepliesCollection } from '../../../../electron/keys/kept/records.ts';
import { keepUsageSigns } from '../../../../electron/keys/matters/usage-signs-record.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { KDF_CEILING, KDF_FLOOR, type KdfPolicy } from '../../../../electron/vault/crypto/kdf.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { runCommand } from '../../providers/augno/support/command.ts';
import { finding, report } from '../../providers/augno/support/findings.ts';
import { generateKey } from '../../../../shared/key-format.ts';
import { NO_CARE } from '../../../../shared/key-care.ts';
import { password, World } from '../../providers/augno/support/world.ts';

/** As cheap as the command accepts. */
const CHEAPEST_FOR_COMMANDS: KdfPolicy = {
  choose: () => Promise.resolve(KDF_FLOOR),
  floor: KDF_FLOOR,
  ceiling: KDF_CEILING,
};

let world: World;
afterEach(async () => {
  await world.close();
});

interface Setting {
  readonly vault: ManagedVault;
  readonly service: AccountService;
  readonly findings: FindingsStore;
  readonly reviews: ReviewKeeper;
  readonly connectionId: string;
  /** What each place says: the window, the list of keys, the findings, the tray, the command and its exit code. */
  readonly places: () => Promise<Places>;
}

interface Places {
  readonly matters: readonly string[];
  readonly leakedKeys: number;
  readonly leakedFindings: number;
  readonly tray: { readonly count: number; readonly urgent: number };
  readonly command: {
    readonly ids: readonly string[];
    readonly counts: { readonly matters: number; readonly urgent: number; readonly putOff: number };
    readonly code: number;
  };
}

async function setting(): Promise<Setting> {
  world = await World.start({ sandbox: { seed: 'empty' }, kdf: CHEAPEST_FOR_COMMANDS });
  const { vault, service } = await world.open();
  const { id } = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey(),
  });
  await service.sync(id);
  const findings = createFindingsStore({ vault, actor: 'app', now: world.clock.now });
  const reviews = new ReviewKeeper(
    vault,
    { keys: () => service.listKeys(), rotations: () => service.listRotations(), guides: () => [] },
    world.clock.now,
  );
  const sources: MatterSources = { vault, accounts: service, findings, reviews };
  const places = async (): Promise<Places> => {
    const now = world.clock.now();
    const { items } = readMatters(sources, now);
    const command = await runCommand(world.vaultFolder, ['status', '--json'], [password().revealText()]);
    expect(command.error).toBeNull();
    const said = command.json<{
      matters: { id: string }[];
      counts: { matters: number; urgent: number; putOff: number };
    }>();
    return {
      matters: items.map((matter) => matter.id),
      leakedKeys: service.listKeys().filter(({ leakCount }) => leakCount > 0).length,
      leakedFindings: findings.listFindings().filter(({ state, keyId }) => state === 'open' && keyId !== null)
        .length,
      tray: readNotices(sources, now).waiting,
      command: { ids: said.matters.map((matter) => matter.id), counts: said.counts, code: command.code },
    };
  };
  return { vault, service, findings, reviews, connectionId: id, places };
}

/** The places agree with each other. @returns the matters' ids */
function agreed(places: Places): readonly string[] {
  expect(places.command.ids).toEqual(places.matters);
  expect(places.command.counts.matters).toBe(places.matters.length);
  expect(places.tray).toEqual({
    count: places.matters.length,
    urgent: places.command.counts.urgent,
  });
  const { urgent, matters } = places.command.counts;
  expect(places.command.code).toBe(urgent > 0 ? 7 : matters > 0 ? 6 : 0);
  expect(places.leakedKeys > 0).toBe(places.matters.some((id) => id.startsWith('leaked:')));
  expect(places.leakedKeys > 0).toBe(places.leakedFindings > 0);
  return places.matters;
}

async function makeKey({ service, connectionId }: Setting, name: string) {
  const role = (await service.listRoles(connectionId)).find((one) => one.name === 'Admin')!;
  const { keyId } = await service.createKey({ connectionId, name, roleId: role.id, expiresAt: null });
  return { keyId, secret: await service.useSecret(keyId, 'inject', (bytes) => bytes.revealText()) };
}

describe('what matters', () => {
  it('is the same in window, list, findings, tray and command, whatever changes', async () => {
    const all = await setting();
    const { keyId, secret } = await makeKey(all, 'Till');
    const before = agreed(await all.places());
    expect(before.filter((id) => id.endsWith(keyId))).toEqual([]);

    // A scan.
    const fingerprintKey = randomBytes(32);
    const found = [{ root: '/repo', finding: finding(secret, {}, fingerprintKey) }];
    await all.findings.recordScan({ fingerprintKey, findings: found, report: report() });
    expect(agreed(await all.places())).toContain(`leaked:${keyId}`);
    // A decision about it, and back.
    const findingId = all.findings.listFindings()[0]!.id;
    all.findings.ignoreFinding({ findingId, reason: 'a test', until: null });
    expect(agreed(await all.places())).not.toContain(`leaked:${keyId}`);
    all.findings.reopenFinding(findingId);
    expect(agreed(await all.places())).toContain(`leaked:${keyId}`);

    // The request logs.
    const sign = { keyId, kind: 'old-secret', count: 2, lastAt: new Date().toISOString(), from: ['shop'] };
    keepUsageSigns(all.vault, [{ ...sign, kind: 'old-secret' }], new Date());
    expect(agreed(await all.places())).toContain(`old-secret:${keyId}`);
    keepUsageSigns(all.vault, [], new Date());
    expect(agreed(await all.places())).not.toContain(`old-secret:${keyId}`);

    // Putting off: counted apart, everywhere.
    const sources = { vault: all.vault, accounts: all.service, findings: all.findings };
    const now = world.clock.now();
    const matters = readMatters({ ...sources, reviews: { list: () => [] } }, now);
    putOffMatters(all.vault, matters, { ids: [`leaked:${keyId}`], span: 'day' }, now);
    const putOff = await all.places();
    expect(putOff.matters).not.toContain(`leaked:${keyId}`);
    expect(putOff.command.counts.putOff).toBe(1);
    expect(putOff.tray.count).toBe(putOff.matters.length);
    expect(putOff.command.ids).toEqual(putOff.matters);

    // The key is dead: nothing about it is urgent any more.
    await all.service.revokeKey({ keyId, reason: { kind: 'compromised', text: '' }, confirmation: null });
    const after = await all.places();
    expect(after.matters.filter((id) => id.endsWith(keyId))).toEqual([]);
    expect(after.command.ids).toEqual(after.matters);
  });

  it('follows every other source at once, too', async () => {
    const all = await setting();
    const { vault, service, connectionId } = all;
    const { keyId } = await makeKey(all, 'Till');
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const now = new Date().toISOString();
    const known = new Set(agreed(await all.places()));
    /** What came with the change, in each of the places. */
    const changed = async (): Promise<readonly string[]> => {
      const added = agreed(await all.places()).filter((id) => !known.has(id));
      for (const id of added) known.add(id);
      return added.map((id) => id.split(':')[0]!);
    };

    // A key that nobody here knows, in a file.
    const fingerprintKey = randomBytes(32);
    await all.findings.recordScan({
      fingerprintKey,
      findings: [{ root: '/repo', finding: finding(generateKey('prod'), {}, fingerprintKey) }],
      report: report(),
    });
    expect(await changed()).toEqual(['unknown-leak']);

    // Care: the day on which it is to be rotated.
    vault.transaction((transaction) => {
      transaction.put(careCollection, keyId, { ...NO_CARE, rotateBy: yesterday });
    });
    expect(await changed()).toEqual(['repair']);

    // A rotation, which then is what goes on.
    const reason = { kind: 'policy' as const, text: '' };
    await service.rotateKey({ keyId, overlapSeconds: 3600, reason, confirmation: null });
    expect(await changed()).toContain('rotation');

    // What somebody else does at the account.
    const { keyId: other } = await makeKey(all, 'Shop');
    await world.elsewhere('DELETE', `/v1/auth/api-keys/${other}`);
    await service.sync(connectionId);
    expect(await changed()).toEqual(['elsewhere']);

    // A review.
    all.reviews.start();
    expect(await changed()).toEqual(['review']);

    // A reply that lies apart.
    vault.transaction((transaction) => {
      transaction.put(keptRepliesCollection, 'kept', {
        connectionId,
        connection: { name: 'ACME', brand: 'augno', mode: 'test', origin: world.sandbox.url },
        receivedAt: now,
        faults: ['not-a-key'],
        keyId: null,
        secret: Buffer.from('what came').toString('base64'),
        intent: {
          kind: 'create',
          connectionId,
          idempotencyKey: 'i',
          actorKeyId: 'apke_admin',
          apiVersion: '1.0.forge-preview.1',
          openedAt: now,
          sentAt: now,
          replayableUntil: now,
          lease: null,
          state: 'open',
          question: null,
          targetKeyId: null,
          name: 'Lost',
          roleId: null,
          expiresAt: null,
          revokeAt: null,
          seen: { keyIds: [], revokedAt: null },
          purpose: { kind: 'plain' },
          reason: null,
          orphanKeyId: null,
        },
        seenAt: null,
      });
    });
    expect(await changed()).toEqual(['kept-reply']);

    // The account itself.
    vault.transaction((transaction) => {
      const record = transaction.get(connectionsCollection, connectionId)!;
      transaction.put(connectionsCollection, connectionId, { ...record, problem: 'key-refused' });
    });
    expect(await changed()).toEqual(['connection']);
  });

  it('does harm every day that it waits: it is put off for a time only', async () => {
    const all = await setting();
    const { keyId, secret } = await makeKey(all, 'Till');
    const fingerprintKey = randomBytes(32);
    const found = [{ root: '/repo', finding: finding(secret, {}, fingerprintKey) }];
    await all.findings.recordScan({ fingerprintKey, findings: found, report: report() });
    const sources = { vault: all.vault, accounts: all.service, findings: all.findings };
    const now = world.clock.now();
    const matters = readMatters({ ...sources, reviews: { list: () => [] } }, now);
    expect(() =>
      putOffMatters(all.vault, matters, { ids: [`leaked:${keyId}`], span: 'change' }, now),
    ).toThrow(/for a time only/);
    expect((await all.places()).command.counts.putOff).toBe(0);
  });
});
