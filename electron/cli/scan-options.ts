/** The options of `augno-vault scan`. */
import { statSync } from 'node:fs';
import type { AppError } from '../../shared/errors.ts';
import { readOptions, usage } from './arguments.ts';
import { AUXOT_EVIDENCE, type EvidenceRule } from '../../shared/evidence.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export interface ScanCommandOptions {
  readonly paths: readonly string[];
  readonly history: boolean;
  readonly staged: boolean;
  readonly range: string | undefined;
  /** Also what was there before counts. */
  readonly all: boolean;
  readonly usualPlaces: boolean;
  /** Other services whose keys are looked for. */
  readonly also: readonly EvidenceRule[];
  readonly format: ScanFormat;
  /** Pipes among the paths, by what the person called them: `-`, `/dev/stdin`, `/dev/fd/63`. */
  readonly inputs: readonly string[];
  readonly exclude: readonly string[];
  /** In bytes. */
  readonly maxFileSize: number | undefined;
  readonly output: string | undefined;
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
  readonly ignoreFile: string | undefined;
  readonly useIgnoreFiles: boolean;
  readonly jobs: number | undefined;
  readonly maxArchiveDepth: number | undefined;
  readonly progress: boolean;
  readonly exitZero: boolean;
  readonly strict: boolean;
  readonly verify: boolean;
  readonly incremental: boolean;
  readonly followOutside: boolean;
  readonly includeCloud: boolean;
  /** Name the vault's keys among what is found; asks for the master password. */
  readonly registry: boolean;
}

const FORMATS = ['text', 'json', 'sarif', 'gitlab', 'junit', 'csv'] as const;
export type ScanFormat = (typeof FORMATS)[number];

const HINT = say('command.nothing-was-scanned-see-augno-vault-scan');

const wrong = (message: Said): AppError => usage(message, 'scan', HINT);

const OPTIONS = {
  history: { type: 'boolean', default: false },
  staged: { type: 'boolean', default: false },
  range: { type: 'string' },
  all: { type: 'boolean', default: false },
  'usual-places': { type: 'boolean', default: false },
  also: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'max-file-size': { type: 'string' },
  format: { type: 'string' },
  output: { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  'ignore-file': { type: 'string' },
  'no-ignore': { type: 'boolean', default: false },
  jobs: { type: 'string' },
  'max-archive-depth': { type: 'string' },
  'no-progress': { type: 'boolean', default: false },
  'exit-zero': { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
  'no-incremental': { type: 'boolean', default: false },
  'follow-outside': { type: 'boolean', default: false },
  'include-cloud': { type: 'boolean', default: false },
  registry: { type: 'boolean', default: false },
} as const;

/** @throws AppError `invalid-input` */
export function parseScanOptions(args: readonly string[], json: boolean): ScanCommandOptions {
  const { values, positionals } = readOptions('scan', args, OPTIONS, HINT);
  const format = values.format ?? (json ? 'json' : 'text');
  if (!isFormat(format))
    throw wrong(say('command.the-format-must-be-one-of-formats', { formats: FORMATS.join(', ') }));
  if (json && values.format !== undefined && format !== 'json')
    throw wrong(say('command.json-and-format-contradict-each-other'));
  if (values.range !== undefined && values.staged)
    throw wrong(say('command.range-and-staged-can-not-be-combined'));
  const usualPlaces = values['usual-places'];
  // Standard input has that name in reports, also where the system knows none (Windows).
  const inputs = [
    ...new Set(
      positionals
        .filter((path) => path === '-' || isPipe(path))
        .map((path) => (path === '-' ? '/dev/stdin' : path)),
    ),
  ];
  const paths = positionals.filter((path) => path !== '-' && !isPipe(path));
  if (inputs.length > 0 && (values.history || values.staged || values.range !== undefined))
    throw wrong(say('command.what-comes-through-a-pipe-has-no'));
  if (inputs.includes('/dev/stdin') && values.registry)
    throw wrong(say('command.registry-asks-for-the-password-which-standard'));
  return {
    paths: positionals.length === 0 && !usualPlaces ? ['.'] : paths,
    inputs,
    exclude: values.exclude ?? [],
    maxFileSize: values['max-file-size'] === undefined ? undefined : sizeIn(values['max-file-size']),
    history: values.history,
    staged: values.staged,
    range: values.range,
    all: values.all,
    usualPlaces,
    also: alsoOf(values.also ?? []),
    format,
    output: values.output,
    baseline: values.baseline,
    writeBaseline: values['write-baseline'],
    ignoreFile: values['ignore-file'],
    useIgnoreFiles: !values['no-ignore'],
    jobs: wholeNumber('--jobs', values.jobs, 1, 64),
    maxArchiveDepth: wholeNumber('--max-archive-depth', values['max-archive-depth'], 0, 32),
    progress: !values['no-progress'],
    exitZero: values['exit-zero'],
    strict: values.strict,
    verify: values.verify,
    incremental: !values['no-incremental'],
    followOutside: values['follow-outside'],
    includeCloud: values['include-cloud'],
    registry: values.registry,
  };
}

const ALSO: readonly EvidenceRule[] = [AUXOT_EVIDENCE];

function alsoOf(names: readonly string[]): readonly EvidenceRule[] {
  return [...new Set(names)].map((name) => {
    const rule = ALSO.find(({ provider }) => provider === name);
    if (rule !== undefined) return rule;
    throw wrong(say('command.also-takes-also', { also: ALSO.map(({ provider }) => provider).join(' or ') }));
  });
}

/** Named by the shell or by a person, and no file: opening it by its path reads what comes through it. */
function isPipe(path: string): boolean {
  if (!/^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/.test(path)) return false;
  const stat = statSync(path, { throwIfNoEntry: false });
  // A file behind it (`scan /dev/stdin < file`) is read through the descriptor too: its path may be gone.
  return stat !== undefined && !stat.isDirectory();
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

function sizeIn(text: string): number {
  const [, number, unit] = /^(\d{1,12})([kmg]?)i?b?$/i.exec(text) ?? [];
  if (number === undefined) throw wrong(say('command.max-file-size-must-be-a-number'));
  return Number(number) * certain(UNITS[certain(unit).toLowerCase()]);
}

function isFormat(text: string): text is (typeof FORMATS)[number] {
  return (FORMATS as readonly string[]).includes(text);
}

function wholeNumber(
  option: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw wrong(say('command.option-must-be-a-whole-number-from', { option, least, most }));
  }
  return value;
}
