/** JUnit's XML as build servers show it: each finding is a test that failed, what could not be scanned one that errored. */
import { hostname } from 'node:os';
import { htmlText, terminalLine } from '../../../shared/harmless-text.ts';
import type { ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { isNewLeak } from '../../../shared/leaks.ts';
import { leftOutOf } from './left-out.ts';
import { describedFinding, ReportPlaces } from './report-places.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

/** @param now when the scan ended */
export function junitReport(report: ScanReport, now: Date): string {
  const places = new ReportPlaces(report);
  const leaks = report.findings.filter(isNewLeak);
  const seconds = (report.scanned.durationMs / 1000).toFixed(3);
  const cases = [
    ...report.findings.map((finding) => caseOf(finding, places)),
    ...report.skipped.map(
      ({ path, reason }) =>
        `<testcase name="${text(path)}" classname="not-scanned" time="0"><error message="${text(reason)}" type="not-scanned"/></testcase>`,
    ),
  ];
  const clean = '<testcase name="no leaked key" classname="leaked-key" time="0"/>';
  const warnings = report.findings.filter((finding) => !isNewLeak(finding));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `<testsuite name="augno-vault scan" package="augno-vault" id="0" timestamp="${now.toISOString().slice(0, 19)}" hostname="${text(hostname() || 'localhost')}" tests="${String(Math.max(1, cases.length))}" failures="${String(leaks.length)}" errors="${String(report.skipped.length)}" time="${seconds}">`,
    `<properties>${report.roots.map((root) => `<property name="root" value="${text(root)}"/>`).join('')}</properties>`,
    ...(cases.length === 0 ? [clean] : cases),
    `<system-out>${leftOutOf(report)
      .map((said) => text(inEnglish(said)))
      .join('\n')}</system-out>`,
    `<system-err>${warnings.map((finding) => `${text(placeText(finding, places))}: ${text(describedFinding(finding))}`).join('\n')}</system-err>`,
    '</testsuite>',
    '</testsuites>',
  ];
  return lines.join('\n');
}

function caseOf(finding: ScanFinding, places: ReportPlaces): string {
  const rule = finding.class === 'malformed' ? 'malformed-key' : 'leaked-key';
  const open = `<testcase name="${text(placeText(finding, places))}" classname="${rule}" time="0"`;
  if (!isNewLeak(finding)) return `${open}/>`;
  const said = text(describedFinding(finding));
  return `${open}><failure message="${said}" type="${finding.class}">${said}\nid ${text(finding.keyId ?? '-')}\nmark ${finding.fingerprint}</failure></testcase>`;
}

function placeText(finding: ScanFinding, places: ReportPlaces): string {
  const { base, path } = places.of(finding);
  const under = base === '%SRCROOT%' ? '' : `${base}/`;
  const at = finding.line === null ? '' : `:${String(finding.line)}:${String(finding.column ?? 1)}`;
  return `${under}${[path ?? 'a message', ...finding.container].join(' » ')}${at}`;
}

/** Characters that XML can't hold are spelled out before the others are escaped; no name is empty. */
function text(value: string): string {
  return htmlText(terminalLine(value === '' ? '-' : value).replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD'));
}
