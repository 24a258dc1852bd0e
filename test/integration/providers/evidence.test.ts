/** What counts as evidence for a key without a checksum, and what must never. */
import { auxot } from '../../../electron/providers/auxot.ts';
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AUXOT_EVIDENCE,
  looksRandom,
  redactEvidenceIn,
  type EvidenceSettings,
} from '../../../shared/evidence.ts';
import type { ScanReport } from '../../../shared/findings.ts';
import { createEvidenceDetector, redactText, wipeHits } from '../../../electron/scanner/detect/index.ts';
import { scan, type LiveFinding } from '../../../electron/scanner/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const RULES: EvidenceSettings = { rules: [AUXOT_EVIDENCE], known: null };

let drawn = 0;
/** As random as any, and the same at every run: one in some thousands does not look random, which would be no news. */
const draw = (encoding: 'base64url' | 'hex'): string =>
  createHash('sha256')
    .update(`evidence ${String((drawn += 1))}`)
    .digest(encoding);
const userKey = (): string => `user.${draw('base64url')}`;
const teamKey = (): string => `team.${draw('hex')}`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-evidence-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function scanned(
  paths: readonly string[],
  evidence: EvidenceSettings,
  history = false,
): Promise<{ findings: LiveFinding[]; report: ScanReport }> {
  const findings: LiveFinding[] = [];
  for await (const event of scan({ paths, evidence, history })) {
    if (event.type === 'finding') findings.push(event.finding);
    if (event.type === 'done') return { findings, report: event.report };
  }
  throw new Error('The scan ended without a report.');
}

const found = (text: string): string[] => {
  const hits = createEvidenceDetector(RULES).scan(Buffer.from(text));
  const kinds = hits.map(({ class: kind }) => kind);
  wipeHits(hits);
  return kinds;
};

describe('keys of the router', () => {
  it.each(['rtr_', 'adm_', 'tls_'])('are found by their form and where they stand: %s', (prefix) => {
    const key = `${prefix}${draw('base64url')}`;
    expect(found(`AUXOT_API_KEY=${key}`)).toEqual(['likely']);
    expect(found(`curl -H "Authorization: Bearer ${key}" http://router/v1`)).toEqual(['likely']);
    expect(redactText(`subject ${key}`)).toBe(`subject ${prefix}****`);
    // One character more or less is none, and neither is a name that begins alike, nor one without evidence.
    expect(found(`AUXOT_API_KEY=${key.slice(0, -1)}`)).toEqual([]);
    expect(found(`AUXOT_API_KEY=${key}x`)).toEqual([]);
    expect(found(`${prefix}session_resumption_ticket_lifetime_hint_seconds = 1`)).toEqual([]);
    expect(found(`see ${key} there`)).toEqual([]);
    expect(auxot.recognise(key)).toMatchObject({ ok: true, redacted: `${prefix}****${key.slice(-4)}` });
    expect(auxot.recognise(key.slice(0, -1))).toMatchObject({ ok: false });
  });
});

describe('context', () => {
  it.each([
    (key: string) => `curl -H "Authorization: Bearer ${key}" http://localhost:8080/api/agents`,
    (key: string) => `headers: { authorization: 'Bearer ${key}' }`,
    (key: string) => `x-api-key: ${key}`,
    (key: string) => `-H 'X-API-Key: ${key}'`,
    (key: string) => `headers["x-api-key"] = "${key}"`,
    (key: string) => `AUXOT_API_KEY=${key}`,
    (key: string) => `export AUXOT_TOKEN="${key}"`,
    (key: string) => `  apiKey: ${key}`,
    (key: string) => `{"auxot_secret": "${key}"}`,
    (key: string) => `const token = \`${key}\`;`,
    (key: string) => `key := "${key}"`,
  ])('counts %#', (write) => {
    expect(found(write(userKey()))).toEqual(['likely']);
    expect(found(write(teamKey()))).toEqual(['likely']);
  });

  it.each([
    (key: string) => key,
    (key: string) => `see ${key} for more`,
    (key: string) => `x = "${key}"`,
    (key: string) => `https://example.com/${key}`,
  ])('is missing in %#', (write) => {
    expect(found(write(userKey()))).toEqual([]);
  });

  it.each([
    'const token = user.getAuthenticationTokenFromRequest2(1)',
    'apiKey: user.preferences.notificationSettingsVersion2',
    'key = team.members_of_the_organisation_2024_archive',
    'Authorization: Bearer user.abc123...',
    'Authorization: Bearer user.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'x-api-key: user.YOUR_API_KEY_GOES_HERE_1234567890',
    'token: user.ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
    'password = team.20240101000000000000000000',
    'api_key=user.aaaaaaaaaaaaaaaaaaaaa1b2c3',
  ])('does not make a key of %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('takes what machines draw for random, and nearly all of it', () => {
    let missed = 0;
    for (let round = 0; round < 2000; round += 1) {
      if (!looksRandom(randomBytes(32).toString('base64url'), 20)) missed += 1;
      if (!looksRandom(randomBytes(16).toString('hex'), 20)) missed += 1;
      if (!looksRandom(randomUUID(), 20)) missed += 1;
    }
    expect(missed / 6000).toBeLessThan(0.02);
  });
});

