/** Reads how many test cases passed and failed from what Vitest and Playwright report. */

import path from 'node:path';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/**
 * @param {any} report  Vitest's JSON report
 * @returns {Counts}
 */
export function countVitest(report) {
  const files = report.testResults ?? [];
  // A file that could not even be loaded has no cases to fail.
  const broken = files.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {any} report  Playwright's JSON report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  // `errors` holds what went wrong outside of any test, such as a file that does not load.
  return { passed: expected, failed: unexpected + flaky + (report.errors ?? []).length, skipped };
}

/**
 * @param {any} report  Vitest's JSON report
 * @param {string} folder  the project's
 * @returns {readonly string[]} `file › test`, or the file alone where it did not load
 */
export function failedVitest(report, folder) {
  return (report.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const name = path.relative(folder, file.name).split(path.sep).join('/');
    const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [name] : [];
    return failed.map((/** @type {any} */ test) => `${name} › ${test.fullName}`);
  });
}

/**
 * @param {any} report  Playwright's JSON report
 * @returns {readonly string[]} `file › test`
 */
export function failedPlaywright(report) {
  /** @param {any} suite @returns {readonly string[]} */
  const inSuite = (suite) => [
    ...(suite.specs ?? [])
      .filter((/** @type {any} */ spec) => !spec.ok)
      .map((/** @type {any} */ spec) => `${spec.file} › ${spec.title}`),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return (report.suites ?? []).flatMap(inSuite);
}
