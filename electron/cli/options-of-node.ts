/**
 * Node looks for a few of its own options in all of its arguments, those behind the script's name included, and runs what the
 * named file says (`NODE_OPTIONS`, `nodeOptions`) in its own process before the script. The command is therefore started
 * with `node --` (its first line, the git hooks); this is for whoever starts it in another way.
 */
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';

/** Node reads these up to the first `--`. */
const ENVIRONMENT_FILES = ['--env-file', '--env-file-if-exists'] as const;
/** Node (from 23.10 on) reads these behind a `--` too. */
const CONFIGURATION_FILES = ['--experimental-config-file', '--experimental-default-config-file'] as const;

function isOneOf(argument: string, names: readonly string[]): boolean {
  return names.some((name) => argument === name || argument.startsWith(`${name}=`));
}

function upTo(separator: string, all: readonly string[]): readonly string[] {
  const at = all.indexOf(separator);
  return at < 0 ? all : all.slice(0, at);
}

/** What this process was started with; `process.argv` and `process.execArgv` do not hold a `--` of Node's. */
function wholeCommandLine(): readonly string[] {
  const { header } = process.report.getReport() as {
    readonly header: { readonly commandLine: readonly string[] };
  };
  return header.commandLine;
}

function readsConfigurationFiles(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 10);
}

/** There Node reads the option as well, whatever stands before it, and applies no NODE_OPTIONS of the file (decision 0267). */
function isSingleExecutable(): boolean {
  // Nodes of before have neither; a scan runs on them.
  const { getBuiltinModule } = process as {
    readonly getBuiltinModule?: (name: 'node:sea') => { readonly isSea: () => boolean } | undefined;
  };
  return getBuiltinModule?.('node:sea')?.isSea() ?? false;
}

/**
 * SECURITY: before a secret is read. What the file names may have run by now, in this process: nothing that this process does
 * afterwards can be relied upon.
 * @param args the command's own @throws AppError `invalid-input` where Node took an option that was meant for the command
 */
export function assertNotTakenByNode(args: readonly string[]): void {
  if (args.some((each) => isOneOf(each, CONFIGURATION_FILES)) && readsConfigurationFiles()) {
    throw new AppError({
      code: 'invalid-input',
      message: say('command.node-reads-configurationfiles-itself-wherever-it-stands', {
        configurationFiles: CONFIGURATION_FILES[0],
      }),
      hint: say('command.nothing-was-done-but-code-that-the'),
    });
  }
  if (!upTo('--', args).some((each) => isOneOf(each, ENVIRONMENT_FILES))) return;
  if (!upTo('--', wholeCommandLine().slice(1)).some((each) => isOneOf(each, ENVIRONMENT_FILES))) return;
  if (isSingleExecutable()) {
    throw new AppError({
      code: 'invalid-input',
      message: say('command.the-node-in-it-reads-env-file'),
      hint: say('command.nothing-was-done-use-env-from'),
    });
  }
  throw new AppError({
    code: 'invalid-input',
    message: say('command.node-has-read-the-file-of-env'),
    hint: say('command.nothing-was-done-but-code-that-a'),
  });
}
