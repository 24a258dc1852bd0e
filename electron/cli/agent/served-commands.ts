/** The subcommands of which whoever holds the vault open runs some: `served.ts` says what of each. */
import type { CommandEntry } from '../types.ts';

export const SERVED_COMMANDS = {
  status: {
    name: 'status',
    summary: 'show what needs somebody; the exit code says whether something does, and whether it is urgent',
    isServedByAgent: true,
    load: async () => (await import('../vault/status.ts')).statusCommand,
  },
  connections: {
    name: 'connections',
    summary: 'list, repair or remove connections',
    isServedByAgent: true,
    load: async () => (await import('../augno/connections.ts')).connectionsCommand,
  },
  audit: {
    name: 'audit',
    summary: 'show what was done with the vault and its keys',
    isServedByAgent: true,
    load: async () => (await import('../vault/audit.ts')).auditCommand,
  },
  sync: {
    name: 'sync',
    summary: 'bring the registry up to date with the connected accounts',
    isServedByAgent: true,
    load: async () => (await import('../augno/sync.ts')).syncCommand,
  },
  roles: {
    name: 'roles',
    summary: 'list or create roles',
    isServedByAgent: true,
    load: async () => (await import('../augno/roles.ts')).rolesCommand,
  },
  keys: {
    name: 'keys',
    summary: 'list, create, rotate, revoke, test and reveal keys',
    isServedByAgent: true,
    load: async () => (await import('../augno/keys.ts')).keysCommand,
  },
} as const satisfies Readonly<Record<string, CommandEntry>>;
