/** The subcommands of which whoever holds the vault open runs some: `served.ts` says what of each. */
import type { CommandEntry } from '../types.ts';

export const SERVED_COMMANDS = {
  status: {
    name: 'status',
    isServedByAgent: true,
    load: async () => (await import('../vault/status.ts')).statusCommand,
  },
  connections: {
    name: 'connections',
    isServedByAgent: true,
    load: async () => (await import('../augno/connections.ts')).connectionsCommand,
  },
  audit: {
    name: 'audit',
    isServedByAgent: true,
    load: async () => (await import('../vault/audit.ts')).auditCommand,
  },
  sync: {
    name: 'sync',
    isServedByAgent: true,
    load: async () => (await import('../augno/sync.ts')).syncCommand,
  },
  roles: {
    name: 'roles',
    isServedByAgent: true,
    load: async () => (await import('../augno/roles.ts')).rolesCommand,
  },
  keys: {
    name: 'keys',
    isServedByAgent: true,
    load: async () => (await import('../augno/keys.ts')).keysCommand,
  },
} as const satisfies Readonly<Record<string, CommandEntry>>;
