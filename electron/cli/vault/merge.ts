/** `augno-vault merge FILE` */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { MERGE_RULES } from '../../inventory/collections.ts';
import { renewEvidence } from '../../providers/index.ts';
import type { ManagedVault } from '../../vault/index.ts';
import type { MergeReport } from '../../vault/merge/types.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { EXIT, type Command, type CommandContext } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { openVaultWithPassword } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

export const mergeCommand: Command = {
  name: 'merge',
  async run(args, context) {
    const { values, operands } = readArguments('merge', args, { 'dry-run': { type: 'boolean' } }, ['FILE']);
    const file = path.resolve(operands[0]);
    // Said before any password is asked for; merging checks again.
    if (!existsSync(file)) {
      throw new AppError({
        code: 'invalid-input',
        message: say('command.there-is-no-file-file', { file: path.basename(file) }),
        hint: say('command.nothing-was-changed-check-the-path'),
      });
    }
    const dryRun = values['dry-run'] === true;
    const { vault, password } = await openVaultWithPassword(context);
    try {
      const report = await mergeWithPasswords(vault, file, password, dryRun, context);
      if (!dryRun && !report.isEmpty) await renewEvidence(vault);
      if (context.globals.json) context.printJson({ file, dryRun, ...report });
      else for (const line of linesOf(report, dryRun)) context.print(terminalLine(line));
      return EXIT.done;
    } finally {
      password.wipe();
      vault.close();
    }
  },
};

/** This vault's key, then its password, and only then the copy's own. */
async function mergeWithPasswords(
  vault: ManagedVault,
  file: string,
  password: SecretBytes,
  dryRun: boolean,
  context: CommandContext,
): Promise<MergeReport> {
  const attempt = async (secret: SecretBytes | null): Promise<MergeReport | null> => {
    try {
      return await vault.mergeCopy(file, secret, MERGE_RULES, { dryRun });
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'vault-wrong-password') return null;
      throw thrown;
    }
  };
  const report = (await attempt(null)) ?? (await attempt(password));
  if (report !== null) return report;
  const own = await context.readSecret(say('command.password-of-the-other-copy'));
  try {
    return await vault.mergeCopy(file, own, MERGE_RULES, { dryRun });
  } finally {
    own.wipe();
  }
}

const PROPOSALS: Readonly<Record<MergeReport['proposals'][number]['kind'], string>> = {
  connection: 'An account or service that is not here',
  address: 'Another address or setting',
  'admin-key': 'Another admin key',
  admin: 'An admin whose fingerprint has to be compared here',
  identity: 'Another identity for passing on secrets',
};

function linesOf(report: MergeReport, dryRun: boolean): readonly string[] {
  if (report.isEmpty) {
    return ['Everything in that copy is here, or was replaced here. Nothing was changed.'];
  }
  const { added, changed, deleted, keptDespiteDeletion, secretsAdded, secretsDestroyed } = report;
  return [
    `${dryRun ? 'Would add' : 'Added'} ${String(added)} records and ${String(secretsAdded)} secrets; ${String(changed)} changed, ${String(deleted)} deleted, ${String(secretsDestroyed)} secrets destroyed as they were there.`,
    ...(keptDespiteDeletion === 0
      ? []
      : [
          `${String(keptDespiteDeletion)} records were deleted in one copy and changed in the other: they are kept.`,
        ]),
    ...(report.asking === 0
      ? []
      : [
          `${String(report.asking)} operations were under way: they wait for your word (augno-vault keys list).`,
        ]),
    ...report.differences.map(({ name, field }) =>
      field === null
        ? `Two secrets of ${name}: both are kept. Choose in the app.`
        : `Two edits of ${field} of ${name}: both are kept. Choose in the app.`,
    ),
    ...report.proposals.map(({ kind, name, here, there }) =>
      [
        `Not put to use: ${PROPOSALS[kind]}: ${name}`,
        ...(there === null ? [] : [`there ${there}`]),
        ...(here === null ? [] : [`here ${here}`]),
      ].join(', '),
    ),
    ...report.refused.map(
      ({ name, collection }) =>
        `Left out: ${name} (${collection}) is not as such a record can be in that copy. What is here stays.`,
    ),
    ...(dryRun ? ['Nothing was changed.'] : []),
  ];
}
