/** What the command shows of a key: in its table, by itself, and to programs. */
import type { KeyDetail, KeySummary } from '../../../shared/domain.ts';
import { rotationDueAt } from '../../../shared/key-care.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { day, type Cell } from '../output.ts';

/** What a key belongs to, for people: the account's name, or the service's. */
export function belongsTo(key: KeySummary, names: ReadonlyMap<string, string>): string | null {
  return names.get(key.connectionId) ?? key.provider.connectionName;
}

/** Of the table of keys. */
export const KEY_COLUMNS: readonly Said[] = [
  say('table.id'),
  say('table.name'),
  say('table.mode'),
  say('table.status'),
  say('table.role'),
  say('table.expires'),
  say('table.secret'),
  say('table.connection'),
];

/** What it is for: its role, or where its service has none, its kind. */
function roleOf({ provider, roleName }: KeySummary): Cell {
  return provider.abilities.roles ? roleName : provider.kindLabel;
}

export function keyRow(key: KeySummary, names: ReadonlyMap<string, string>): readonly Cell[] {
  return [
    key.id,
    key.name,
    say(`value.mode-${key.mode}`),
    say(`value.status-${key.status}`),
    roleOf(key),
    day(key.expiresAt),
    key.secretHeld ? say('table.held') : null,
    belongsTo(key, names) ?? '',
  ];
}

/** Null where there is nothing to show. */
export function keyFields(
  detail: KeyDetail,
  connection: string,
): readonly (readonly [label: Said, value: Cell])[] {
  const { provider } = detail;
  return [
    [say('table.id'), detail.id],
    [say('table.name'), detail.name],
    [say('table.name-at', { service: provider.name }), detail.alias === null ? null : detail.apiName],
    [say('table.key'), detail.redacted],
    [say('table.connection'), connection],
    [say('table.status'), say(`value.status-${detail.status}`)],
    [say('table.to-be-done'), detail.repair],
    [say('table.role'), roleOf(detail)],
    [say('table.service'), provider.name],
    [say('table.owner'), detail.care?.owner ?? null],
    [say('table.rotate-by'), rotationDueAt(detail)],
    [say('table.created'), detail.createdAt],
    [say('table.last-used'), provider.abilities.logs ? (detail.lastUsedAt ?? say('table.never')) : null],
    [say('table.expires'), detail.expiresAt ?? say('table.never')],
    [say('table.revoked'), detail.revokedAt],
    [say('table.secret'), detail.secretHeld ? say('table.held-here') : say('table.not-held-here')],
    [say('table.replaces'), detail.replaces],
    [say('table.replaced-by'), detail.replacedBy],
    [say('table.tags'), detail.tags.length === 0 ? null : detail.tags.join(', ')],
    [say('table.leaks'), detail.leakCount === 0 ? null : detail.leakCount],
    [say('table.notes'), detail.notes === '' ? null : detail.notes],
    ...detail.places.map((place) => [say('table.place'), place.said ?? place.text] as const),
  ];
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
