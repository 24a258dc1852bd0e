/**
 * `npm test [-- --only STEP… --skip STEP… --changed]`: everything needed, then all checks and tests, or with `--changed`
 * those that a change since `main` can touch. All of them run, whatever fails; the last line is `N passed, N failed`, test
 * cases counted, and each failing check that has none as one.
 *
 * Tests in windows mostly wait, so three of them run at once, and everything else fills the processors beside them, the
 * checks at a lower priority.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, constants, setPriority } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { desktopCount, openDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { atEnd, capture, projectEnvironment, runCommand } from './bootstrap/processes.mjs';
import { describeFailure, dim, green, red, say, seconds, StepFailure, tail } from './bootstrap/progress.mjs';
import { changedFiles, touchedBy } from './bootstrap/changed.mjs';
import { hasPassed, keepPassed, keyOf } from './bootstrap/passed-before.mjs';
import { countVitest, failedPlaywright, failedVitest } from './bootstrap/reports.mjs';
import { lanes } from './bootstrap/steps.mjs';
import { findOrInstallWine, prepareWindows } from './bootstrap/wine.mjs';
import { readJson } from './lib/files.mjs';
import { projectFolder, stateFolder } from './lib/project.mjs';
import { thisPlatform } from './lib/this-platform.mjs';

/** @typedef {import('./bootstrap/reports.mjs').Counts} Counts */

/** @typedef {import('./bootstrap/steps.mjs').Step} Step */
/** @typedef {{ readonly step: Step, readonly ok: boolean, readonly counts: Counts, readonly output: string, readonly duration: number, readonly failed?: readonly string[], readonly note?: string }} Outcome */

/** What `--only` and `--skip` take. */
const nameOf = (/** @type {Step} */ step) => step.name.split(' ')[0] ?? step.name;

/** Somebody who works on a larger machine has more of it; elsewhere than on Linux there is one desktop, the person's own. */
const DESKTOPS = desktopCount(thisPlatform, availableParallelism());

const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Step} step
 * @param {string} reportFolder
 * @param {Record<string, string>} runtime
 * @returns {Promise<Outcome>}
 */
async function run(step, reportFolder, runtime) {
  const started = performance.now();
  const key = step.reads === undefined ? null : await keyOf(step.reads, step.command);
  if (key !== null && (await hasPassed(step.name, key))) {
    const duration = performance.now() - started;
    return { step, ok: true, counts: nothing, output: '', duration, note: 'unchanged since it passed' };
  }
  const desktops = step.desktop
    ? await Promise.all(Array.from({ length: DESKTOPS }, () => openDesktopSession()))
    : [];
  const reportFile = path.join(reportFolder, `${step.name.replaceAll(/\W/g, '-')}.json`);
  const reporting =
    step.count === countVitest
      ? ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
      : [];
  const [program = '', ...args] = [...step.command, ...reporting];
  const env = projectEnvironment({
    ...runtime,
    AUGNO_VAULT_DESKTOPS: JSON.stringify(desktops.map(({ environment }) => environment)),
    PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    // Of this run: many of the programs that are started for a moment load the same files. The app is started as it is.
    ...(step.desktop ? {} : { NODE_COMPILE_CACHE: path.join(reportFolder, 'compiled') }),
  });
  const { code, output } = await capture(program, args, {
    env,
    started: ({ pid }) => {
      // A check takes as long as it takes; a test has a time limit, and whoever waits for a window too.
      if (step.count === null && pid !== undefined)
        setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    },
  });
  await Promise.all(desktops.map(({ close }) => close()));
  const duration = performance.now() - started;
  let counts = nothing;
  /** @type {readonly string[]} */
  let failed = [];
  if (step.count !== null) {
    const report = await readJson(reportFile);
    if (report !== null) {
      counts = step.count(report);
      failed = step.desktop ? failedPlaywright(report) : failedVitest(report, projectFolder);
    }
  }
  const ok =
    code === 0 && counts.failed === 0 && (step.count === null || counts.passed > 0 || mayBeNone(step));
  // Whatever is not green counts as a failure, also where no single test can be blamed.
  if (!ok && counts.failed === 0) counts = { ...counts, failed: 1 };
  if (ok && key !== null) await keepPassed(step.name, key);
  return { step, ok, counts, output, duration, failed };
}

/** @param {Step} step @returns {Outcome} */
function notRun(step) {
  const output = 'Not run, because the build failed.';
  return { step, ok: false, counts: { ...nothing, failed: 1 }, output, duration: 0 };
}

/** @param {Step} step @returns {Outcome} */
const withoutWine = (step) => ({
  ...{ step, ok: true, counts: nothing, output: '', duration: 0 },
  note: 'not run: there is no Wine here (wine64 and wine64-preloader)',
});

/** @param {Outcome} outcome */
function show({ step, ok, counts, output, duration, note = '' }) {
  const total =
    step.count === null || note !== ''
      ? note
      : `${counts.passed} passed${counts.failed ? `, ${counts.failed} failed` : ''}`;
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  say(
    `${ok ? green('✓') : red('✗')} ${step.name.padEnd(24)} ${dim(seconds(duration).padEnd(8))} ${total}${skipped}`,
  );
  if (ok && step.tells) say(`  ${dim(output.trim().split('\n').at(-1) ?? '')}`);
  if (!ok) say(`\n${tail(output, 80)}\n→ ${step.hint}\n`);
}

