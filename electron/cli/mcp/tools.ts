/** What an assistant may ask for. No tool answers with a secret, and none changes anything. */
import { z } from 'zod';
import { ENDPOINTS, endpointOf } from '../../../shared/endpoint-permissions.ts';
import { KEY_STATUSES } from '../../../shared/domain.ts';
import type { Finding } from '../../../shared/findings.ts';
import type { KeyUsageReport } from '../../../shared/ipc/guide-channels.ts';
import { BASELINE_PERMISSIONS, FIELD_GUARDS, isKnownPermission } from '../../../shared/permissions.ts';
import { isProposed } from '../../../shared/proposed-permissions.ts';
import { openApp } from './open-app.ts';
import { scanPath } from './scan-path.ts';
import type { Answered, VaultDesk } from './vault-desk.ts';

export interface ToolAnswer {
  /** Our own words. */
  readonly said: string;
  /** Anything else: names, paths and texts of people, servers and files. */
  readonly data?: unknown;
}

export interface ToolDesk {
  readonly vault: VaultDesk;
  readonly vaultFolder: string;
  readonly signal: AbortSignal;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodRawShape;
  readonly run: (input: Readonly<Record<string, unknown>>, desk: ToolDesk) => Promise<ToolAnswer>;
}

const key = z
  .string()
  .min(1)
  .max(200)
  .describe('A key: its id (apke_…), its name, or its last four characters');
const MOST_FINDINGS = 200;

function tool<Shape extends z.ZodRawShape>(
  name: string,
  title: string,
  description: string,
  input: Shape,
  run: (input: z.infer<z.ZodObject<Shape>>, desk: ToolDesk) => Promise<ToolAnswer>,
): Tool {
  const schema = z.object(input);
  return { name, title, description, input, run: (given, desk) => run(schema.parse(given), desk) };
}

/** What is asked of a person is said; the assistant calls again. */
function answered(result: Answered, then: (value: never) => ToolAnswer): ToolAnswer {
  if (!('waiting' in result)) return then(result.value as never);
  const { code } = result.waiting;
  return {
    said: `Not allowed yet. Tell the person that code ${code} is shown where their vault is open: they compare it and allow it there, or run "augno-vault agent approve ${code}" in a terminal. Then call this tool again. Do not ask for the master password.`,
  };
}

interface KeyLine {
  readonly [name: string]: unknown;
}

/** What helps in deciding, and nothing of a value, its masked form included. */
function keyLine(line: KeyLine): KeyLine {
  const names = [
    'id',
    'name',
    'connection',
    'provider',
    'mode',
    'status',
    'role',
    'owner',
    'createdAt',
    'lastUsedAt',
  ];
  const more = ['expiresAt', 'revokedAt', 'rotateBy', 'secretHeld', 'leakCount', 'repair', 'origin', 'tags'];
  return Object.fromEntries([...names, ...more].map((name) => [name, line[name] ?? null]));
}

const counted = (count: number, one: string, many: string): string =>
  `${String(count)} ${count === 1 ? one : many}`;

const listKeys = tool(
  'list_keys',
  'List API keys',
  'Lists the API keys in the vault: names, roles, status, last use. Never a value. Use it to find out which key is meant, or which are old, unused or about to expire.',
  {
    status: z
      .enum([...KEY_STATUSES, 'stale', 'leaked'])
      .optional()
      .describe('Only keys of this status'),
  },
  async ({ status }, { vault }) =>
    answered(
      await vault.command(['keys', 'list', ...(status === undefined ? [] : [`--status=${status}`])]),
      ({ keys }: { readonly keys: readonly KeyLine[] }) => ({
        said: `${counted(keys.length, 'key', 'keys')}.`,
        data: keys.map(keyLine),
      }),
    ),
);

const whatMatters = tool(
  'what_matters',
  'What needs a person',
  'Lists what needs a person in the vault, most urgent first: leaked keys, keys that expire, interrupted operations, rotations under way, unused keys.',
  {},
  async (_input, { vault }) =>
    answered(await vault.command(['status']), ({ matters }: { readonly matters: readonly unknown[] }) => ({
      said:
        matters.length === 0 ? 'Nothing needs anybody.' : `${counted(matters.length, 'matter', 'matters')}.`,
      data: matters,
    })),
);

const keyHealth = tool(
  'key_health',
  'Health of one key',
  'Tells about one key: status, role and permissions, age, last use, expiry, leaks, places where it is used, what has to be done. Never its value.',
  { key },
  async (input, { vault }) =>
    answered(await vault.command(['keys', 'show', input.key]), (shown: KeyLine) => ({
      said: 'This is what the vault knows of the key.',
      data: {
        ...keyLine(shown),
        ...Object.fromEntries(
          ['notes', 'permissions', 'replaces', 'replacedBy', 'places', 'rotation'].map((name) => [
            name,
            shown[name] ?? null,
          ]),
        ),
      },
    })),
);

const listFindings = tool(
  'list_findings',
  'List leaked keys',
  'Lists the open findings of the scanner that the vault remembers: where which key leaked. Never the key itself.',
  {},
  async (_input, { vault }) =>
    answered(await vault.query('findings', null), (findings: readonly Finding[]) => ({
      said: `${counted(findings.length, 'open finding', 'open findings')}${findings.length > MOST_FINDINGS ? `; the newest ${String(MOST_FINDINGS)} are listed` : ''}.`,
      data: findings
        .slice(0, MOST_FINDINGS)
        .map(({ root, finding, keyId, keyName, keyStatus, firstSeenAt }) => ({
          keyId,
          keyName,
          keyStatus,
          root,
          path: finding.path,
          line: finding.line,
          source: finding.source,
          commit: finding.commit?.id ?? null,
          inClientSideCode: finding.clientSide,
          firstSeenAt,
        })),
    })),
);

