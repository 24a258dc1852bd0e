/** The services: listed, added, changed, removed, and how their keys are made. */
import { terminalLine } from '../../../shared/harmless-text.ts';
import { readArguments, usage } from '../arguments.ts';
import { withSession } from '../augno/session.ts';
import { printTable } from '../output.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { resolveService } from './shared.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

const SETTINGS = {
  url: { type: 'string' },
  header: { type: 'string' },
  'header-prefix': { type: 'string' },
  mode: { type: 'string' },
} as const;

function modeOf(text: string | undefined): 'test' | 'prod' | undefined {
  if (text === undefined || text === 'test' || text === 'prod') return text;
  throw usage(say('command.mode-must-be-test-or-prod'), 'provider');
}

async function list(args: readonly string[], context: CommandContext): Promise<number> {
  readArguments('provider', args, {});
  return withSession(context, ({ providers }) => {
    const { connections, providers: known } = providers.list();
    if (context.globals.json) {
      context.printJson({ services: connections, providers: known });
      return EXIT.done;
    }
    if (connections.length === 0) context.note(say('command.no-service-is-added-yet-augno-vault'));
    else {
      const rows = connections.map(({ name, provider, providerName, mode, keyCount, url }) => [
        name,
        known.find(({ id }) => id === provider)?.connectionNames === true ? null : providerName,
        say(`value.mode-${mode}`),
        keyCount,
        url,
      ]);
      const columns = [
        say('table.name'),
        say('table.provider'),
        say('table.mode'),
        say('table.keys'),
        say('table.address'),
      ];
      printTable(context, columns, rows);
    }
    for (const { name, warning } of connections) {
      if (warning !== null) context.note(`${terminalLine(name)}: ${terminalLine(context.words(warning))}`);
    }
    return EXIT.done;
  });
}

async function add(args: readonly string[], context: CommandContext): Promise<number> {
  const options = { ...SETTINGS, provider: { type: 'string' } } as const;
  const { values, operands } = readArguments('provider', args, options, ['SERVICE']);
  if (values.provider === undefined)
    throw usage(say('command.provider-is-missing-auxot-or-generic'), 'provider');
  const provider = values.provider;
  const mode = modeOf(values.mode) ?? 'prod';
  return withSession(context, ({ providers }) => {
    const known = providers.list().providers.find(({ id }) => id === provider);
    if (known === undefined) {
      const ids = providers.list().providers.map(({ id }) => id);
      throw usage(say('command.there-is-no-provider-of-that-name', { ids: ids.join(', ') }), 'provider');
    }
    const connection = providers.addConnection({
      provider,
      name: operands[0],
      url: values.url ?? known.address.default,
      header: values.header ?? null,
      headerPrefix: values['header-prefix'] ?? (values.header === undefined ? 'Bearer ' : ''),
      mode,
    });
    if (connection.warning !== null) context.warn(connection.warning);
    if (context.globals.json) context.printJson(connection);
    else context.print(connection.id);
    return EXIT.done;
  });
}

async function change(args: readonly string[], context: CommandContext): Promise<number> {
  const options = { ...SETTINGS, rename: { type: 'string' } } as const;
  const { values, operands } = readArguments('provider', args, options, ['SERVICE']);
  const mode = modeOf(values.mode);
  return withSession(context, (session) => {
    const { connection } = resolveService(session, operands[0]);
    const changed = session.providers.editConnection({
      connectionId: connection.id,
      name: values.rename ?? connection.name,
      url: values.url === undefined ? connection.url : values.url === 'none' ? null : values.url,
      header: values.header ?? connection.header,
      headerPrefix: values['header-prefix'] ?? connection.headerPrefix,
      mode: mode ?? connection.mode,
    });
    if (changed.warning !== null) context.warn(changed.warning);
    if (context.globals.json) context.printJson(changed);
    return EXIT.done;
  });
}

async function remove(args: readonly string[], context: CommandContext): Promise<number> {
  const { operands } = readArguments('provider', args, {}, ['SERVICE']);
  return withSession(context, (session) => {
    const { connection } = resolveService(session, operands[0]);
    session.providers.removeConnection(connection.id);
    context.note(say('command.removed-name', { name: terminalLine(connection.name) }));
    return EXIT.done;
  });
}

function openingOf(pages: string | null, place: string | null): Said {
  if (pages === null)
    return place === null ? say('command.guide-open') : say('command.guide-open-place', { place });
  return place === null
    ? say('command.guide-open-pages', { pages })
    : say('command.guide-open-pages-place', { pages, place });
}

async function guide(args: readonly string[], context: CommandContext): Promise<number> {
  const options = { kind: { type: 'string' }, name: { type: 'string' } } as const;
  const { values, operands } = readArguments('provider', args, options, ['SERVICE']);
  return withSession(context, (session) => {
    const { connection, description } = resolveService(session, operands[0]);
    const kind = description.kinds.find(({ id }) => id === (values.kind ?? certain(description.kinds[0]).id));
    if (kind === undefined) {
      throw usage(
        say('command.kind-must-be-one-of-kinds', { kinds: description.kinds.map(({ id }) => id).join(', ') }),
        'provider',
      );
    }
    const pages = description.address.use === 'base' ? connection.url : null;
    const sentence = kind.sentence?.replace('{name}', () => values.name ?? 'CI Pipeline') ?? null;
    if (context.globals.json) {
      context.printJson({ service: connection.name, kind: kind.id, pages, place: kind.place, sentence });
      return EXIT.done;
    }
    const lines = [
      openingOf(pages, kind.place),
      ...(sentence === null ? [] : [say('command.guide-tell', { sentence })]),
      say('command.guide-store', { service: connection.name }),
      say('command.guide-change-over'),
      say('command.guide-see-refused'),
    ];
    for (const line of lines) context.print(terminalLine(context.words(line)));
    return EXIT.done;
  });
}

export const serviceActions = { list, add, change, remove, guide };
