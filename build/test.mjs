/**
 * `npm test [-- --only STEP… --skip STEP…]`: everything needed, then all checks and tests. All of them run, whatever
 * fails; the last line is `N passed, N failed`, test cases counted, and each failing check that has none as one.
 *
 * Tests in windows mostly wait, so three of them run at once, and what only computes fills the processors beside them, at a
 * lower priority.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, constants, setPriority } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { atEnd, capture, projectEnvironment, runCommand } from './bootstrap/processes.mjs';
import { describeFailure, dim, green, red, say, seconds, StepFailure, tail } from './bootstrap/progress.mjs';
import { countPlaywright, countVitest } from './bootstrap/reports.mjs';
import { readJson } from './lib/files.mjs';
import { projectFolder, stateFolder } from './lib/project.mjs';

/** @typedef {import('./bootstrap/reports.mjs').Counts} Counts */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} hint  what to try when it fails
 * @property {readonly string[]} command  a program of node_modules/.bin with its arguments
 * @property {((report: any) => Counts) | null} count  null: a check without test cases
 * @property {boolean} [tells]  its last line is shown, whatever came of it
 * @property {boolean} [desktop]  runs in private desktop sessions
 * @property {readonly string[]} [after]  what has to have ended before, where it runs at all
 */

/** @typedef {{ readonly step: Step, readonly ok: boolean, readonly counts: Counts, readonly output: string, readonly duration: number }} Outcome */

const script = (/** @type {string} */ name) => path.join(projectFolder, 'build', name);
const integration = ['vitest', 'run', '--project', 'integration'];
/** These package the app and look at dist/ while it is built again: nothing else may use either meanwhile. */
const OF_THE_BUILD = 'test/integration/build/**';

/** What runs at the same time; the steps of each one after the other. @type {readonly (readonly Step[])[]} */
const lanes = [
  [
    { name: 'types', hint: 'npm run types', command: ['tsc', '-b'], count: null },
    { name: 'lint', hint: 'npm run lint', command: ['eslint', '--max-warnings', '0', '.'], count: null },
    {
      name: 'format',
      hint: 'npm run format',
      command: [
        ...['prettier', '--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content'],
        ...['--cache-location', path.join(stateFolder, 'format.json'), '.'],
      ],
      count: null,
    },
    {
      name: 'boundaries',
      hint: 'npm run boundaries',
      command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'shared', 'electron', 'renderer'],
      count: null,
    },
    // Behind the build, whose lists say what is shipped.
    {
      name: 'audit',
      hint: 'build/audit-policy.json',
      command: ['node', script('audit.mjs')],
      count: null,
      tells: true,
      after: ['build'],
    },
  ],
  [
    { name: 'build', hint: 'npm run build', command: ['node', script('build.mjs')], count: null },
    {
      name: 'integration 1/2',
      hint: 'npm run test:integration -- test/integration/build',
      command: [...integration, 'test/integration/build'],
      count: countVitest,
    },
    {
      name: 'unit',
      hint: 'npm run test:unit',
      command: ['vitest', 'run', '--project', 'unit'],
      count: countVitest,
    },
    {
      name: 'integration 2/2',
      hint: 'npm run test:integration',
      command: [...integration, `--exclude=${OF_THE_BUILD}`],
      count: countVitest,
    },
  ],
  [
    {
      name: 'e2e',
      hint: 'npm test -- --only e2e; screenshots and traces of what failed are in test-results/',
      command: ['playwright', 'test'],
      count: countPlaywright,
      desktop: true,
      after: ['build', 'integration 1/2'],
    },
  ],
];

/** What `--only` and `--skip` take. */
const nameOf = (/** @type {Step} */ step) => step.name.split(' ')[0] ?? step.name;

/** Somebody who works on a larger machine has more of it; elsewhere than on Linux there is one desktop, the person's own. */
const DESKTOPS = process.platform === 'linux' ? Math.min(6, availableParallelism() + 1) : 1;

const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Step} step
 * @param {string} reportFolder
 * @param {Record<string, string>} runtime
 * @returns {Promise<Outcome>}
 */
async function run(step, reportFolder, runtime) {
  const started = performance.now();
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
  });
  const { code, output } = await capture(program, args, {
    env,
    started: ({ pid }) => {
      // Windows are what tests wait for; whatever only computes gives way to them.
      if (!step.desktop && pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
    },
  });
  await Promise.all(desktops.map(({ close }) => close()));
  const duration = performance.now() - started;
  let counts = nothing;
  if (step.count !== null) {
    const report = await readJson(reportFile);
    if (report !== null) counts = step.count(report);
  }
  const ok = code === 0 && counts.failed === 0 && (step.count === null || counts.passed > 0);
  // Whatever is not green counts as a failure, also where no single test can be blamed.
  if (!ok && counts.failed === 0) counts = { ...counts, failed: 1 };
  return { step, ok, counts, output, duration };
}

/** @param {Step} step @returns {Promise<Outcome>} */
function notRun(step) {
  const output = 'Not run, because the build failed.';
  return Promise.resolve({ step, ok: false, counts: { ...nothing, failed: 1 }, output, duration: 0 });
}

/** @param {Outcome} outcome */
function show({ step, ok, counts, output, duration }) {
  const total =
    step.count === null ? '' : `${counts.passed} passed${counts.failed ? `, ${counts.failed} failed` : ''}`;
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

/** @returns {(step: Step) => boolean} */
function chosenSteps() {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true }, skip: { type: 'string', multiple: true } },
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
  return (step) => (only.length === 0 || only.includes(nameOf(step))) && !skip.includes(nameOf(step));
}

await runCommand(async () => {
  const started = performance.now();
  const isChosen = chosenSteps();
  const needsDesktop = lanes
    .flat()
    .some((step) => isChosen(step) && step.count !== null && step.name !== 'unit');
  await prepareMachine({ desktop: needsDesktop });
  const runtime = needsDesktop ? runtimeEnvironment(await prepareRuntime()) : {};
  await mkdir(stateFolder, { recursive: true });
  const reportFolder = await mkdtemp(path.join(stateFolder, 'reports-'));
  atEnd(() => rm(reportFolder, { recursive: true, force: true }));
  let isBuilt = true;
  // Without a build every test in the real window would wait for its time limit.
  const work = async (/** @type {Step} */ step) => {
    const outcome = step.desktop && !isBuilt ? await notRun(step) : await run(step, reportFolder, runtime);
    if (step.name === 'build') isBuilt = outcome.ok;
    return outcome;
  };
  // Tests of the built app and command need dist/, so the build is among the checks even where it was not chosen.
  const outcomes = await runLanes((step) => isChosen(step) || (step.name === 'build' && needsDesktop), work);

  const failing = outcomes.filter((outcome) => !outcome.ok);
  const sum = (/** @type {keyof Counts} */ key) =>
    outcomes.reduce((total, { counts }) => total + counts[key], 0);
  say('');
  if (failing.length > 0) say(`Failing: ${failing.map(({ step }) => step.name).join(', ')}`);
  say(dim(`In ${seconds(performance.now() - started)}.`));
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return failing.length === 0 ? 0 : 1;
}, describeFailure);
