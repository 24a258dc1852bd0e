/**
 * `npm test [-- --only STEP… --skip STEP…]`: everything needed, then all checks and tests. All of them run, whatever
 * fails; the last line is `N passed, N failed`, test cases counted, and each failing check that has none as one.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareDesktopSession } from './bootstrap/desktop-session.mjs';
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
 * @property {boolean} [desktop]  runs in the private desktop session
 */

/** @typedef {{ readonly step: Step, readonly ok: boolean, readonly counts: Counts, readonly output: string, readonly duration: number }} Outcome */

const script = (/** @type {string} */ name) => path.join(projectFolder, 'build', name);

/** Independent of each other and short: two run at a time. @type {readonly Step[]} */
const checks = [
  { name: 'build', hint: 'npm run build', command: ['node', script('build.mjs')], count: null },
  { name: 'types', hint: 'npm run types', command: ['tsc', '-b'], count: null },
  { name: 'lint', hint: 'npm run lint', command: ['eslint', '--max-warnings', '0', '.'], count: null },
  {
    name: 'format',
    hint: 'npm run format',
    command: ['prettier', '--check', '--log-level', 'warn', '.'],
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
  },
];

/** @type {readonly Step[]} */
const suites = [
  {
    name: 'unit',
    hint: 'npm run test:unit',
    command: ['vitest', 'run', '--project', 'unit'],
    count: countVitest,
  },
  {
    name: 'integration',
    hint: 'npm run test:integration',
    command: ['vitest', 'run', '--project', 'integration'],
    count: countVitest,
  },
  // Each part on a desktop of its own, at the same time: much of such a test is waiting for windows.
  ...['1/2', '2/2'].map((shard) => ({
    name: `e2e ${shard}`,
    hint: 'npm test -- --only e2e; screenshots and traces of what failed are in test-results/',
    command: [
      'playwright',
      'test',
      `--shard=${shard}`,
      `--output=test-results/${shard.replace('/', '-of-')}`,
    ],
    count: countPlaywright,
    desktop: true,
  })),
];

/** What `--only` and `--skip` take. */
const nameOf = (/** @type {Step} */ step) => step.name.split(' ')[0] ?? step.name;

const nothing = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Step} step
 * @param {string} reportFolder
 * @param {Record<string, string>} runtime
 * @returns {Promise<Outcome>}
 */
async function run(step, reportFolder, runtime) {
  const started = performance.now();
  const session = step.desktop ? await prepareDesktopSession() : { prefix: [], environment: {} };
  const reportFile = path.join(reportFolder, `${step.name.replaceAll(/\W/g, '-')}.json`);
  const reporting =
    step.count === countVitest
      ? ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
      : [];
  const [program = '', ...args] = [...session.prefix, ...step.command, ...reporting];
  const env = projectEnvironment({
    ...session.environment,
    ...runtime,
    PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  });
  const { code, output } = await capture(program, args, { env });
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
 * @param {readonly Step[]} steps
 * @param {number} atOnce
 * @param {(step: Step) => Promise<Outcome>} work
 */
async function runSteps(steps, atOnce, work) {
  const waiting = [...steps];
  /** @type {Outcome[]} */
  const outcomes = [];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const outcome = await work(step);
      show(outcome);
      outcomes.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
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
  const known = [...new Set([...checks, ...suites].map(nameOf))];
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
  const wantedSuites = suites.filter(isChosen);
  const needsDesktop = wantedSuites.some((step) => step.name !== 'unit');
  await prepareMachine({ desktop: needsDesktop });
  const runtime = needsDesktop ? runtimeEnvironment(await prepareRuntime()) : {};
  await mkdir(stateFolder, { recursive: true });
  const reportFolder = await mkdtemp(path.join(stateFolder, 'reports-'));
  atEnd(() => rm(reportFolder, { recursive: true, force: true }));
  const work = (/** @type {Step} */ step) => run(step, reportFolder, runtime);
  // Tests of the built app and command need dist/, so the build is among the checks even where it was not chosen.
  const wantedChecks = checks.filter((step) => isChosen(step) || (step.name === 'build' && needsDesktop));
  const checked = await runSteps(wantedChecks, 2, work);
  const isBuilt = checked.every(({ step, ok }) => ok || step.name !== 'build');
  // Without a build every test in the real window would wait for its time limit.
  const workOrSkip = (/** @type {Step} */ step) => (step.desktop && !isBuilt ? notRun(step) : work(step));
  const outcomes = [
    ...checked,
    ...(await runSteps(
      wantedSuites.filter(({ desktop }) => desktop !== true),
      1,
      workOrSkip,
    )),
    ...(await runSteps(
      wantedSuites.filter(({ desktop }) => desktop === true),
      2,
      workOrSkip,
    )),
  ];

  const failing = outcomes.filter((outcome) => !outcome.ok);
  const sum = (/** @type {keyof Counts} */ key) =>
    outcomes.reduce((total, { counts }) => total + counts[key], 0);
  say('');
  if (failing.length > 0) say(`Failing: ${failing.map(({ step }) => step.name).join(', ')}`);
  say(dim(`In ${seconds(performance.now() - started)}.`));
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return failing.length === 0 ? 0 : 1;
}, describeFailure);
