/** A key as the command gives it to programs. */
import type { KeySummary } from '../../../shared/domain.ts';
import { rotationDueAt } from '../../../shared/key-care.ts';

/** What a key belongs to, for people: the account's name, or the service's. */
export function belongsTo(key: KeySummary, names: ReadonlyMap<string, string>): string | null {
  return names.get(key.connectionId) ?? key.provider.connectionName;
}

/** The stable form of a key in `keys list --json`. */
export function keyJson(key: KeySummary, connectionName: string): Readonly<Record<string, unknown>> {
  return {
    id: key.id,
    connection: connectionName,
    name: key.name,
    mode: key.mode,
    redacted: key.redacted,
    role: key.roleName,
    status: key.status,
    createdAt: key.createdAt,
    lastUsedAt: key.lastUsedAt,
    expiresAt: key.expiresAt,
    revokedAt: key.revokedAt,
    secretHeld: key.secretHeld,
    repair: key.repair,
    origin: key.origin,
    tags: key.tags,
    apiName: key.apiName,
    leakCount: key.leakCount,
    isConnectionKey: key.isConnectionKey,
    isDocumentationKey: key.isDocumentationKey,
    provider: key.provider.called,
    kind: key.provider.kind,
    owner: key.care?.owner ?? null,
    rotateBy: rotationDueAt(key),
  };
}
