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
    summary: 'find API keys in files, folders and the history of repositories',
    load: () => Promise.resolve(scanCommand),
  },
  {
    name: 'hook',
    summary: 'install, remove or show the git hooks that stop a key from being committed',
    load: () => Promise.resolve(hookCommand),
  },
  {
    name: 'ai-hook',
    summary: 'answer a hook event of an AI assistant, so that no key comes into its conversation',
    load: async () => (await import('./ai-hook.ts')).aiHookCommand,
  },
  {
    name: 'sandbox',
    summary: 'serve an Augno-compatible API on this machine, with a demo account',
    load: async () => (await import('./sandbox.ts')).sandboxCommand,
  },
  {
    name: 'create-vault',
    summary: 'make a vault',
    load: async () => (await import('./vault/create-vault.ts')).createVaultCommand,
  },
  {
    name: 'change-password',
    summary: 'change the master password',
    load: async () => (await import('./vault/change-password.ts')).changePasswordCommand,
  },
  {
    name: 'rotate-vault-key',
    summary: 'seal everything anew under a new vault key',
    load: async () => (await import('./vault/rotate-vault-key.ts')).rotateVaultKeyCommand,
  },
  {
    name: 'recovery-key',
    summary: 'make a new recovery key',
    load: async () => (await import('./vault/recovery-key.ts')).recoveryKeyCommand,
  },
  {
    name: 'backup',
    summary: 'write an encrypted backup of the vault',
    load: async () => (await import('./vault/backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'make a vault from a backup',
    load: async () => (await import('./vault/restore.ts')).restoreCommand,
  },
  {
    name: 'drill',
    summary: 'prove that a backup and the recovery key are enough',
    load: async () => (await import('./vault/drill.ts')).drillCommand,
  },
  {
    name: 'export',
    summary: 'write keys and their secrets to an encrypted file',
    load: async () => (await import('./augno/transfer.ts')).exportCommand,
  },
  {
    name: 'import',
    summary: 'add the keys of an encrypted export',
    load: async () => (await import('./augno/transfer.ts')).importCommand,
  },
  {
    name: 'merge',
    summary: 'fold another copy of this vault in',
    load: async () => (await import('./vault/merge.ts')).mergeCommand,
  },
  {
    name: 'doctor',
    summary: 'say what of this system works',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    name: 'verify',
    summary: 'check that everything in the vault is whole',
    load: async () => (await import('./vault/verify.ts')).verifyCommand,
  },
  SERVED_COMMANDS.status,
  SERVED_COMMANDS.audit,
  {
    name: 'connect',
    summary: 'connect an account with an admin key',
    load: async () => (await import('./augno/connect.ts')).connectCommand,
  },
  SERVED_COMMANDS.connections,
  SERVED_COMMANDS.sync,
  SERVED_COMMANDS.roles,
  SERVED_COMMANDS.keys,
  {
    name: 'kept',
    summary: 'show, test and take in what servers sent in place of keys',
    load: async () => (await import('./augno/kept.ts')).keptCommand,
  },
  {
    name: 'provider',
    summary: 'keep, test and rotate keys of other services, such as Auxot',
    load: async () => (await import('./provider.ts')).providerCommand,
  },
  {
    name: 'run',
    summary: 'run a program with secrets in its environment',
    load: async () => (await import('./run.ts')).runCommand,
  },
  {
    name: 'agent',
    summary: 'hold the open vault for other commands, and say what programs may',
    load: async () => (await import('./agent.ts')).agentCommand,
  },
  {
    name: 'mcp',
    summary: 'tell an AI assistant about the vault, without values',
    load: async () => (await import('./mcp.ts')).mcpCommand,
  },
  {
    name: 'inject',
    summary: 'fill references to keys (augno://KEY) into a file',
    load: async () => (await import('./inject.ts')).injectCommand,
  },
  {
    name: 'completion',
    summary: 'print what makes a shell complete subcommands and options',
    load: async () => (await import('./completion.ts')).completionCommand,
  },
];
