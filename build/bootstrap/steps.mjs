/** The checks and tests of `npm test`. */
import path from 'node:path';
import { projectFolder, stateFolder } from '../lib/project.mjs';
import { countPlaywright, countVitest } from './reports.mjs';

/** @typedef {import('./reports.mjs').Counts} Counts */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} hint  what to try when it fails
 * @property {readonly string[]} command  a program of node_modules/.bin with its arguments
 * @property {((report: any) => Counts) | null} count  null: a check without test cases
 * @property {boolean} [tells]  its last line is shown, whatever came of it
 * @property {boolean} [desktop]  runs in private desktop sessions
 * @property {boolean} [windows]  runs Windows' programs: where nothing can, it is not run, and says so
 * @property {RegExp} [reads]  all that its outcome depends on: where nothing of it changed, it is not done again
 * @property {readonly string[]} [after]  what has to have ended before, where it runs at all
 */

const script = (/** @type {string} */ name) => path.join(projectFolder, 'build', name);
const integration = ['vitest', 'run', '--project', 'integration'];
/** These package the app and look at dist/ while it is built again: nothing else may use either meanwhile. */
const OF_THE_BUILD = 'test/integration/build/**';

/** What runs at the same time; the steps of each one after the other. @type {readonly (readonly Step[])[]} */
export const lanes = [
  [
    {
      name: 'types',
      hint: 'npm run types',
      command: ['node', path.join(projectFolder, 'node_modules/typescript-7/bin/tsc'), '-b'],
      count: null,
    },
    {
      name: 'lint',
      hint: 'npm run lint',
      command: ['oxlint', '--max-warnings', '0', '.'],
      count: null,
      // Its rules look at types, so that a file's outcome depends on the others: all of it, or nothing.
      reads: /\.(ts|tsx|mjs|cjs|js|json)$/,
    },
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
    {
      name: 'unused',
      hint: 'npm run unused; knip.config.js says what counts as used',
      command: ['knip', '--no-progress'],
      count: null,
    },
    {
      name: 'unused (shipped)',
      hint: 'npm run unused; what only tests need says so with @testonly',
      command: ['knip', '--no-progress', '--production', '--include', 'files,exports,types'],
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
    {
      name: 'windows',
      hint: 'npm run test:windows; docs/platforms.md says what a failure there tells',
      command: ['vitest', 'run', '--project', 'windows'],
      count: countVitest,
      windows: true,
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
