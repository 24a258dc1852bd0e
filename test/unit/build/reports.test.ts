import { describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  failedPlaywright,
  failedVitest,
} from '../../../build/bootstrap/reports.mjs';

describe('counting test cases', () => {
  it('adds up what Vitest reports', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 7, failed: 1, skipped: 3 });
  });

  it('counts a file that does not load, which has no case to fail', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [{ status: 'failed', assertionResults: [] }],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a flaky end-to-end test and an error outside of tests as failures', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 4, failed: 3, skipped: 2 });
  });
});

describe('naming what failed', () => {
  it('names each failing test with its file, and a file that did not load', () => {
    const report = {
      testResults: [
        {
          name: '/project/test/unit/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'failed', fullName: 'adds up' },
            { status: 'passed', fullName: 'subtracts' },
          ],
        },
        { name: '/project/test/unit/b.test.ts', status: 'failed', assertionResults: [] },
        { name: '/project/test/unit/c.test.ts', status: 'passed', assertionResults: [] },
      ],
    };
    expect(failedVitest(report, '/project')).toEqual([
      'test/unit/a.test.ts › adds up',
      'test/unit/b.test.ts',
    ]);
  });

  it('finds a test in windows however deep it lies', () => {
    const spec = (title: string, ok: boolean) => ({ file: 'a.spec.ts', title, ok });
    const inner = { specs: [spec('in a group', false)] };
    const report = { suites: [{ specs: [spec('goes', true), spec('alone', false)], suites: [inner] }] };
    expect(failedPlaywright(report)).toEqual(['a.spec.ts › alone', 'a.spec.ts › in a group']);
  });
});
