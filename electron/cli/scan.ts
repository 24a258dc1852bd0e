/** `augno-vault scan`: finds keys in files, folders and repositories. Needs neither a vault nor, without --verify, a network. */
import { createReadStream } from 'node:fs';
import { basename, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { ScanReport } from '../../shared/findings.ts';
import { isNewLeak } from '../../shared/leaks.ts';
import type { ScanInput } from '../scanner/files/input-scanner.ts';
import { scan, type LiveFinding, type ScanOptions } from '../scanner/index.ts';
import { assertOrdinaryTarget, writeChosenFile } from '../files/whole-file.ts';
import { harmlessJson } from '../../shared/harmless-text.ts';
import { jsonForShell } from './ascii-json.ts';
import { textReport } from '../scanner/report/text.ts';
import { writeBaseline } from '../scanner/report/write.ts';
import { NOTHING_THERE } from '../scanner/roots.ts';
import { registryOfAgent } from './agent/scan-by-agent.ts';
import { isTerminal } from './lost-output.ts';
import { readPiped } from './piped-input.ts';
import { parseScanOptions, type ScanCommandOptions } from './scan-options.ts';
import { progressLine } from './scan-progress.ts';
import type { RegistryAnswer, RegistryMatches } from './scan-names.ts';
import { EXIT, type Command, type CommandContext } from './types.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { scanCacheFolder } from '../platform/paths.ts';

export const scanCommand: Command = {
  name: 'scan',
  run: runScan,
};

async function runScan(args: readonly string[], context: CommandContext): Promise<number> {
  const options = parseScanOptions(args, context.globals.json);
  // Before anything is read: a result that nobody can be given is no use.
  for (const file of [options.output, options.writeBaseline]) {
    if (file !== undefined) assertOrdinaryTarget(file, context.vaultFolder);
  }
  const { verify } = options;
  const verifier = verify
    ? (await import('./scan-verify.ts')).createVerifier(`augno-vault/${context.version}`, context.signal)
    : undefined;
  const registry = options.registry
    ? await (await import('./scan-registry.ts')).openRegistry(context)
    : await registryIfAllowed(context);
  try {
    return await scanAndDeliver(options, context, verifier, registry);
  } finally {
    registry?.close();
  }
}

/** Where somebody holds the vault open, and whoever started this may list its keys already. Nobody is asked for it. */
async function registryIfAllowed(context: CommandContext): Promise<RegistryAnswer | null> {
  return await registryOfAgent(context, { ask: false });
}

/** What is looked for beside what has a checksum: what was asked for, and what the vault holds. */
function evidenceFor(
  { also }: ScanCommandOptions,
  registry: RegistryAnswer | null,
): Pick<ScanOptions, 'evidence'> {
  const held = registry?.evidence ?? null;
  const rules = [...also, ...(held?.rules ?? [])];
  return rules.length === 0 ? {} : { evidence: { rules, known: held?.known ?? null } };
}

async function scanAndDeliver(
  options: ScanCommandOptions,
  context: CommandContext,
  verifier: ScanOptions['verify'],
  registry: RegistryAnswer | null,
): Promise<number> {
  const notes = new Map<string, Said>();
  const { report, findings } = await collect(options, context, {
    paths: options.paths.map((path) => resolve(path)),
    ...(options.inputs.length === 0 ? {} : { inputs: options.inputs.map(inputOf) }),
    exclude: options.exclude,
    ...(options.maxFileSize === undefined ? {} : { maxFileSize: options.maxFileSize }),
    history: options.history,
    staged: options.staged,
    all: options.all,
    usualPlaces: options.usualPlaces,
    useIgnoreFiles: options.useIgnoreFiles,
    signal: context.signal,
    ...evidenceFor(options, registry),
    followOutsideRoot: options.followOutside,
    includeCloud: options.includeCloud,
    onNote: (note) => {
      notes.set(JSON.stringify(note), note);
    },
    ...(options.range === undefined ? {} : { range: options.range }),
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    ...(options.maxArchiveDepth === undefined ? {} : { maxArchiveDepth: options.maxArchiveDepth }),
    ...(options.baseline === undefined ? {} : { baselineFile: resolve(options.baseline) }),
    ...(options.ignoreFile === undefined ? {} : { ignoreFile: resolve(options.ignoreFile) }),
    ...(verifier === undefined ? {} : { verify: verifier }),
    ...(registry === null ? {} : { fingerprintKey: registry.fingerprintKey }),
    ...(options.incremental ? { stateFolder: scanCacheFolder() } : {}),
  });
  const matches = registry === null ? null : await registry.match(findings, report);
  const isDelivered = await delivered({ report, notes: [...notes.values()], matches }, options, context);
  return isDelivered ? exitCode(report, options) : EXIT.usage;
}

/** Standard input by its descriptor: its path can't be opened where it belongs to somebody else. */
function inputOf(path: string): ScanInput {
  const descriptor = /^\/dev\/(?:stdin|fd\/(\d+))$/.exec(path);
  const open = (): AsyncIterable<Uint8Array> =>
    descriptor === null ? createReadStream(path) : readPiped(Number(descriptor[1] ?? 0));
  return { root: path, name: basename(path), open };
}

async function collect(
  options: ScanCommandOptions,
  context: CommandContext,
  scanOptions: ScanOptions,
): Promise<{ readonly report: ScanReport; readonly findings: readonly LiveFinding[] }> {
  const show = options.progress && !context.globals.quiet && isTerminal('stderr');
  let report: ScanReport | null = null;
  const findings: LiveFinding[] = [];
  try {
    for await (const event of scan(scanOptions)) {
      if (event.type === 'done') report = event.report;
      else if (event.type === 'finding') findings.push(event.finding);
      else if (show) process.stderr.write(`\r\u001B[K${progressLine(event.progress, context.words)}`);
    }
  } finally {
    if (show) process.stderr.write('\r\u001B[K');
  }
  if (report !== null) return { report, findings };
  throw new AppError({
    code: 'internal',
    message: say('command.the-scan-ended-without-a-report'),
    hint: say('app.nothing-was-changed-scan-again-if-it'),
  });
}

interface Outcome {
  readonly report: ScanReport;
  readonly notes: readonly Said[];
  /** Null where no vault was asked. */
  readonly matches: RegistryMatches | null;
}

/** False where standard output took no more, which is then said; a leak is said in any case. */
async function delivered(
  outcome: Outcome,
  options: ScanCommandOptions,
  context: CommandContext,
): Promise<boolean> {
  const { report } = outcome;
  const { output, writeBaseline: baseline } = options;
  try {
    const text = await render(outcome, options, context, output === undefined && isTerminal('stdout'));
    if (output === undefined) {
      const isJson = ['json', 'sarif', 'gitlab'].includes(options.format);
      const shown = isJson ? jsonForShell(text) : text;
      // The report has made each value harmless by itself; what it says in bold has to come through.
      if (context.write === undefined) process.stdout.write(`${shown}\n`);
      else context.write(`${shown}\n`);
    } else {
      writing(() => {
        writeChosenFile(output, `${text}\n`);
      });
    }
    if (baseline !== undefined) {
      writing(() => {
        writeBaseline(baseline, report.findings);
      });
    }
  } catch (error) {
    context.warn(summaryLine(report));
    throw error;
  }
  if (output !== undefined)
    context.note(say('command.report-the-report-is-in-the-file', { report: summaryLine(report) }));
  if ((await context.outputFits?.()) !== false) return true;
  context.warn(summaryLine(report));
  return false;
}

async function render(
  { report, notes, matches }: Outcome,
  options: ScanCommandOptions,
  context: CommandContext,
  colour: boolean,
): Promise<string> {
  // Loaded where it is asked for.
  switch (options.format) {
    case 'json':
      return harmlessJson(matches === null ? report : { ...report, registry: matches });
    case 'sarif':
      return (await import('../scanner/report/sarif.ts')).sarifText(report, context.version);
    case 'gitlab': {
      const { gitlabReport } = await import('../scanner/report/gitlab.ts');
      return harmlessJson(gitlabReport(report, context.version, new Date()));
    }
    case 'junit':
      return (await import('../scanner/report/junit.ts')).junitReport(report, new Date());
    case 'csv':
      return (await import('../scanner/report/csv.ts')).csvReport(report);
    case 'text':
      return textReport(report, {
        colour: colour && process.env['NO_COLOR'] === undefined,
        notes,
        matches,
        words: context.words,
      });
  }
}

function summaryLine(report: ScanReport): Said {
  const leaks = report.findings.filter(isNewLeak).length;
  return leaks === 0 ? say('report.no-leak', { also: '' }) : say('report.leaked-at-places', { count: leaks });
}

function writing(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError({
      code: 'invalid-input',
      message: say('command.the-scan-is-done-but-its-result'),
      hint: say('command.check-that-the-folder-exists-and-can'),
      cause: error,
    });
  }
}

function exitCode(report: ScanReport, options: ScanCommandOptions): number {
  const leaks = report.findings.some(
    (finding) =>
      isNewLeak(finding) || (options.strict && finding.class === 'malformed' && finding.held === undefined),
  );
  if (leaks) return options.exitZero ? EXIT.done : EXIT.refused;
  if (report.skipped.some(({ said }) => said?.id === NOTHING_THERE)) return EXIT.usage;
  return report.complete ? EXIT.done : EXIT.incomplete;
}
