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
import { collectionWords, fieldWords } from '../../../shared/record-words.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

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
      else for (const line of linesOf(report, dryRun)) context.print(terminalLine(context.words(line)));
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

function proposalOf({ kind, name, here, there }: MergeReport['proposals'][number]): Said {
  const named = say('command.merge-not-used', { what: say(`command.merge-proposal-${kind}`), name });
  const withThere = there === null ? named : say('command.merge-there', { text: named, there });
  return here === null ? withThere : say('command.merge-here', { text: withThere, here });
}

function linesOf(report: MergeReport, dryRun: boolean): readonly Said[] {
  if (report.isEmpty) return [say('command.merge-nothing-new')];
  const { added, changed, deleted, keptDespiteDeletion, secretsAdded, secretsDestroyed, asking } = report;
  const counts = { added, secretsAdded, changed, deleted, secretsDestroyed };
  return [
    say(dryRun ? 'command.merge-would-add' : 'command.merge-added', counts),
    ...(keptDespiteDeletion === 0 ? [] : [say('command.merge-kept', { count: keptDespiteDeletion })]),
    ...(asking === 0 ? [] : [say('command.merge-asking', { count: asking })]),
    ...report.differences.map(({ name, field }) =>
      field === null
        ? say('command.merge-two-secrets', { name })
        : say('command.merge-two-edits', { field: fieldWords(field), name }),
    ),
    ...report.proposals.map(proposalOf),
    ...report.refused.map(({ name, collection }) =>
      say('command.merge-left-out', { name, collection: collectionWords(collection) }),
    ),
    ...(dryRun ? [say('command.nothing-was-changed')] : []),
  ];
}
