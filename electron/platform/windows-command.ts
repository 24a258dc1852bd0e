/**
 * How a program that a person names is started on Windows. `npm`, `tsc` and most other commands are scripts of cmd.exe there:
 * no program of that name exists, and Node starts such scripts only through a shell, whose rules for what an argument means
 * are cmd.exe's own.
 */
import { statSync } from 'node:fs';
import path from 'node:path';

export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  /** The arguments are put together already, as `windowsVerbatimArguments` wants it. */
  readonly verbatim: boolean;
}

export interface LaunchSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isFile?: (file: string) => boolean;
}

const USUAL_EXTENSIONS = '.COM;.EXE;.BAT;.CMD';
const SCRIPT = /\.(?:cmd|bat)$/i;
/** What cmd.exe gives no meaning to outside of quotes. */
const PLAIN = /^[\w#$*+\-./:?@\\\u00A0-\uFFFF]*$/;

function isRegularFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function variable(environment: LaunchSources['environment'], name: string): string | undefined {
  return Object.entries(environment).find(([each]) => each.toUpperCase() === name)?.[1];
}

/** The file that a name stands for. SECURITY: never one of the working folder, unless the name says so. */
function fileOf(command: string, { environment, isFile = isRegularFile }: LaunchSources): string | null {
  const extensions = (variable(environment, 'PATHEXT') ?? USUAL_EXTENSIONS)
    .split(';')
    .map((extension) => extension.trim().toLowerCase())
    // The others are opened by a program of their own, which would take no arguments of ours.
    .filter((extension) => ['.com', '.exe', '.bat', '.cmd'].includes(extension));
  const hasExtension = extensions.includes(path.win32.extname(command).toLowerCase());
  const folders = /[\\/:]/.test(command)
    ? [path.win32.resolve('.')]
    : (variable(environment, 'PATH') ?? '')
        .split(';')
        .map((folder) => folder.replaceAll('"', ''))
        .filter((folder) => path.win32.isAbsolute(folder));
  for (const folder of folders) {
    for (const extension of hasExtension ? ['', ...extensions] : extensions) {
      const file = path.win32.resolve(folder, command + extension);
      if (isFile(file)) return file;
    }
  }
  return null;
}

/**
 * One argument as cmd.exe takes it, and after it the program's own reading of its command line. Quotes are doubled, so that
 * nothing behind one is outside of quotes; a percent sign is kept from naming a variable by one that is always empty.
 */
function quoteForScript(argument: string): string {
  if (argument !== '' && !argument.endsWith('\\') && PLAIN.test(argument)) return argument;
  const doubled = argument
    .replaceAll(/(\\*)"/g, '$1$1""')
    .replace(/\\+$/, (backslashes) => backslashes + backslashes)
    .replaceAll('%', '%%cd:~,%');
  return `"${doubled}"`;
}

/**
 * @returns null where there is no such program; the name as it is on systems that look for it themselves
 * @throws Error `EINVAL` where an argument cannot be handed to a script: it would end the line that cmd.exe reads
 */
export function launchOf(command: string, args: readonly string[], sources: LaunchSources): Launch | null {
  if (sources.platform !== 'win32') return { program: command, args, verbatim: false };
  const file = fileOf(command, sources);
  if (file === null) return null;
  if (!SCRIPT.test(file)) return { program: file, args, verbatim: false };
  if (args.some((argument) => /[\r\n\0]/.test(argument)))
    throw Object.assign(new Error('a line break in an argument'), { code: 'EINVAL' });
  const system = variable(sources.environment, 'SYSTEMROOT') ?? 'C:\\Windows';
  const line = [`"${file.replaceAll('%', '%%cd:~,%')}"`, ...args.map(quoteForScript)].join(' ');
  return {
    program: path.win32.join(system, 'System32', 'cmd.exe'),
    // SECURITY: no AutoRun of the registry (/d), no delayed expansion of `!` (/v:off); extensions are what empties `%cd:~,%`.
    args: ['/e:on', '/v:off', '/d', '/s', '/c', `"${line}"`],
    verbatim: true,
  };
}
