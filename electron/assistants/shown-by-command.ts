/** Which keys a command would print: files that it shows, variables that it shows, keys that it asks this vault for. */
import path from 'node:path';
import { searchText } from './key-search.ts';
import type { FileLooker } from './named-files.ts';
import { commandsOf, type SimpleCommand } from './shell-words.ts';
import { certain } from '../../shared/certain.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Programs that print what is in a file. */
const PRINTERS = words(
  'cat tac head tail less more most bat batcat nl od xxd hexdump hd strings base64 base32 basenc rev cut paste fold fmt sort uniq column pr expand jq yq sed awk gawk mawk dd diff cmp comm join iconv openssl type gc get-content ccat view printf tee',
);
/** Programs that print the lines they find; what they print is masked afterwards, where the assistant takes it so. */
const FINDERS = words('grep egrep fgrep zgrep rg ag ack select-string findstr');
const ECHOES = words('echo printf print write-output write-host');
const INTERPRETERS = /^(?:node|deno|bun|python[\d.]*|ruby|perl|php|pwsh|powershell)$/;
const INLINE = /^(?:-[a-z]*[ecpr]|--eval|--print|-command|eval)$/i;
const SHELLS = words('sh bash zsh dash ksh fish');
const WRAPPERS = words(
  'sudo doas command builtin exec nohup time nice ionice stdbuf timeout xargs then else do if while until !',
);
/** Of what goes into these nothing of it comes out. */
const SILENT = words('wc true : sha1sum sha256sum sha512sum md5sum cksum shasum');
const MOST_SHELLS = 3;
/** No system starts a shell with a longer one; nobody is to be kept waiting until an assistant goes on without its hook. */
const LONGEST_LINE = 1 << 18;

/** The key as it is shown, and where it stands. */
export interface Shown {
  readonly key: string;
  /** In words: `.env`, `the variable AUGNO_API_KEY`. */
  readonly where: string;
}

interface Surroundings {
  readonly files: FileLooker;
  readonly environment: NodeJS.ProcessEnv;
  /** What is printed is masked before the assistant sees it. */
  readonly isMaskedAfter: boolean;
}

export function shownByCommand(line: string, around: Surroundings, level = 0): Shown | null {
  if (line.length > LONGEST_LINE)
    return around.isMaskedAfter ? null : { key: 'what may be a key', where: 'a command of that length' };
  const readings = line.includes('{') ? [commandsOf(line), commandsOf(line, true)] : [commandsOf(line)];
  for (const commands of readings) {
    const found = shownByCommands(commands, around, level);
    if (found !== null) return found;
  }
  return null;
}

function shownByCommands(
  commands: readonly SimpleCommand[],
  around: Surroundings,
  level: number,
): Shown | null {
  const sourced = commands.flatMap(({ words: [first, second] }) =>
    second !== undefined && (first?.text === 'source' || first?.text === '.') ? [second.text] : [],
  );
  for (const [index, command] of commands.entries()) {
    const found = shownBy(command, commands, index, sourced, around, level);
    if (found !== null) return found;
  }
  return null;
}

function shownBy(
  command: SimpleCommand,
  commands: readonly SimpleCommand[],
  index: number,
  sourced: readonly string[],
  around: Surroundings,
  level: number,
): Shown | null {
  const { program, rest, assigned } = programOf(command);
  if (!isPrinted(command, commands, index)) return null;
  const args = rest.map(({ text }) => text);
  const key = revealed(program, args);
  if (key !== null) return key;
  if (SHELLS.has(program) || program === 'eval') {
    const inner = program === 'eval' ? args.join(' ') : args.find((arg) => /\s|[|;&<]/.test(arg));
    return inner === undefined || level >= MOST_SHELLS ? null : shownByCommand(inner, around, level + 1);
  }
  const variables = shownVariables(program, command, args, around.environment);
  const inEnvironment =
    firstVariable(variables, around.environment) ?? firstSourced(variables, sourced, around);
  if (inEnvironment !== null) return inEnvironment;
  return firstFile(shownFiles(program, args, command, assigned, commands, around), around);
}

/** What runs: without variables set for it and programs that only start another. */
function programOf({ words: all }: SimpleCommand) {
  const lastProgram = all.findLastIndex(({ text }) => !/^-|=/.test(text));
  let at = 0;
  let assigned = false;
  for (; at < all.length; at += 1) {
    const { text } = certain(all[at]);
    if (/^[A-Za-z_][A-Za-z0-9_]*=/.test(text)) assigned = true;
    else if (
      !WRAPPERS.has(text) &&
      !(at > 0 && WRAPPERS.has(certain(all[at - 1]).text) && /^(?:-|\d)/.test(text))
    ) {
      // `env` alone prints; with a program behind it, that runs.
      if (text !== 'env' || at >= lastProgram) break;
      while (all[at + 1]?.text.startsWith('-') === true) at += 1;
    }
  }
  const name = certain((all[at]?.text ?? '').split(/[\\/]/).at(-1));
  return { program: name.replace(/\.exe$/i, '').toLowerCase(), rest: all.slice(at + 1), assigned };
}

