/** What a change can touch, for `npm test -- --changed` and `npm run test:flaky`. */
import { must } from './processes.mjs';

/** @typedef {'all' | 'related' | 'none'} Extent  related: by what a test imports */

/** @param {readonly string[]} args @returns {Promise<readonly string[]>} the lines of what git says */
async function git(...args) {
  const said = await must('git', args, { what: 'Asking git what changed' });
  return said.split('\n').filter((line) => line !== '');
}

/**
 * Against where this branch left `main`; on `main` itself, against the last commit.
 * @returns {Promise<{ readonly since: string, readonly files: readonly string[] }>} also files that git does not know yet
 */
export async function changedFiles() {
  const [since = 'HEAD'] = await git('merge-base', 'HEAD', 'main');
  const known = await git('diff', '--name-only', since);
  const unknown = await git('ls-files', '--others', '--exclude-standard');
  return { since, files: [...new Set([...known, ...unknown])].sort() };
}

/**
 * What ships is started by tests that do not import it, so that a change in it can touch all of them; so can what is read
 * and not imported. A sentence or a list in the documentation is compared with the code by unit tests.
 * @param {readonly string[]} files
 * @returns {{ readonly unit: Extent, readonly integration: Extent, readonly e2e: Extent }}
 */
export function touchedBy(files) {
  const isImported = (/** @type {string} */ file) => /\.tsx?$/.test(file);
  const documents = files.filter((file) => /^docs\/|\.md$/.test(file));
  const others = files.filter((file) => !documents.includes(file));
  const inTests = others.every((file) => file.startsWith('test/') && isImported(file));
  if (!inTests) return { unit: 'all', integration: 'all', e2e: 'all' };
  // Unit tests also read the tests themselves: their names, their length, what they write.
  const unit = files.length === 0 ? 'none' : 'all';
  const extent = others.length === 0 ? 'none' : 'related';
  return { unit, integration: extent, e2e: extent };
}

/** @param {readonly string[]} files @returns {readonly string[]} those that are tests of one of the suites of `npm test` */
export function testFiles(files) {
  return files.filter((file) =>
    /^test\/(unit|integration)\/.*\.test\.tsx?$|^test\/e2e\/.*\.spec\.ts$/.test(file),
  );
}
