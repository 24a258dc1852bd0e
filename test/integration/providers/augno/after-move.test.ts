/** What a person had decided before an account was moved goes on fitting it afterwards. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFindingsStore } from '../../../../electron/keys/findings/index.ts';
import { findingsCollection } from '../../../../electron/keys/findings/records.ts';
import { ReviewKeeper } from '../../../../electron/keys/review/review-keeper.ts';
import { scan, type LiveFinding } from '../../../../electron/scanner/index.ts';
import { isSameRedacted, spelledAs } from '../../../../shared/key-format.ts';
import { report } from './support/findings.ts';
import { OPENMRP, REASON, Vendor } from './support/vendor.ts';

let vendor: Vendor;
beforeEach(async () => {
  vendor = await Vendor.start();
});
afterEach(async () => {
  await vendor.close();
});

it('an access review that was begun before goes on, is carried out and is finished', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const [till, shop, scale] = [...secrets.keys()];
  const reviews = new ReviewKeeper(
    vault,
    { keys: () => service.listKeys(), rotations: () => service.listRotations(), guides: () => [] },
    vendor.world.clock.now,
  );
  const { id, items: before } = reviews.start();
  expect(before.map(({ keyId }) => keyId)).toEqual(expect.arrayContaining([till, shop, scale]));
  reviews.decide(id, [till!], 'keep', 'the till needs it');
  reviews.decide(id, [scale!], 'rotate', null);
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });

  const shown = () => reviews.list().find((review) => review.id === id)!;
  const itemOf = (keyId: string) => shown().items.find((item) => item.keyId === keyId)!;
  // None of them is gone, none is new, and each names its key as the list of keys does now.
  expect(shown().items.map(({ keyId }) => keyId)).toEqual(before.map(({ keyId }) => keyId));
  for (const item of shown().items) {
    expect(item.gone, item.name).toBe(false);
    expect(item.redacted).toBe(service.keyDetail(item.keyId).redacted);
  }
  expect(itemOf(till!)).toMatchObject({ decision: 'keep', note: 'the till needs it' });
  expect(reviews.start().id).toBe(id);

  expect(itemOf(scale!).followUp).toBe('open');
  const { keyId: newKeyId } = await service.rotateKey({
    keyId: scale!,
    overlapSeconds: 0,
    reason: REASON,
    confirmation: 'Scale',
  });
  expect(itemOf(scale!)).toMatchObject({ newKeyId, followUp: 'done' });
  const rest = shown().items.filter(({ decision, gone }) => decision === null && !gone);
  reviews.decide(
    id,
    rest.map(({ keyId }) => keyId),
    'keep',
    null,
  );
  const finished = reviews.finish(id, null);
  expect(finished.finishedAt).not.toBeNull();
  // What was finished stays as it was signed, whatever is renamed after it.
  const csv = reviews.csv(id);
  for (const { keyId, redacted } of finished.items) {
    expect(csv).toContain(keyId);
    const now = service.keyDetail(keyId).redacted;
    expect(isSameRedacted(redacted, now), keyId).toBe(true);
  }
});

it('a decision about a finding that a version before named by its mrp_ spelling stays with it', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const [keyId, secret] = [...secrets][0]!;
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  const root = vendor.world.folder;
  const found = path.join(root, 'found');
  writeFileSync(found, `KEY=${spelledAs('openmrp', secret)}\n`);
  const fingerprintKey = Buffer.alloc(32, 9);
  const findings: { root: string; finding: LiveFinding }[] = [];
  for await (const event of scan({ paths: [found], fingerprintKey }))
    if (event.type === 'finding') findings.push({ root: event.root, finding: event.finding });
  expect(findings).toHaveLength(1);
  const [{ root: where, finding }] = findings as [(typeof findings)[number]];
  const store = createFindingsStore({ vault, actor: 'app', now: vendor.world.clock.now });
  const record = (): Promise<unknown> =>
    store.recordScan({ fingerprintKey, findings, report: report({ roots: [where] }) });
  await record();
  const [first] = store.listFindings();
  expect(first).toMatchObject({ keyId, state: 'open' });

  // As a version before stored it: under the fingerprint of the spelling that was found.
  const { formerFingerprint } = finding;
  expect(formerFingerprint).not.toBe(finding.fingerprint);
  const formerId = createHash('sha256')
    .update(JSON.stringify([where, formerFingerprint, finding.path, finding.container]))
    .digest('hex')
    .slice(0, 32);
  vault.transaction((transaction) => {
    const stored = transaction.get(findingsCollection, first!.id)!;
    transaction.delete(findingsCollection, first!.id);
    transaction.put(findingsCollection, formerId, {
      ...stored,
      finding: { ...stored.finding, fingerprint: formerFingerprint! },
      decision: 'ignored',
      ignoredReason: 'a copy for the auditors',
    });
  });
  await record();
  const after = store.listFindings();
  expect(after).toHaveLength(1);
  expect(after[0]).toMatchObject({ id: formerId, keyId, state: 'ignored' });
});
