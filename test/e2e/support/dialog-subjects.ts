/** What the dialogs of `every-dialog.ts` are about: two keys, one of a service, a finding and a batch under way. */
import { expect } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { call } from './bridge.ts';
import { scanFolder } from './dialogs.ts';
import type { Subjects } from './every-dialog.ts';
import type { FlowWorld } from './flow.ts';

/** @param names of a key, of another one, and of a service that keeps one */
export async function dialogSubjects(
  world: FlowWorld,
  names: { readonly key: string; readonly other: string; readonly service: string },
): Promise<Subjects> {
  const { page, connectionId } = world;
  const [keyId, otherKeyId] = [await world.createKey(names.key), await world.createKey(names.other)];
  const service = await call(page, 'providers.add-connection', {
    provider: 'generic',
    name: names.service,
    address: 'none',
    header: 'X-Api-Key',
    headerPrefix: null,
    mode: 'test',
  });
  const added = await call(page, 'providers.add-key', {
    connectionId: service.id,
    name: names.key,
    secret: `scale-${String(Date.now())}-0123456789abcdef`,
    scanPrefix: null,
    owner: null,
    expiresAt: null,
    rotateBy: null,
  });
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  const folder = path.join(world.folder, 'leaks');
  mkdirSync(folder);
  writeFileSync(path.join(folder, '.env'), `AUGNO_API_KEY=${secret}\n`);
  await scanFolder(world.running, page, folder);
  const found = async (): Promise<string | undefined> =>
    (await call(page, 'findings.list', undefined)).findings[0]?.id;
  await expect.poll(found).toBeTruthy();
  const { keys } = await call(page, 'keys.list', undefined);
  const mode = keys.find(({ id }) => id === otherKeyId)?.mode;
  const batch = await call(page, 'batches.start', {
    kind: 'revoke',
    cause: 'selection',
    person: null,
    keyIds: [otherKeyId],
    overlapSeconds: 0,
    reason: { kind: 'policy', text: '' },
    confirmation: mode === 'prod' ? '1' : null,
  });
  return {
    keyId,
    otherKeyId,
    connectionId,
    serviceId: service.id,
    serviceKeyId: added.key.id,
    findingId: (await found())!,
    batchId: batch.id,
  };
}
