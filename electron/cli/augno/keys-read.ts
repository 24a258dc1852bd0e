/** The actions of `augno-vault keys` that change nothing at Augno: list, show, reveal, test. */
import { KEY_STATUSES, type KeySummary } from '../../../shared/domain.ts';
import { isStale } from '../../../shared/key-care.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { resolveConnection, resolveKey } from '../../providers/augno/index.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { printFields, printTable } from '../output.ts';
import { belongsTo, KEY_COLUMNS, keyFields, keyJson, keyRow } from './key-output.ts';
import { readArguments, usage } from '../arguments.ts';
import { withSession } from './session.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

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

async function list(args: readonly string[], context: CommandContext): Promise<number> {
  const options = { status: { type: 'string', multiple: true }, provider: { type: 'string' } } as const;
  const { values } = readArguments('keys', args, options);
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
  return withSession(context, ({ service }) => {
    const names = new Map(service.listConnections().map(({ id, name }) => [id, name]));
    const within =
      context.globals.connection === undefined
        ? null
        : resolveConnection(service, context.globals.connection).id;
    const now = new Date();
    const keys = service
      .listKeys()
      .filter((key) => within === null || key.connectionId === within)
      .filter((key) => isOf(key, values.provider))
      .filter((key) => filters.length === 0 || filters.some((filter) => fits(key, filter as Filter, now)));
    if (context.globals.json) {
      context.printJson({
        keys: keys.map((key) => keyJson(key, belongsTo(key, names) ?? key.connectionId)),
      });
      return EXIT.done;
    }
    const rows = keys.map((key) => keyRow(key, names));
    if (rows.length === 0) context.note(say('command.no-keys'));
    else printTable(context, KEY_COLUMNS, rows);
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
