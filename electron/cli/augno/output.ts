/** How the Augno commands print: names come from a server, so nothing of them may steer the terminal. */
import type { Connection, KeySummary } from '../../../shared/domain.ts';
import { rotationDueAt } from '../../../shared/key-care.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { certain } from '../../../shared/certain.ts';

/** Columns as wide as their widest cell; the last one is not padded. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(certain(widths[index]))))
      .join('  ')
      .trimEnd(),
  );
}

export function day(at: string | null): string {
  return at === null ? '-' : at.slice(0, 10);
}

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

export function connectionLines(connections: readonly Connection[]): readonly string[] {
  return table([
    ['NAME', 'MODE', 'HEALTH', 'KEYS', 'SECRETS', 'SYNCHRONISED', 'ADDRESS'],
    ...connections.map((connection) => [
      terminalLine(connection.name),
      connection.mode,
      connection.health,
      String(connection.keyCount),
      String(connection.secretCount),
      connection.lastSyncedAt?.slice(0, 16).replace('T', ' ') ?? 'never',
      terminalLine(connection.url),
    ]),
  ]);
}