/**
 * @param {(step: Step) => boolean} isWanted
 * @param {(step: Step) => Promise<Outcome>} work
 * @returns {Promise<readonly Outcome[]>} as they ended
 */
async function runLanes(isWanted, work) {
  /** @type {Map<string, Promise<void>>} */
  const ends = new Map();
  /** @type {Map<string, () => void>} */
  const ending = new Map();
  for (const { name } of lanes.flat().filter(isWanted))
    ends.set(name, new Promise((resolve) => ending.set(name, resolve)));
  /** @type {Outcome[]} */
  const outcomes = [];
  const runOne = async (/** @type {Step} */ step) => {
    for (const name of step.after ?? []) await ends.get(name);
    const outcome = await work(step);
    show(outcome);
    outcomes.push(outcome);
    ending.get(step.name)?.();
  };
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane.filter(isWanted)) await runOne(step);
    }),
  );
  return outcomes;
}

/** @returns {{ readonly isNamed: (step: Step) => boolean, readonly onlyChanged: boolean }} */
function chosenSteps() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      skip: { type: 'string', multiple: true },
      changed: { type: 'boolean', default: false },
    },
  });
  const split = (/** @type {string[] | undefined} */ given) =>
    given?.flatMap((names) => names.split(',')) ?? [];
  const only = split(values.only);
  const skip = split(values.skip);
  const known = [...new Set(lanes.flat().map(nameOf))];
  const unknown = [...only, ...skip].filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new StepFailure(`There is no step ${unknown.join(', ')}.`, {
      hint: `The steps are: ${known.join(', ')}`,
    });
  }
  const isNamed = (/** @type {Step} */ step) =>
    (only.length === 0 || only.includes(nameOf(step))) && !skip.includes(nameOf(step));
  return { isNamed, onlyChanged: values.changed };
}

/** A part of a suite may have no test that a change touches. */
const mayBeNone = (/** @type {Step} */ step) =>
  step.command.includes('--changed') || step.command.some((word) => word.startsWith('--only-changed'));

/** @returns {Promise<(step: Step) => Step | null>} the step as far as what changed can touch it */
async function touchedSteps() {
  const { since, files } = await changedFiles();
  const touched = touchedBy(files);
  return (step) => {
    const suite = nameOf(step);
    const extent = suite === 'unit' || suite === 'integration' || suite === 'e2e' ? touched[suite] : 'all';
    if (extent === 'none' || (step.windows === true && touched.integration === 'none')) return null;
    if (extent === 'all') return step;
    const related = step.desktop
      ? [`--only-changed=${since}`, '--pass-with-no-tests']
      : ['--changed', since, '--passWithNoTests'];
    return { ...step, command: [...step.command, ...related] };
  };
}

await runCommand(async () => {
  const started = performance.now();
  const { isNamed, onlyChanged } = chosenSteps();
  const asTouched = onlyChanged ? await touchedSteps() : (/** @type {Step} */ step) => step;
  const isChosen = (/** @type {Step} */ step) => isNamed(step) && asTouched(step) !== null;
  const needsDesktop = lanes
    .flat()
    .some((step) => isChosen(step) && step.count !== null && step.name !== 'unit');
  await prepareMachine({ desktop: needsDesktop });
  const runtime = needsDesktop ? runtimeEnvironment(await prepareRuntime()) : {};
  const wine = lanes.flat().some((step) => step.windows && isChosen(step)) ? await findOrInstallWine() : null;
  const windows = wine === null ? {} : await prepareWindows(wine);
  await mkdir(stateFolder, { recursive: true });
  const reportFolder = await mkdtemp(path.join(stateFolder, 'reports-'));
  atEnd(() => rm(reportFolder, { recursive: true, force: true }));
  let isBuilt = true;
  const outcomeOf = (/** @type {Step} */ step) => {
    // Without a build every test in the real window would wait for its time limit.
    if ((step.desktop || step.windows) && !isBuilt) return notRun(step);
    if (step.windows && wine === null) return withoutWine(step);
    return run(asTouched(step) ?? step, reportFolder, step.windows ? { ...runtime, ...windows } : runtime);
  };
  const work = async (/** @type {Step} */ step) => {
    const outcome = await outcomeOf(step);
    if (step.name === 'build') isBuilt = outcome.ok;
    return outcome;
  };
  // Tests of the built app and command need dist/, so the build is among the checks even where it was not chosen.
  const outcomes = await runLanes((step) => isChosen(step) || (step.name === 'build' && needsDesktop), work);

  const failing = outcomes.filter((outcome) => !outcome.ok);
  const sum = (/** @type {keyof Counts} */ key) =>
    outcomes.reduce((total, { counts }) => total + counts[key], 0);
  say('');
  for (const { step, failed = [] } of failing)
    for (const name of failed.length > 0 ? failed : ['']) say(`Failed: ${step.name}${name && `: ${name}`}`);
  say(dim(`In ${seconds(performance.now() - started)}.`));
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return failing.length === 0 ? 0 : 1;
}, describeFailure);
