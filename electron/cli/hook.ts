/** `augno-vault hook`: git hooks that stop a key from being committed or pushed. Needs neither a vault nor a network. */
import { realpathSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { ScanReport } from '../../shared/findings.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { scan } from '../scanner/index.ts';
import { repositoryAt } from '../scanner/git/meant-repository.ts';
import { HOOK_NAMES, PROOF_OPTION, type HookName } from '../scanner/hooks/hook-text.ts';
import { installHooks, provenHooks, uninstallHooks, type HooksReport } from '../scanner/hooks/hook-files.ts';
import { pushedRange } from '../scanner/hooks/push-range.ts';
import { isNewLeak } from '../../shared/leaks.ts';
import { acceptingLine, isContent } from '../scanner/filter/ignore-file.ts';
import { redactText } from '../scanner/detect/index.ts';
import { readOptions, usage } from './arguments.ts';
import { readPiped } from './piped-input.ts';
import { EXIT, type Command, type CommandContext } from './types.ts';
import { say, type Said } from '../../shared/messages/say.ts';

export const hookCommand: Command = {
  name: 'hook',
  run: async (args, context) => {
    const [action, ...rest] = args;
    if (action === 'run') return await runHook(rest, context);
    if (rest.some((argument) => argument === '--ai' || argument.startsWith('--ai=')))
      return await (await import('./assistant-hooks.ts')).assistantHooks(action, rest, context);
    const { repository, names, hooksPath } = hooksOf(rest);
    switch (action) {
      case 'install': {
        const command = { node: process.execPath, script: realpathSync(process.argv[1] ?? '') };
        installHooks(repository, names, command, hooksPath);
        return show(provenHooks(repository, names, hooksPath), context, true);
      }
      case 'uninstall':
        return show(uninstallHooks(repository, names, hooksPath), context, false);
      case 'status':
        return show(provenHooks(repository, names, hooksPath), context, true);
      default:
        throw wrong(say('command.say-install-uninstall-or-status'));
    }
  },
};

function hooksOf(args: readonly string[]): {
  readonly repository: string;
  readonly names: readonly HookName[];
  readonly hooksPath: string | undefined;
} {
  const options = {
    'pre-commit': { type: 'boolean' },
    'pre-push': { type: 'boolean' },
    'hooks-path': { type: 'string' },
  } as const;
  const { values, positionals } = readOptions('hook', args, options, HINT);
  if (positionals.length > 1) throw wrong(say('command.name-one-repository'));
  const chosen = HOOK_NAMES.filter((name) =>
    name === 'pre-push' ? values['pre-push'] === true : values['pre-commit'] === true,
  );
  return {
    repository: positionals[0] ?? '.',
    names: chosen.length === 0 ? HOOK_NAMES : chosen,
    hooksPath: values['hooks-path'],
  };
}

const HINT = say('command.see-augno-vault-hook-help');

const wrong = (message: Said): AppError => usage(message, 'hook', HINT);

function show(report: HooksReport, context: CommandContext, wanted: boolean): number {
  const sound = report.hooks.every((hook) => hook.installed === wanted && hook.problem === null);
  for (const warning of report.warnings) context.warn(say('command.warning-warning', { warning }));
  if (context.globals.json) context.printJson(report);
  else {
    for (const { hook, file, installed, besides, problem, proven } of report.hooks) {
      const working = proven === true ? say('command.installed-and-proven') : say('command.installed');
      const state = installed ? (problem ?? working) : say('command.not-installed');
      context.print(
        say(besides ? 'command.hook-beside-another' : 'command.hook-state', { hook, state, file }),
      );
    }
  }
  return sound ? EXIT.done : EXIT.refused;
}

/** What the hooks themselves call. Any code but 0 makes git stop. */
async function runHook(args: readonly string[], context: CommandContext): Promise<number> {
  const [name] = args;
  const all = args.includes(PROOF_OPTION);
  if (all)
    // Read by the proof of an installed hook.
    context.print(`judging ${realpathSync(repositoryAt(process.cwd(), { followOutsideRoot: true }).gitDir)}`);
  if (name === 'pre-commit') {
    return judge(await collect({ staged: true, all }, context), 'commit', context);
  }
  if (name !== 'pre-push') throw wrong(say('command.hook-run-is-called-by-git-hooks'));
  const { range, refNames } = pushedRange(
    process.cwd(),
    (all ? null : pushOfFramework(process.env)) ?? (await readInput()),
  );
  for (const refName of refNames) {
    if (redactText(refName) === refName) continue;
    context.warn(say('command.augno-vault-the-name-of-a-branch', { refName: redactText(refName) }));
    return EXIT.refused;
  }
  if (range === null) return EXIT.done;
  return judge(await collect({ range, all }, context), 'push', context);
}

/** The pre-commit framework runs its hooks of a push once for each ref, which it names in the environment. */
function pushOfFramework(environment: NodeJS.ProcessEnv): string | null {
  const { PRE_COMMIT_TO_REF: to, PRE_COMMIT_FROM_REF: from, PRE_COMMIT_REMOTE_BRANCH: branch } = environment;
  return to === undefined ? null : `HEAD ${to} ${branch ?? 'HEAD'} ${from ?? '0'}\n`;
}

async function readInput(): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of readPiped(0)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

async function collect(
  what: { readonly staged?: true; readonly range?: string; readonly all: boolean },
  context: CommandContext,
): Promise<ScanReport> {
  for await (const event of scan({
    paths: [process.cwd()],
    ...what,
    // Git runs this in the repository that it means itself.
    followOutsideRoot: true,
    signal: context.signal,
  })) {
    if (event.type === 'done') return event.report;
  }
  throw new AppError({
    code: 'internal',
    message: say('command.the-scan-ended-without-a-result'),
    hint: say('command.nothing-was-committed-or-pushed-try-again'),
  });
}

function judge(report: ScanReport, act: 'commit' | 'push', context: CommandContext): number {
  const leaks = report.findings.filter(isNewLeak);
  const printable = (text: string): string => terminalLine(redactText(text));
  for (const { redacted, path, held } of report.findings) {
    if (held === undefined) continue;
    const place = printable(path ?? '');
    context.note(
      held.path === path
        ? say('command.was-there-before', { redacted, place })
        : say('command.was-there-before-moved', { redacted, place, from: printable(held.path) }),
    );
  }
  for (const finding of leaks) {
    const place = [finding.path ?? context.words(say('report.a-message')), ...finding.container]
      .map(printable)
      .join(' > ');
    const line = finding.line === null ? '' : `:${String(finding.line)}:${String(finding.column ?? 1)}`;
    const commit = finding.commit === null ? '' : ` (${finding.commit.id.slice(0, 12)})`;
    context.warn(`  ${finding.redacted}  ${place}${line}${commit}`);
  }
  if (leaks.length > 0) {
    context.warn(say('command.keys-found-refused', { count: leaks.length, act }));
    return EXIT.refused;
  }
  if (report.complete) return EXIT.done;
  for (const { path, reason, said } of report.skipped.slice(0, 20)) {
    context.warn(`  ${printable(path)}: ${printable(context.words(said ?? reason))}`);
    // What concerns the repository itself can't be accepted, only mended.
    if (isContent(path))
      context.warn(say('command.to-accept-it-path', { path: printable(acceptingLine(path, new Date())) }));
  }
  context.warn(say('command.augno-vault-no-key-was-found-but', { act }));
  return EXIT.incomplete;
}
