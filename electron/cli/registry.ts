/**
 * The subcommands of `augno-vault`; begin here. A command reads its arguments with `arguments.ts`, times with `when.ts`, opens the
 * vault with `augno/session.ts` or `vault/open.ts`, and prints by its context. Nothing imports this folder but `cli.ts`, and `agent/` the app's vault process.
 * Each is imported only when it is called, so that what needs no SQLite also runs on an older Node; but for
 * those that Git and pipelines start again and again, which lie in one file with what starts them.
 */
import { hookCommand } from './hook.ts';
import { scanCommand } from './scan.ts';
import { SERVED_COMMANDS } from './agent/served-commands.ts';
import type { CommandEntry } from './types.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'scan',
    load: () => Promise.resolve(scanCommand),
  },
  {
    name: 'hook',
    load: () => Promise.resolve(hookCommand),
  },
  {
    name: 'ai-hook',
    load: async () => (await import('./ai-hook.ts')).aiHookCommand,
  },
  {
    name: 'sandbox',
    load: async () => (await import('./sandbox.ts')).sandboxCommand,
  },
  {
    name: 'create-vault',
    load: async () => (await import('./vault/create-vault.ts')).createVaultCommand,
  },
  {
    name: 'change-password',
    load: async () => (await import('./vault/change-password.ts')).changePasswordCommand,
  },
  {
    name: 'rotate-vault-key',
    load: async () => (await import('./vault/rotate-vault-key.ts')).rotateVaultKeyCommand,
  },
  {
    name: 'recovery-key',
    load: async () => (await import('./vault/recovery-key.ts')).recoveryKeyCommand,
  },
  {
    name: 'backup',
    load: async () => (await import('./vault/backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    load: async () => (await import('./vault/restore.ts')).restoreCommand,
  },
  {
    name: 'drill',
    load: async () => (await import('./vault/drill.ts')).drillCommand,
  },
  {
    name: 'export',
    load: async () => (await import('./augno/transfer.ts')).exportCommand,
  },
  {
    name: 'import',
    load: async () => (await import('./augno/transfer.ts')).importCommand,
  },
  {
    name: 'move-vault',
    load: async () => (await import('./vault/move-vault.ts')).moveVaultCommand,
  },
  {
    name: 'merge',
    load: async () => (await import('./vault/merge.ts')).mergeCommand,
  },
  {
    name: 'doctor',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    name: 'verify',
    load: async () => (await import('./vault/verify.ts')).verifyCommand,
  },
  SERVED_COMMANDS.status,
  SERVED_COMMANDS.audit,
  {
    name: 'connect',
    load: async () => (await import('./augno/connect.ts')).connectCommand,
  },
  SERVED_COMMANDS.connections,
  SERVED_COMMANDS.sync,
  SERVED_COMMANDS.roles,
  SERVED_COMMANDS.keys,
  {
    name: 'kept',
    load: async () => (await import('./augno/kept.ts')).keptCommand,
  },
  {
    name: 'provider',
    load: async () => (await import('./provider.ts')).providerCommand,
  },
  {
    name: 'run',
    load: async () => (await import('./run.ts')).runCommand,
  },
  {
    name: 'agent',
    load: async () => (await import('./agent.ts')).agentCommand,
  },
  {
    name: 'mcp',
    load: async () => (await import('./mcp.ts')).mcpCommand,
  },
  {
    name: 'inject',
    load: async () => (await import('./inject.ts')).injectCommand,
  },
  {
    name: 'completion',
    load: async () => (await import('./completion.ts')).completionCommand,
  },
];
