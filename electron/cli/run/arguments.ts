/** The arguments of `run`, and the files that name keys for variables. */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import type { AppError } from '../../../shared/errors.ts';
import { redactEvidenceIn } from '../../../shared/evidence.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { readForeignFile } from '../../files/foreign-file.ts';
import {
  fillReferences,
  holdsReference,
  LARGEST_FILE,
  parseEnvText,
  referencesIn,
} from '../../keys/files/index.ts';
import { wholeText } from '../../scanner/detect/wide-text.ts';
import { readArguments, usage } from '../arguments.ts';
import { separatorIn } from '../separator.ts';
import { loadsCode } from './loading-names.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

/** A variable that is a key's secret. */
export interface KeyAssignment {
  readonly variable: string;
  /** Id, name or last four characters of a key. */
  readonly key: string;
}

/** A variable with text, in which references stand for secrets. */
export interface TextAssignment {
  readonly variable: string;
  readonly text: string;
  /** For sentences: the line it stands in. */
  readonly where: string;
  /** In single quotes: text for sure, also where a key is called so. */
  readonly isSurelyText: boolean;
}

export type Assignment = KeyAssignment | TextAssignment;

export interface RunArguments {
  readonly assignments: readonly Assignment[];
  readonly accountId: string | null;
  readonly command: string;
  readonly commandArguments: readonly string[];
  /** False: the program's streams are ours, unmasked. */
  readonly masking: boolean;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const ACCOUNT_ID = /^[a-z]+_[0-9a-z]+$/;

const OPTIONS = {
  env: { type: 'string', multiple: true },
  'env-from': { type: 'string', multiple: true },
  'env-file': { type: 'string', multiple: true },
  'allow-env': { type: 'string', multiple: true },
  account: { type: 'string' },
  'no-masking': { type: 'boolean' },
} as const;

const HINT = say('command.nothing-was-started-see-run-help');

const wrong = (message: Said, hint = HINT): AppError => usage(message, 'run', hint);

function assignmentOf(text: string, where: string): KeyAssignment {
  const equals = text.indexOf('=');
  const variable = equals < 0 ? text : text.slice(0, equals);
  const key = equals < 0 ? '' : text.slice(equals + 1).trim();
  if (looksLikeSecret(text)) throw keyItself(where);
  if (!VARIABLE.test(variable) || key === '') {
    throw wrong(say('command.where-must-be-name-key-with-a', { where }));
  }
  return { variable, key };
}

/** SECURITY: the text is not repeated. */
function keyItself(where: string): AppError {
  return wrong(
    say('command.where-holds-a-key-itself', { where }),
    say('command.nothing-was-started-name-the-key'),
  );
}

function looksLikeSecret(text: string): boolean {
  if (redactEvidenceIn(text) !== text) return true;
  return BRAND_IDS.some((id) => text.includes(BRANDS[id].keyPrefix) && !text.includes('****'));
}

/** `"a b"` and `'a b'` without their quotes. */
function unquoted(text: string): string {
  const match = /^(["'])(.*)\1$/s.exec(text);
  return match === null ? text : certain(match[2]);
}

/**
 * A file with a reference (`augno://KEY`) holds variables as other `.env` files do, and only references stand for keys.
 * Without one each line is `NAME=KEY`.
 * @throws AppError `invalid-input`, naming the line
 */
export function parseEnvFile(text: string, file: string): readonly Assignment[] {
  return holdsReference(text) ? parseMixedFile(text, file) : parseKeyFile(text, file);
}

function lineOf(line: number, file: string): string {
  return `Line ${String(line)} of ${terminalLine(file)}`;
}

/** Empty lines, `# comments`, a leading `export` and quotes around KEY are understood. */
function parseKeyFile(text: string, file: string): readonly Assignment[] {
  return text.split(/\r?\n/).flatMap((line, index): Assignment[] => {
    const trimmed = (index === 0 ? line.replace(/^\uFEFF/, '') : line).trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const where = lineOf(index + 1, file);
    const [, assignment] = certain(/^(?:export\s+)?(.*)$/s.exec(trimmed));
    const equals = certain(assignment).indexOf('=');
    if (equals < 0) return [assignmentOf(certain(assignment), where)];
    const variable = certain(assignment).slice(0, equals).trim();
    return [
      assignmentOf(
        `${variable}=${unquoted(
          certain(assignment)
            .slice(equals + 1)
            .trim(),
        )}`,
        where,
      ),
    ];
  });
}

function parseMixedFile(text: string, file: string): readonly Assignment[] {
  referencesIn(text, file);
  const { entries, unreadable } = parseEnvText(text);
  const unread =
    unreadable[0] ?? entries.find(({ name, value }) => !VARIABLE.test(name) || value.includes('\0'))?.line;
  if (unread !== undefined)
    throw wrong(say('command.wrong-is-not-name-value', { wrong: lineOf(unread, file) }));
  return entries.map(({ name, value, quote, line }): Assignment => {
    const where = lineOf(line, file);
    if (looksLikeSecret(fillReferences(value, () => ' '))) throw keyItself(where);
    return { variable: name, text: value, where, isSurelyText: quote === "'" };
  });
}

async function readEnvFile(file: string, signal: AbortSignal): Promise<readonly Assignment[]> {
  const bytes = await readForeignFile(file, { maximumBytes: LARGEST_FILE, pipe: 'read', signal });
  // PowerShell 5.1 writes UTF-16.
  const converted = wholeText(bytes)?.utf8;
  try {
    return parseEnvFile((converted ?? bytes).toString('utf8'), file);
  } finally {
    bytes.fill(0);
    converted?.fill(0);
  }
}

/** SECURITY: the giver of a file would otherwise run code of their own beside the secret that the file is filled with. */
function assertLoadsNoCode(fromFiles: readonly Assignment[], allowed: readonly string[]): void {
  const found = fromFiles.find(({ variable }) => loadsCode(variable) && !allowed.includes(variable));
  if (found === undefined) return;
  const { variable } = found;
  throw wrong(
    say('command.value-sets-variable-which-can-make-programs', {
      value: 'where' in found ? found.where : say('command.the-file'),
      variable,
    }),
    say('command.nothing-was-started-allow-env', { variable }),
  );
}

/** A variable named twice on the command line is a mistake; one on the command line wins over a file's. */
function merge(fromFiles: readonly Assignment[], fromOptions: readonly Assignment[]): readonly Assignment[] {
  const names = new Set<string>();
  for (const { variable } of fromOptions) {
    if (names.has(variable)) throw wrong(say('command.env-names-variable-twice', { variable }));
    names.add(variable);
  }
  const merged = new Map<string, Assignment>();
  for (const assignment of [...fromFiles, ...fromOptions]) merged.set(assignment.variable, assignment);
  return [...merged.values()];
}

/** @throws AppError `invalid-input` */
export async function readRunArguments(args: readonly string[], signal: AbortSignal): Promise<RunArguments> {
  const separator = separatorIn(args);
  if (separator < 0) throw wrong(say('command.the-program-to-run-must-follow-after'));
  const [command, ...commandArguments] = args.slice(separator + 1);
  if (command === undefined || command === '')
    throw wrong(say('command.nothing-follows-after-name-the-program-to'));
  const { values } = readArguments('run', args.slice(0, separator), OPTIONS, [], HINT);
  const fromFiles: Assignment[] = [];
  const files = [...(values['env-file'] ?? []), ...(values['env-from'] ?? [])];
  for (const file of files) fromFiles.push(...(await readEnvFile(file, signal)));
  assertLoadsNoCode(fromFiles, values['allow-env'] ?? []);
  const assignments = merge(
    fromFiles,
    (values.env ?? []).map((text) => assignmentOf(text, '--env')),
  );
  if (assignments.length === 0) throw wrong(say('command.no-variable-is-named-use-env-name'));
  if (values.account !== undefined && !ACCOUNT_ID.test(values.account)) {
    throw wrong(say('command.account-must-be-an-account-id-like'));
  }
  return {
    assignments,
    accountId: values.account ?? null,
    command,
    commandArguments,
    masking: values['no-masking'] !== true,
  };
}
