/** An `.augnoexport` as somebody else can make it: any lines at all, under a password that they tell. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { sealContainer } from '../../../../../electron/vault/backup/container.ts';
import { SecretBytes } from '../../../../../electron/vault/secret-bytes.ts';
import { CHEAP_KDF } from '../../../providers/augno/support/world.ts';

const FORGED_PASSWORD = 'told on the phone';

export type ForgedLine =
  | { readonly kind: 'record'; readonly collection: string; readonly id: string; readonly value: unknown }
  | { readonly kind: 'secret'; readonly id: string; readonly bytes: string };

export const record = (collection: string, id: string, value: unknown): ForgedLine => ({
  kind: 'record',
  collection,
  id,
  value,
});

export const secretLine = (id: string, text: string): ForgedLine => ({
  kind: 'secret',
  id,
  bytes: Buffer.from(text).toString('base64'),
});

export const forgedPassword = (): SecretBytes => SecretBytes.fromText(FORGED_PASSWORD);

/** @param lines objects become one line of JSON each; texts stand as they are */
export async function forgeExport(
  file: string,
  lines: readonly (ForgedLine | string)[],
  kind = 2,
): Promise<string> {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  const parts = await sealContainer(
    [Buffer.from([kind]), Buffer.from(text)],
    forgedPassword(),
    CHEAP_KDF,
    (size) => randomBytes(size),
  );
  writeFileSync(file, Buffer.concat([...parts]));
  return file;
}

export function forgedConnection(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    name: 'Acme Manufacturing',
    brand: 'augno',
    origin: 'https://api.augno.com',
    mode: 'prod',
    sandboxAccountId: null,
    accountId: null,
    accountName: null,
    adminKeyId: null,
    apiVersion: '1.0.forge-preview.1',
    problem: null,
    createdAt: '2026-11-01T10:00:00.000Z',
    lastSyncedAt: null,
    ...changes,
  };
}

export function forgedKey(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    connectionId: 'their-connection',
    apiName: 'ERP Sync',
    mode: 'prod',
    redacted: 'aug_sk_prod_****abcd',
    roleId: null,
    roleName: null,
    roleType: null,
    createdAt: '2026-11-01T10:00:00.000Z',
    updatedAt: '2026-11-01T10:00:00.000Z',
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
    publicId: null,
    origin: 'elsewhere',
    alias: null,
    notes: '',
    tags: [],
    places: [],
    replaces: null,
    replacedBy: null,
    firstSeenAt: '2026-11-01T10:00:00.000Z',
    missingSince: null,
    endedHereAt: null,
    acceptedAfterEndAt: null,
    secretMayBeInNewerCopy: false,
    ...changes,
  };
}
