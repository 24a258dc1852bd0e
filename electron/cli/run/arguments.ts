/** The arguments of `run`, and the files that name keys for variables. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { AppError } from '../../../shared/errors.ts';
import { redactEvidenceIn } from '../../../shared/evidence.ts';

export interface Assignment {
  readonly variable: string;
  /** Id, name or last four characters of a key. */
  readonly key: string;
}

export interface RunArguments {
  readonly assignments: readonly Assignment[];
  readonly accountId: string | null;
  readonly command: string;
  readonly commandArguments: readonly string[];
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ACCOUNT_ID = /^[a-z]+_[0-9a-z]+$/;

function usage(message: string, hint = 'Nothing was started. See augno-vault run --help.'): AppError {
  return new AppError({ code: 'invalid-input', message, hint });
}

function assignmentOf(text: string, where: string): Assignment {
  const equals = text.indexOf('=');
  const variable = equals < 0 ? text : text.slice(0, equals);
  const key = equals < 0 ? '' : text.slice(equals + 1).trim();
  if (looksLikeSecret(text)) {
    // SECURITY: the text is not repeated.
    throw usage(
      `${where} holds a key itself.`,
      'Nothing was started. Name the key instead: its id, its name or its last four characters. A secret in an argument or a file can be read by others; consider rotating that key.',
    );
  }
  if (!VARIABLE.test(variable) || key === '') {
    throw usage(
      `${where} must be NAME=KEY, with a variable's name and a key's id, name or last four characters.`,
    );
  }
  return { variable, key };
}

function looksLikeSecret(text: string): boolean {
  if (redactEvidenceIn(text) !== text) return true;
  return BRAND_IDS.some((id) => text.includes(BRANDS[id].keyPrefix) && !text.includes('****'));
}

/** `"a b"` and `'a b'` without their quotes. */
function unquoted(text: string): string {
  const match = /^(["'])(.*)\1$/s.exec(text);
  return match === null ? text : match[2]!;
}

/**
 * Lines `NAME=KEY`; empty lines, `# comments`, a leading `export` and quotes around KEY are understood.
 * @throws AppError `invalid-input`, naming the line
 */
export function parseEnvFile(text: string, file: string): readonly Assignment[] {
  return text.split(/\r?\n/).flatMap((line, index): Assignment[] => {
    const trimmed = (index === 0 ? line.replace(/^\uFEFF/, '') : line).trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const where = `Line ${String(index + 1)} of ${file}`;
    const [, assignment] = /^(?:export\s+)?(.*)$/s.exec(trimmed)!;
    const equals = assignment!.indexOf('=');
    if (equals < 0) return [assignmentOf(assignment!, where)];
    const variable = assignment!.slice(0, equals).trim();
    return [assignmentOf(`${variable}=${unquoted(assignment!.slice(equals + 1).trim())}`, where)];
  });
}

function readEnvFile(file: string): readonly Assignment[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new AppError({
      code: 'invalid-input',
      message: `The file ${file} can't be read (${code}).`,
      hint: 'Nothing was started. Check the path of --env-file and its permissions.',
      cause: error,
    });
  }
  return parseEnvFile(text, file);
}

/** A variable named twice on the command line is a mistake; one on the command line wins over a file's. */
function merge(fromFiles: readonly Assignment[], fromOptions: readonly Assignment[]): readonly Assignment[] {
  const names = new Set<string>();
  for (const { variable } of fromOptions) {
    if (names.has(variable)) throw usage(`--env names ${variable} twice.`);
    names.add(variable);
  }
  const merged = new Map<string, Assignment>();
  for (const assignment of [...fromFiles, ...fromOptions]) merged.set(assignment.variable, assignment);
  return [...merged.values()];
}

/** @throws AppError `invalid-input` */
export function readRunArguments(args: readonly string[]): RunArguments {
  const separator = args.indexOf('--');
  if (separator < 0) throw usage('The program to run must follow after --.');
  const [command, ...commandArguments] = args.slice(separator + 1);
  if (command === undefined || command === '')
    throw usage('Nothing follows after --: name the program to run.');
  let values;
  try {
    values = parseArgs({
      args: args.slice(0, separator),
      strict: true,
      allowPositionals: false,
      options: {
        env: { type: 'string', multiple: true },
        'env-file': { type: 'string', multiple: true },
        account: { type: 'string' },
      },
    }).values;
  } catch {
    // Node's message may repeat what was typed.
    throw usage('There is an option that run does not know, or one without its value.');
  }
  const assignments = merge(
    (values['env-file'] ?? []).flatMap(readEnvFile),
    (values.env ?? []).map((text) => assignmentOf(text, '--env')),
  );
  if (assignments.length === 0) throw usage('No variable is named: use --env NAME=KEY or --env-file FILE.');
  if (values.account !== undefined && !ACCOUNT_ID.test(values.account)) {
    throw usage('--account must be an account id, like ac_01gf7a82.');
  }
  return { assignments, accountId: values.account ?? null, command, commandArguments };
}
