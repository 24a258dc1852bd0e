/**
 * `node build/audit.mjs`: known weaknesses in the dependencies, against build/audit-policy.json. What is shipped is held
 * to a stricter line than what only builds and tests. Where the registry has no audit endpoint, it says so and passes.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { capture, projectEnvironment } from './bootstrap/processes.mjs';
import { exists } from './lib/files.mjs';
import { projectFolder } from './lib/project.mjs';
import { shippedPackages } from './package/bill-of-materials.mjs';

/** @typedef {'info' | 'low' | 'moderate' | 'high' | 'critical'} Severity */
/** @typedef {{ readonly advisory: string, readonly reason: string, readonly expires: string }} Exception  expires: a day, after which it does not count */
/** @typedef {{ readonly failAt: { readonly shipped: Severity, readonly development: Severity }, readonly exceptions: readonly Exception[] }} Policy */
/** @typedef {{ readonly url?: string, readonly title?: string, readonly severity: Severity }} Advisory */
/** @typedef {{ readonly name: string, readonly via: readonly (string | Advisory)[] }} Vulnerability */

/** @type {readonly Severity[]} */
const severities = ['info', 'low', 'moderate', 'high', 'critical'];

/**
 * @param {{ readonly vulnerabilities: Readonly<Record<string, Vulnerability>> }} report  of `npm audit --json`
 * @param {Policy} policy
 * @param {ReadonlySet<string>} shipped  names of packages
 * @param {Date} now
 * @returns {{ readonly problems: readonly string[], readonly accepted: readonly string[] }} a sentence for each
 */
export function judgeAudit(report, policy, shipped, now) {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const accepted = [];
  const used = new Set();
  for (const { name, via } of Object.values(report.vulnerabilities)) {
    for (const advisory of via) {
      // A name means: because of that package, which is listed itself.
      if (typeof advisory === 'string') continue;
      const id = advisory.url?.split('/').at(-1) ?? '';
      const line = policy.failAt[shipped.has(name) ? 'shipped' : 'development'];
      const where = shipped.has(name) ? 'is shipped' : 'builds or tests';
      const sentence =
        `${name} (${where}): ${advisory.severity}, ${advisory.title ?? 'no title'} ${advisory.url ?? ''}`.trim();
      const exception = policy.exceptions.find((entry) => entry.advisory === id);
      if (exception !== undefined) used.add(exception.advisory);
      if (severities.indexOf(advisory.severity) < severities.indexOf(line))
        accepted.push(`${sentence} (below ${line})`);
      else if (exception === undefined) problems.push(sentence);
      else if (now > new Date(`${exception.expires}T23:59:59Z`))
        problems.push(`${sentence} (its exception ended on ${exception.expires})`);
      else accepted.push(`${sentence} (until ${exception.expires}: ${exception.reason})`);
    }
  }
  for (const { advisory } of policy.exceptions)
    if (!used.has(advisory))
      problems.push(`The exception for ${advisory} is not needed any more: remove it.`);
  return { problems, accepted };
}

async function main() {
  const { stdout } = await capture(
    'npm',
    [
      'audit',
      '--json',
      '--package-lock-only',
      '--fetch-retries=0',
      '--fetch-timeout=20000',
      '--loglevel=silent',
    ],
    { env: projectEnvironment() },
  );
  /** @type {any} */
  let report = null;
  try {
    report = JSON.parse(stdout);
  } catch {
    // No answer at all is treated as one without a list.
  }
  if (report?.vulnerabilities === undefined) {
    const status = report?.statusCode === undefined ? 'no answer' : `status ${report.statusCode}`;
    console.log(`Skipped: the registry answers no audit here (${status}).`);
    return;
  }
  if (!(await exists(path.join(projectFolder, 'dist', 'third-party.json')))) {
    console.error('What is shipped is not known before there is a build: npm run build');
    process.exitCode = 1;
    return;
  }
  const policy = JSON.parse(await readFile(path.join(projectFolder, 'build', 'audit-policy.json'), 'utf8'));
  const shipped = new Set((await shippedPackages()).map(({ name }) => name).concat('electron'));
  const { problems, accepted } = judgeAudit(report, policy, shipped, new Date());
  for (const line of accepted) console.log(`accepted: ${line}`);
  for (const line of problems) console.error(line);
  console.log(`${String(problems.length)} to be dealt with, ${String(accepted.length)} accepted.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