it('recognises a key of the registry by its fingerprint, glued or ended by a full stop', async () => {
  const key = Buffer.from(randomBytes(32));
  const secret = userKey();
  const fingerprint = createHmac('sha256', key).update(secret).digest('hex');
  const evidence = { ...RULES, known: { key, fingerprints: [fingerprint], lengths: [secret.length] } };
  const place = path.join(folder, 'known');
  mkdirSync(place);
  writeFileSync(path.join(place, 'a.txt'), `first line\nGive them ${secret}.`);
  writeFileSync(
    path.join(place, 'b.bin'),
    Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(`${secret}AAAA`)]),
  );
  writeFileSync(path.join(place, 'c.txt.gz'), gzipSync(`zipped ${secret}\n`));
  writeFileSync(path.join(place, 'd.txt'), `padding\n`.repeat(200_000) + secret);
  writeFileSync(path.join(place, 'e.txt'), userKey());
  const { findings } = await scanned([place], evidence);
  expect(
    findings.map(({ path: file, class: kind, line, evidenceFingerprint, container }) => [
      file,
      kind,
      line,
      evidenceFingerprint,
      container,
    ]),
  ).toEqual([
    ['a.txt', 'valid', 2, fingerprint, []],
    ['b.bin', 'valid', null, fingerprint, []],
    ['c.txt.gz', 'valid', 1, fingerprint, []],
    ['d.txt', 'valid', 200_001, fingerprint, []],
  ]);
  for (const finding of findings) expect(JSON.stringify(finding)).not.toContain(secret.slice(5, 20));
});

it('finds one in the history, says who brought it in, and shows nothing of it', async () => {
  const repository = path.join(folder, 'repository');
  mkdirSync(repository);
  const git = (...args: string[]): void => {
    execFileSync(
      'git',
      ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'commit.gpgsign=false', ...args],
      { cwd: repository, stdio: 'ignore' },
    );
  };
  const secret = teamKey();
  git('init', '--initial-branch=main');
  writeFileSync(
    path.join(repository, 'hook.sh'),
    `curl -X POST $URL \\\n  -H "Authorization: Bearer ${secret}"\n`,
  );
  git('add', '.');
  git('commit', '-m', `Call the intake with x-api-key: ${secret}`);
  git('rm', 'hook.sh');
  git('commit', '-m', 'Remove it');
  const { findings, report } = await scanned([repository], RULES, true);
  expect(
    findings.map(({ path: file, source, class: kind, brand, line, commit }) => [
      file,
      source,
      kind,
      brand,
      line,
      commit?.author,
    ]),
  ).toEqual([
    [null, 'message', 'likely', 'auxot', expect.any(Number), 'Ann'],
    // Git keeps the first line of each message in its logs, too.
    ['.git/logs/HEAD', 'worktree', 'likely', 'auxot', 1, undefined],
    ['.git/logs/refs/heads/main', 'worktree', 'likely', 'auxot', 1, undefined],
    ['hook.sh', 'history', 'likely', 'auxot', 2, 'Ann'],
  ]);
  expect(JSON.stringify([findings, report])).not.toContain(secret.slice(5, 25));
  const { report: without } = await scanned([repository], { rules: [], known: null }, true);
  expect(without.findings).toEqual([]);
});

it('masks such keys in paths and subjects, and no ordinary words', () => {
  const secret = userKey();
  expect(redactText(`logs/${secret}/x`)).toBe('logs/user.****/x');
  for (const text of ['src/user.controller.integration.spec.ts', 'team.management_permissions_service2.rb']) {
    expect(redactEvidenceIn(text)).toBe(text);
  }
});

// As much as a repository grows to, beside whatever else the machine does.
describe('nothing', { timeout: 900_000 }, () => {
  it('is found in the packages this project is built from', async () => {
    const modules = path.dirname(realpathSync(path.join(ROOT, 'node_modules', 'vitest')));
    const { findings, report } = await scanned([modules], RULES);
    expect(report.scanned.files).toBeGreaterThan(10_000);
    expect(findings.filter(({ brand }) => brand === 'auxot')).toEqual([]);
  });

  it('is found in this repository and its history', async () => {
    const { findings } = await scanned([ROOT], RULES, true);
    expect(findings.filter(({ brand }) => brand === 'auxot')).toEqual([]);
  });
});
