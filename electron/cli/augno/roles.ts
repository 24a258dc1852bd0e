/** `augno-vault roles`: list or create roles. */
import { terminalLine } from '../../../shared/harmless-text.ts';
import { EXIT, type Command, type CommandContext } from '../types.ts';
import { printTable } from '../output.ts';
import { readArguments, usage } from '../arguments.ts';
import { pickConnection, withSession } from './session.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const TYPES = ['admin', 'agent', 'sales_rep', 'scanner', 'user'] as const;

/** A type that is not known here is shown as the server calls it. */
function roleType(type: string): Said | string {
  const known = TYPES.find((one) => one === type);
  return known === undefined ? type : say(`value.role-${known}`);
}

export const rolesCommand: Command = {
  name: 'roles',
  async run(args, context) {
    const [action, ...rest] = args;
    if (action === 'list') return list(rest, context);
    if (action === 'create') return create(rest, context);
    throw usage(say('command.say-what-to-do-with-the-roles'), 'roles');
  },
};

async function list(args: readonly string[], context: CommandContext): Promise<number> {
  readArguments('roles', args, {});
  return withSession(context, async ({ service }) => {
    const connection = pickConnection(service, context.globals.connection);
    const roles = await service.listRoles(connection.id);
    if (context.globals.json) context.printJson({ roles });
    else {
      const rows = roles.map((role) => [
        role.id,
        role.name,
        roleType(role.type),
        say(`value.owned-by-${role.ownedBy}`),
        role.permissions?.length ?? null,
      ]);
      const columns = [
        say('table.id'),
        say('table.name'),
        say('table.type'),
        say('table.owner'),
        say('table.permissions'),
      ];
      printTable(context, columns, rows, { whole: [0] });
    }
    return EXIT.done;
  });
}

async function create(args: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments('roles', args, {
    name: { type: 'string' },
    permission: { type: 'string', multiple: true },
  });
  const { name, permission: permissions = [] } = values;
  if (name === undefined) throw usage(say('command.name-is-missing'), 'roles');
  if (permissions.length === 0) throw usage(say('command.permission-is-missing'), 'roles');
  const wrong = permissions.find((permission) => !/^[a-z_]+:(?:create|read|update|delete)$/.test(permission));
  if (wrong !== undefined) {
    throw usage(
      say('command.value-is-not-a-permission-of-the', { value: terminalLine(wrong).slice(0, 80) }),
      'roles',
    );
  }
  return withSession(context, async ({ service }) => {
    const connection = pickConnection(service, context.globals.connection);
    const role = await service.createRole(connection.id, { name, permissions });
    if (context.globals.json) context.printJson(role);
    else
      context.print(say('command.created-the-role-name-id', { name: terminalLine(role.name), id: role.id }));
    return EXIT.done;
  });
}