const explainPermission = tool(
  'explain_permission',
  'Explain a permission or an endpoint',
  'Explains what a permission such as "orders:read" opens, or which permissions an API endpoint such as "GET /v1/catalog/units" needs. Needs neither the vault nor a network.',
  {
    permission: z.string().max(100).optional().describe('A permission: domain:action'),
    endpoint: z.string().max(300).optional().describe('METHOD /route'),
  },
  ({ permission, endpoint }) => Promise.resolve(explained(permission, endpoint)),
);

function explained(permission: string | undefined, endpoint: string | undefined): ToolAnswer {
  if (endpoint !== undefined) {
    const [method = '', route = ''] = endpoint.trim().split(/\s+/);
    const found = endpointOf(method, route);
    if (found === null) return { said: 'This endpoint is not in the table of the official client.' };
    if (found.adminOnly) return { said: 'Only a role of the type admin may call this endpoint.' };
    if (found.permissions.length === 0)
      return { said: 'The table names no permission for it, which is not to say that it needs none.' };
    return { said: `It needs, depending on whose data it is: ${found.permissions.join(', ')}.` };
  }
  if (permission === undefined) return { said: 'Name a permission or an endpoint.' };
  if (!isKnownPermission(permission)) return { said: 'No permission is called that.' };
  const opened = ENDPOINTS.filter(({ permissions }) => permissions.includes(permission));
  const notes = [
    FIELD_GUARDS.includes(permission) ? 'It guards fields of what other permissions open.' : '',
    BASELINE_PERMISSIONS.includes(permission) ? 'Every role that is no admin’s has it.' : '',
  ].join(' ');
  return {
    said: `${permission} is named by ${counted(opened.length, 'endpoint', 'endpoints')}: ${opened
      .map(({ method, route }) => `${method} ${route}`)
      .join(', ')}. ${notes}`.trim(),
  };
}

const proposeRole = tool(
  'propose_role',
  'Propose a narrower role from use',
  'Reads what a key really requested and proposes the permissions of a role that is no wider. Changes nothing; a person makes the role in the app.',
  { key },
  async (input, { vault }) =>
    answered(await vault.query('role', input.key), (report: KeyUsageReport) => ({
      said: `${counted(report.requests, 'logged request', 'logged requests')} of this key were looked at${report.complete ? '' : ' (there are more than were read)'}. ${report.needsAdmin ? 'It called endpoints that only an admin’s role may call. ' : ''}The proposal is a start: what was never called is not in it. A person makes the role, in the app or with augno-vault roles create.`,
      data: {
        proposed: report.permissions.filter(isProposed).map(({ permission }) => permission),
        heldAndNotSeen: report.permissions
          .filter(({ state }) => state === 'unseen')
          .map(({ permission }) => permission),
        askAPersonAbout: report.permissions
          .filter(({ state }) => state === 'asked' || state === 'unknown')
          .map(({ permission }) => permission),
        routes: report.routes.map(({ method, route, count }) => ({ method, route, count })),
        since: report.since,
        until: report.until,
      },
    })),
);

const startRotation = tool(
  'start_rotation',
  'Start the rotation of a key',
  'Opens the app at a key so that a person can rotate it there. It rotates nothing by itself.',
  {
    keyId: z
      .string()
      .regex(/^apke_[0-9a-z]{1,40}$/)
      .describe('The key’s id, as list_keys has it'),
  },
  async ({ keyId }, { vaultFolder }) =>
    opened(
      await openApp(`augno-vault://key/${keyId}`, vaultFolder),
      `augno-vault keys rotate ${keyId} --overlap 7d`,
    ),
);

const startLeakResponse = tool(
  'start_leak_response',
  'Start the response to a leak',
  'Opens the app at the findings so that a person can go through the response to a leak. It changes nothing by itself.',
  {},
  async (_input, { vaultFolder }) =>
    opened(
      await openApp('augno-vault://findings', vaultFolder),
      'augno-vault keys rotate KEY --reason compromised',
    ),
);

function opened(isOpen: boolean, command: string): ToolAnswer {
  return {
    said: isOpen
      ? 'The app was asked to open there. A person decides and does it; nothing was changed. Tell them to look at the window.'
      : `There is no app here that could be opened. Nothing was changed. Tell the person to run this in a terminal, where they decide: ${command}`,
  };
}

const scanAPath = tool(
  'scan_path',
  'Scan a path for leaked keys',
  'Looks for API keys in a file, a folder, or with history in the whole history of its repository. Tells where, never the key. Works while the vault is locked.',
  {
    path: z.string().min(1).max(4096).describe('Absolute path'),
    history: z.boolean().optional().describe('Also every object of the repository'),
  },
  async ({ path, history }, { signal }) => await scanPath(path, history === true, signal),
);

export const TOOLS: readonly Tool[] = [
  listKeys,
  whatMatters,
  keyHealth,
  listFindings,
  explainPermission,
  proposeRole,
  startRotation,
  startLeakResponse,
  scanAPath,
];
