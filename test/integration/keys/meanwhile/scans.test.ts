/** A scan says what was when it read; what another one saw since, it takes back as little as what a person decided. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFindingsStore } from '../../../../electron/keys/findings/index.ts';
import { findingsCollection } from '../../../../electron/keys/findings/records.ts';
import { GuideKeeper } from '../../../../electron/keys/runbook/guide-keeper.ts';
import { proofOf } from '../../../../electron/keys/runbook/proof.ts';
import { certain } from '../../../../shared/certain.ts';
import { report } from '../../providers/augno/support/findings.ts';
import { World } from '../../providers/augno/support/world.ts';
import { keyToLeak } from '../runbook/support/leaked-key.ts';

const MINUTE = 60_000;

let world: World;
let leak: Awaited<ReturnType<typeof keyToLeak>>;
let root: string;

beforeEach(async () => {
  world = await World.start();
  leak = await keyToLeak(world, 'Test');
  root = world.folder;
});
afterEach(async () => {
  await world.close();
});

const found = () => leak.found(leak.keyId, { root, path: 'sync.js' });
const record = () => certain(leak.vault.list(findingsCollection)[0]).value;

it('one that began before another ended does not call gone what that one saw', async () => {
  await leak.recordScan(root, [found()]);
  world.clock.advance(1000);
  await leak.recordScan(root, [], { durationMs: 2 * MINUTE });
  expect(record()).toMatchObject({ stillThere: true });
  world.clock.advance(2 * MINUTE);
  await leak.recordScan(root, [], { durationMs: MINUTE });
  expect(record()).toMatchObject({ stillThere: false });
});

/** As one that the vault could not take when it was made. */
async function recordedLate(at: Date, findings: Parameters<typeof leak.recordScan>[1]): Promise<void> {
  const store = createFindingsStore({ vault: leak.vault, actor: 'app', now: leak.now });
  await store.recordScan({
    ...{ at: at.toISOString(), fingerprintKey: new Uint8Array(32), findings },
    report: report({ roots: [root], complete: true }),
  });
}

it('one that was kept and recorded late counts for when it was made', async () => {
  const before = world.clock.now();
  world.clock.advance(MINUTE);
  await leak.recordScan(root, [found()]);
  await recordedLate(before, []);
  expect(record()).toMatchObject({ stillThere: true });
  const { lastSeenAt } = record();
  await recordedLate(before, [found()]);
  expect(record()).toMatchObject({ lastSeenAt });
});

it('what a clock that was a day ahead noted hides nothing once it is right', async () => {
  const DAY = 24 * 60 * MINUTE;
  world.clock.advance(DAY);
  await leak.recordScan(root, [found()]);
  world.clock.advance(MINUTE);
  await leak.recordScan(root, []);
  expect(record()).toMatchObject({ stillThere: false });
  world.clock.advance(-DAY);
  await leak.recordScan(root, [found()]);
  expect(record()).toMatchObject({ stillThere: true });
  world.clock.advance(MINUTE);
  await leak.recordScan(root, []);
  expect(record()).toMatchObject({ stillThere: false });
});

it('one that was kept from before a leak response began proves nothing of it', async () => {
  await leak.recordScan(root, [found()]);
  world.clock.advance(MINUTE);
  const before = world.clock.now();
  world.clock.advance(MINUTE);
  const { id } = new GuideKeeper(leak.vault, leak.now).start({
    ...{ kind: 'leak', keyId: leak.keyId, connectionId: null },
  });
  await leak.service.rotateKey({
    ...{
      keyId: leak.keyId,
      overlapSeconds: 0,
      reason: { kind: 'compromised', text: '' },
      confirmation: null,
    },
  });
  world.clock.advance(MINUTE);
  await recordedLate(before, []);
  expect(await proofOf(leak.vault, id, leak.now())).toMatchObject({ scannedAt: null, proven: false });
});

it('what was found while Git was asked is not left out of what is proven', async () => {
  await leak.recordScan(root, [found()]);
  const guides = new GuideKeeper(leak.vault, leak.now);
  const { id } = guides.start({ kind: 'leak', keyId: leak.keyId, connectionId: null });
  const { keyId: newKeyId } = await leak.service.rotateKey({
    ...{
      keyId: leak.keyId,
      overlapSeconds: 0,
      reason: { kind: 'compromised', text: '' },
      confirmation: null,
    },
  });
  const env = leak.found(newKeyId, { root, path: '.env' });
  world.clock.advance(1000);
  await leak.recordScan(root, [env]);
  const store = createFindingsStore({ vault: leak.vault, actor: 'app', now: leak.now });
  const { id: findingId } = certain(store.listFindings().find(({ keyId }) => keyId === newKeyId));
  store.ignoreFinding({ findingId, reason: 'Where it belongs', until: null });
  const proof = proofOf(leak.vault, id, leak.now());
  // The old key is found again, before Git has answered.
  leak.vault.transaction((transaction) => {
    for (const { id: one, value } of transaction.list(findingsCollection))
      if (value.keyId === leak.keyId)
        transaction.put(findingsCollection, one, { ...value, stillThere: true });
  });
  expect((await proof).remaining.map(({ which }) => which)).toContain('old');
});
