/** Reads how many test cases passed and failed from what Vitest and Playwright report. */

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
