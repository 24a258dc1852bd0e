/** The program of steps: what a person does, and what holds from the moment that it is acknowledged. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { differenceOf, type Contents } from './contents.ts';
import { headerOf, PASSWORDS } from './vaults.ts';
import type { World } from './world.ts';

export interface After {
  readonly contents: Contents;
  /** The one that opened the vault. */
  readonly password: string;
  readonly output: string;
}

export interface Step {
  readonly name: string;
  readonly args: (world: World) => readonly string[];
  readonly secrets: readonly string[];
  /** With which of them the vault may open after a fault. Default: the master password. */
  readonly passwords?: readonly string[];
  /** Whether the server is told of it: then what was sent is no longer undone by whatever fails here. */
  readonly remote?: true;
  /** Ends the key that the steps work on: its secret is then of no use, and may be destroyed. */
  readonly ends?: true;
  /** The vault that it works on is one of before. */
  readonly layout?: 'older';
  /** Puts other contents in place of the vault's. */
  readonly replaces?: true;
  /** What an acknowledgement promised and is not so; null where everything is. */
  readonly missing: (world: World, after: After) => Promise<string | null> | string | null;
}

/** What cannot even be looked at is not there. */
export async function missingOf(world: World, step: Step, after: After): Promise<string | null> {
  try {
    return await step.missing(world, after);
  } catch (thrown) {
    return `it cannot be looked at: ${String((thrown as Error).stack)}`;
  }
}

/** Secrets that the vault of before did not have. */
const newSecrets = (world: World, { secrets }: Contents): readonly string[] =>
  [...secrets].filter(([id]) => !world.before.secrets.has(id)).map(([id]) => id);

const keyRecord = (contents: Contents, id: string): Record<string, unknown> =>
  JSON.parse(contents.records.get(`keys/${id}`) ?? '{}') as Record<string, unknown>;

function victimOf({ before }: World): string {
  for (const [key, value] of before.records) {
    if (key.startsWith('keys/') && (JSON.parse(value) as { apiName: string }).apiName === 'Victim')
      return key.slice('keys/'.length);
  }
  throw new Error('The key that the steps work on is missing.');
}

/** Secrets of before that are not there any more, other than one that the step itself put an end to. */
export function lostSecrets(world: World, step: Step, { secrets }: Contents): readonly string[] {
  if (step.replaces === true) return [];
  const ended = step.ends === true ? victimOf(world) : null;
  return [...world.before.secrets]
    .filter(([id, hash]) => secrets.get(id) !== hash && id !== ended)
    .map(([id]) => id);
}

/** The id in the command's answer has its secret in the vault. */
function hasAnsweredSecret(_world: World, { contents, output }: After): string | null {
  const { id } = JSON.parse(output) as { id: string };
  return contents.secrets.has(id) ? null : `The secret of ${id} is not in the vault.`;
}

export const STEPS: readonly Step[] = [
  {
    name: 'create',
    args: () => ['keys', 'create', '--name', 'New', '--role', 'Admin', '--json'],
    secrets: [PASSWORDS.vault],
    remote: true,
    missing: hasAnsweredSecret,
  },
  {
    name: 'rotate',
    args: () => ['keys', 'rotate', 'Victim', '--json'],
    secrets: [PASSWORDS.vault],
    remote: true,
    ends: true,
    missing: hasAnsweredSecret,
  },
  {
    name: 'revoke',
    args: () => ['keys', 'revoke', 'Victim', '--json'],
    secrets: [PASSWORDS.vault],
    remote: true,
    ends: true,
    missing: (world, { contents }) =>
      typeof keyRecord(contents, victimOf(world))['revokedAt'] !== 'string'
        ? 'The key is not recorded as revoked.'
        : null,
  },
  {
    name: 'edit',
    args: () => ['keys', 'edit', 'Victim', '--notes', 'edited by the step', '--json'],
    secrets: [PASSWORDS.vault],
    missing: (world, { contents }) =>
      keyRecord(contents, victimOf(world))['notes'] === 'edited by the step'
        ? null
        : 'The notes are the old ones.',
  },
  {
    name: 'import',
    args: (world) => ['import', path.join(world.files, 'keys.augnoexport'), '--json'],
    secrets: [PASSWORDS.vault, PASSWORDS.export],
    missing: (world, { contents }) =>
      newSecrets(world, contents).length > 0 ? null : 'No secret came with the import.',
  },
  {
    name: 'backup',
    args: (world) => ['backup', path.join(world.files, 'new.augnobackup'), '--json'],
    secrets: [PASSWORDS.vault, PASSWORDS.backup],
    missing: async (world) => {
      const { restoreVault } = await import('../../../electron/vault/index.ts');
      const { SecretBytes } = await import('../../../electron/vault/secret-bytes.ts');
      const folder = path.join(world.live, 'restored');
      rmSync(folder, { recursive: true, force: true });
      const { secrets } = await restoreVault({
        folder,
        actor: 'command',
        file: path.join(world.files, 'new.augnobackup'),
        backupPassword: SecretBytes.fromText(PASSWORDS.backup),
        replace: false,
      });
      return secrets === world.before.secrets.size ? null : `The backup holds ${String(secrets)} secrets.`;
    },
  },
  {
    name: 'restore',
    args: (world) => ['restore', path.join(world.files, 'old.augnobackup'), '--replace', '--json'],
    secrets: [PASSWORDS.backup],
    replaces: true,
    missing: (world, { contents }) => {
      if (keyRecord(contents, victimOf(world))['notes'] !== '')
        return 'The vault is not the one of the backup.';
      const kept = readdirSync(path.join(world.vault, 'backups'));
      return kept.length > 0 ? null : 'The vault that was replaced was not kept.';
    },
  },
  {
    name: 'merge',
    args: (world) => ['merge', path.join(world.files, 'copy.db'), '--json'],
    secrets: [PASSWORDS.vault],
    missing: (world, { contents }) => {
      const { alias, notes } = keyRecord(contents, victimOf(world));
      return alias === 'Named in the copy' && notes === 'edited here'
        ? null
        : 'An edit of one copy is missing.';
    },
  },
  {
    name: 'rotate-vault-key',
    args: () => ['rotate-vault-key', '--json'],
    secrets: [PASSWORDS.vault],
    missing: ({ vault, base }) => {
      const [before, now] = [headerOf(path.join(base, 'vault')), headerOf(vault)];
      const isIt = now.vaultId === before.vaultId && now.epoch === before.epoch + 1;
      return isIt ? null : 'The vault that is there does not have the new key.';
    },
  },
  {
    name: 'change-password',
    args: () => ['change-password', '--json'],
    secrets: [PASSWORDS.vault, PASSWORDS.changed],
    passwords: [PASSWORDS.changed, PASSWORDS.vault],
    missing: (_world, { password }) =>
      password === PASSWORDS.changed ? null : 'The vault opens with the old password only.',
  },
];

/** The first command on a vault of an older layout. Whatever becomes of it, what opens afterwards has everything, brought up to date. */
export const MIGRATION: Step = {
  name: 'migrate',
  layout: 'older',
  args: () => ['keys', 'list', '--json'],
  secrets: [PASSWORDS.vault],
  missing: ({ before }, { contents }) => differenceOf(before, contents),
};