/** Whether what it prints is seen: not where it goes into a file, a program that is silent, or an argument of one. */
function isPrinted(command: SimpleCommand, commands: readonly SimpleCommand[], index: number): boolean {
  if (command.isRedirected) return false;
  if (command.isPiped) {
    const next = commands
      .slice(index + 1)
      .find(({ depth, parent }) => depth === command.depth && parent === command.parent);
    if (next === undefined) return true;
    const { program, rest } = programOf(next);
    if (SILENT.has(program)) return false;
    if (FINDERS.has(program) && rest.some(({ text }) => /^-[a-z]*[qcl]/.test(text))) return false;
    return isPrinted(next, commands, commands.indexOf(next));
  }
  if (command.parent < 0) return true;
  const outer = certain(commands[command.parent]);
  const { program } = programOf(outer);
  const assigned = outer.words.find(({ text }) => /^[A-Za-z_][A-Za-z0-9_]*=/.test(text));
  if (program === '' && assigned !== undefined)
    return isEchoed(certain(assigned.text.split('=')[0]), commands);
  const shows = ECHOES.has(program) || PRINTERS.has(program) || (program === '' && outer.words.length === 0);
  return shows && isPrinted(outer, commands, command.parent);
}

function isEcho(command: SimpleCommand): boolean {
  return (
    ECHOES.has(programOf(command).program) && command.words.some(({ variables }) => variables.length > 0)
  );
}

/** `x=$(cat file); echo $x` */
function isEchoed(variable: string, commands: readonly SimpleCommand[]): boolean {
  return commands.some(
    (command) =>
      ECHOES.has(programOf(command).program) &&
      !command.isRedirected &&
      command.words.some(({ variables }) => variables.includes(variable)),
  );
}

/** Commands of our own that print a secret. */
function revealed(program: string, args: readonly string[]): Shown | null {
  const isOurs =
    program === 'augno-vault' ||
    args.some((arg) => /(?:^|[\\/])augno-vault$|[\\/]dist[\\/]cli\.js$/.test(arg));
  if (!isOurs) return null;
  const shows =
    args.includes('reveal') ||
    args.includes('--reveal') ||
    args.includes('--no-masking') ||
    (args.includes('inject') && args.some((arg) => /^(?:-|\/dev\/(?:stdout|stderr|tty|fd\/\d))$/.test(arg)));
  return shows ? { key: 'a key of the vault', where: 'what this command prints' } : null;
}

/** Names of the variables that it prints; `*` for all. */
function shownVariables(
  program: string,
  command: SimpleCommand,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): readonly string[] {
  if (ECHOES.has(program)) {
    const percent = args.flatMap((arg) => [...arg.matchAll(/%(\w+)%/g)].map(([, name]) => certain(name)));
    return [...command.words.flatMap(({ variables }) => variables), ...percent];
  }
  if (program === 'printenv') return args.some((arg) => !arg.startsWith('-')) ? args : ['*'];
  if (program === 'env' || (program === 'set' && args.length === 0)) return ['*'];
  if (['export', 'declare', 'typeset'].includes(program) && args.every((arg) => /^-[pxg]+$/.test(arg)))
    return ['*'];
  if (/^(?:dir|ls|gci|get-childitem)$/.test(program) && args.some((arg) => /^env:/i.test(arg))) return ['*'];
  if (isInline(program, args)) {
    const code = args.join(' ');
    if (!/process\.env|os\.environ|getenv|ENV\b|%ENV/.test(code)) return [];
    const named = Object.keys(environment).filter((name) => code.includes(name));
    return named.length > 0 ? named : ['*'];
  }
  return command.words[0]?.text.startsWith('$') === true && command.words.length === 1
    ? command.words[0].variables
    : [];
}

function isInline(program: string, args: readonly string[]): boolean {
  return INTERPRETERS.test(program) && args.some((arg) => INLINE.test(arg));
}

function firstVariable(names: readonly string[], environment: NodeJS.ProcessEnv): Shown | null {
  const all = names.includes('*') ? Object.keys(environment) : names;
  for (const name of all) {
    const { key } = searchText(environment[name] ?? '');
    if (key !== null) return { key, where: `the variable ${name}` };
  }
  return null;
}

/** The same for what the command itself has just read into its variables. */
function firstSourced(
  names: readonly string[],
  sourced: readonly string[],
  { files }: Surroundings,
): Shown | null {
  if (names.length === 0) return null;
  for (const file of sourced) {
    const held = files.assignedIn(file);
    const found = names.includes('*') ? [...held.keys()][0] : names.find((name) => held.has(name));
    if (found !== undefined) return { key: certain(held.get(found)), where: `the variable ${found}` };
  }
  return null;
}

function shownFiles(
  program: string,
  args: readonly string[],
  { inputs }: SimpleCommand,
  assigned: boolean,
  commands: readonly SimpleCommand[],
  { isMaskedAfter }: Surroundings,
): readonly string[] {
  // `while read line; do echo $line; done <file`
  if (program === 'done') return commands.some(isEcho) ? inputs : [];
  // `$(<file)`
  if (program === '') return assigned ? [] : inputs;
  if (isInline(program, args))
    return [...inputs, ...args.flatMap((arg) => arg.split(/[\s'"`(),;=<>|&{}[\]]+/))];
  const isPrinter =
    PRINTERS.has(program) && !(program === 'sed' && args.some((arg) => /^-[a-z]*i/.test(arg)));
  if (!isPrinter && !(FINDERS.has(program) && !isMaskedAfter)) return [];
  return [
    ...inputs,
    ...args.map((arg) => arg.replace(/^(?:if|--[\w-]+)=/, '')).filter((arg) => !arg.startsWith('-')),
  ];
}

function firstFile(names: readonly string[], { files, isMaskedAfter }: Surroundings): Shown | null {
  const found = files.firstWithKey(names.filter((name) => name !== '' && name.length < 4096));
  if (found === null) return null;
  const { file, search } = found;
  if (search.key !== null) return { key: search.key, where: path.basename(file) };
  // What could not be searched to its end is masked as a whole afterwards, where that is possible.
  return isMaskedAfter ? null : { key: 'what may be a key', where: path.basename(file) };
}
