/** The rules for other people's packages, on made-up cases. */
import { describe, expect, it } from 'vitest';
import { judgeAudit, type Policy } from '../../../build/audit.mjs';
import { packageFolderOf } from '../../../build/bundle/third-party.mjs';
import { isAllowedLicence, licenceProblems } from '../../../build/package/licence-policy.mjs';

describe('a licence', () => {
  it.each(['MIT', '(MIT OR CC0-1.0)', 'GPL-3.0 OR MIT', 'MIT AND ISC', 'BSD-3-Clause'])(
    '%s is allowed',
    (licence) => {
      expect(isAllowedLicence(licence)).toBe(true);
    },
  );
  it.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN FILE', 'UNKNOWN', '', 'BUSL-1.1'])(
    '%s is not',
    (licence) => {
      expect(isAllowedLicence(licence)).toBe(false);
    },
  );
  it('has to come with its text', () => {
    const described = { name: 'a', version: '1.0.0', licence: 'MIT', text: '' };
    expect(licenceProblems([described])).toEqual(['a@1.0.0 brings no text of its licence.']);
    expect(licenceProblems([{ ...described, text: 'Permission is hereby granted. '.repeat(10) }])).toEqual(
      [],
    );
  });
});

describe('a bundled module', () => {
  it.each([
    ['/app/node_modules/zod/v4/core.js', '/app/node_modules/zod'],
    [
      '/app/node_modules/a/node_modules/@b/c/index.js?commonjs-module',
      '/app/node_modules/a/node_modules/@b/c',
    ],
    ['\0/app/node_modules/react/index.js', '/app/node_modules/react'],
    ['C:\\app\\node_modules\\react\\index.js', 'C:/app/node_modules/react'],
    ['/app/electron/main.ts', null],
    ['\0rolldown/runtime.js', null],
  ])('%j belongs to %j', (id, folder) => {
    expect(packageFolderOf(id)?.replaceAll('\\', '/') ?? null).toBe(folder);
  });
});

describe('the audit', () => {
  const policy: Policy = { failAt: { shipped: 'low', development: 'high' }, exceptions: [] };
  const now = new Date('2026-11-21T12:00:00Z');
  const shipped = new Set(['hono']);
  const report = (name: string, severity: 'low' | 'moderate' | 'high'): Parameters<typeof judgeAudit>[0] => ({
    vulnerabilities: {
      [name]: { name, via: [{ url: 'https://github.com/advisories/GHSA-aaaa', title: 'Trouble', severity }] },
      // Only because of the other one, which is listed itself.
      dependent: { name: 'dependent', via: [name] },
    },
  });
  const excepted = (expires: string): Policy => ({
    ...policy,
    exceptions: [{ advisory: 'GHSA-aaaa', reason: 'not reached', expires }],
  });

  it('fails on whatever is known about what is shipped', () => {
    expect(judgeAudit(report('hono', 'low'), policy, shipped, now).problems).toHaveLength(1);
  });
  it('lets pass what is small in a tool, and says so', () => {
    const judged = judgeAudit(report('eslint', 'moderate'), policy, shipped, now);
    expect(judged.problems).toEqual([]);
    expect(judged.accepted[0]).toContain('below high');
    expect(judgeAudit(report('eslint', 'high'), policy, shipped, now).problems).toHaveLength(1);
  });
  it('takes an exception until its last day, and no longer', () => {
    const judge = (expires: string): readonly string[] =>
      judgeAudit(report('hono', 'high'), excepted(expires), shipped, now).problems;
    expect(judge('2026-11-21')).toEqual([]);
    expect(judge('2026-11-20')[0]).toContain('ended on 2026-11-20');
  });
  it('asks for an exception to go that nothing needs', () => {
    const { problems } = judgeAudit({ vulnerabilities: {} }, excepted('2027-01-01'), shipped, now);
    expect(problems).toEqual(['The exception for GHSA-aaaa is not needed any more: remove it.']);
  });
});
