/** The actions of `augno-vault keys` that change nothing at Augno: list, show, reveal, test. */
import { KEY_STATUSES, type KeySummary } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { isStale } from '../../../shared/key-care.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { resolveConnection, resolveKey } from '../../keys/resolve-key.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { printFields, printTable } from '../output.ts';
import { belongsTo, KEY_COLUMNS, keyFields, keyJson, keyRow } from './key-output.ts';
import { readArguments, usage } from '../arguments.ts';
import type { Tone } from '../terminal-table.ts';
import { withSession } from './session.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

const COLUMNS = ['name', 'mode', 'status', 'role', 'created', 'last-used', 'expires', 'connection'] as const;
type Column = (typeof COLUMNS)[number];

function isColumn(text: string): text is Column {
  return (COLUMNS as readonly string[]).includes(text);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** What has no date, or no value, comes last. */
export function sortedBy(
  keys: readonly KeySummary[],
  column: Column,
  reverse: boolean,
  names: ReadonlyMap<string, string>,
): readonly KeySummary[] {
  const valueOf: Readonly<Record<Column, (key: KeySummary) => string | null>> = {
    name: (key) => key.name,
    mode: (key) => key.mode,
    status: (key) => String(KEY_STATUSES.indexOf(key.status)),
    role: (key) => key.roleName,
    created: (key) => key.createdAt,
    'last-used': (key) => key.lastUsedAt,
    expires: (key) => key.expiresAt,
    connection: (key) => belongsTo(key, names),
  };
  const value = valueOf[column];
  return keys.toSorted((left, right) => {
    const [a, b] = [value(left), value(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return (reverse ? -1 : 1) * collator.compare(a, b) || collator.compare(left.name, right.name);
  });
}

/** Dead keys stand back; what ends soon, or leaked and still works, stands out. */
function toneOf(key: KeySummary): Tone {
  if (!statusWorks(key.status)) return key.status === 'unresolved' ? 'bad' : 'faint';
  if (key.leakCount > 0) return 'bad';
  return key.status === 'active' ? 'plain' : 'warning';
}

const FILTERS = [...KEY_STATUSES, 'stale', 'leaked'] as const;
type Filter = (typeof FILTERS)[number];

function isFilter(text: string): text is Filter {
  return (FILTERS as readonly string[]).includes(text);
}

function fits(key: KeySummary, filter: Filter, now: Date): boolean {
  if (filter === 'stale') return isStale(key, now.getTime());
  if (filter === 'leaked') return key.leakCount > 0;
  return key.status === filter;
}

function isOf(key: KeySummary, provider: string | undefined): boolean {
  return provider === undefined || provider === key.provider.id || provider === key.provider.called;
}

/** The same as in `agent/served.ts`, which loads no command. */
const LIST_OPTIONS = {
  status: { type: 'string', multiple: true },
  provider: { type: 'string' },
  sort: { type: 'string' },
  reverse: { type: 'boolean' },
} as const;

async function list(args: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments('keys', args, LIST_OPTIONS);
  const filters = (values.status ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
  const wrong = filters.find((text) => !isFilter(text));
  if (wrong !== undefined) {
    throw usage(
      say('command.value-is-no-status-there-are-filters', {
        value: terminalLine(wrong).slice(0, 40),
        filters: FILTERS.join(', '),
      }),
      'keys',
    );
  }
  const { sort, reverse = false } = values;
  if (sort !== undefined && !isColumn(sort)) {
    throw usage(
      say('command.value-is-no-column-there-are', {
        value: terminalLine(sort).slice(0, 40),
        columns: COLUMNS.join(', '),
      }),
      'keys',
    );
  }
  return withSession(context, ({ service }) => {
    const names = new Map(service.listConnections().map(({ id, name }) => [id, name]));
    const within =
      context.globals.connection === undefined
        ? null
        : resolveConnection(service, context.globals.connection).id;
    const now = new Date();
    const chosen = service
      .listKeys()
      .filter((key) => within === null || key.connectionId === within)
      .filter((key) => isOf(key, values.provider))
      .filter((key) => filters.length === 0 || filters.some((filter) => fits(key, filter as Filter, now)));
    const keys =
      sort === undefined ? (reverse ? chosen.toReversed() : chosen) : sortedBy(chosen, sort, reverse, names);
    if (context.globals.json) {
      context.printJson({
        keys: keys.map((key) => keyJson(key, belongsTo(key, names) ?? key.connectionId)),
      });
      return EXIT.done;
    }
    const rows = keys.map((key) => keyRow(key, names));
    if (rows.length === 0) context.note(say('command.no-keys'));
    else printTable(context, KEY_COLUMNS, rows, { whole: [0], tone: (row) => toneOf(certain(keys[row])) });
    for (const key of keys.filter(({ repair }) => repair !== null)) {
      context.note(
        `${terminalLine(key.name)} (${key.id}): ${terminalLine(context.words(certain(key.repair)))}`,
      );
    }
    return EXIT.done;
  });
}

async function show(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('keys', args, {}, ['KEY']);
  return withSession(context, ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    const detail = service.keyDetail(key.id);
    const names = new Map(service.listConnections().map(({ id, name }) => [id, name]));
    const connection = belongsTo(key, names) ?? '';
    if (context.globals.json) {
      const { alias, notes, updatedAt, permissions, replaces, replacedBy, places, rotation, audit } = detail;
      context.printJson({
        ...keyJson(detail, connection),
        ...{ alias, notes, updatedAt, permissions, replaces, replacedBy, places, rotation, audit },
      });
      return EXIT.done;
    }
    printFields(context, keyFields(detail, connection));
    return EXIT.done;
  });
}

async function reveal(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('keys', args, {}, ['KEY']);
  return withSession(context, async ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    await service.useSecret(key.id, 'reveal', (secret) => {
      // SECURITY: printed because it was asked for by name; the audit log has it already.
      if (context.globals.json) context.printJson({ id: key.id, secret: secret.revealText() });
      else context.print(secret.revealText());
    });
    return EXIT.done;
  });
}

async function test(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments('keys', args, { account: { type: 'string' } }, ['KEY']);
  return withSession(context, async ({ service }) => {
    const key = resolveKey(service, operands[0], context.globals.connection);
    const result = await service.testKey(
      key.id,
      values.account === undefined ? {} : { accountId: values.account },
    );
    if (context.globals.json) context.printJson({ id: key.id, ...result });
    else context.print(terminalLine(context.words(result.message)));
    return { accepted: EXIT.done, refused: EXIT.refused, unreachable: EXIT.api }[result.outcome];
  });
}

export const readActions = { list, show, reveal, test };
