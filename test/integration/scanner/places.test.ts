/** Where findings are said to be: by root, by the bytes of a name, in reports of every format, in baselines. */
import { Ajv } from 'ajv';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sarifReport, sarifText } from '../../../electron/scanner/report/sarif.ts';
import { writeBaseline } from '../../../electron/scanner/report/write.ts';
import type { ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { zip } from '../../fixtures/scanner/archives.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { scannedFolder } from '../../fixtures/scanner/scanned-folder.ts';

const random = new Random(171);
const SCHEMAS = resolve(import.meta.dirname, '../../fixtures/scanner/schemas');
const scanned = scannedFolder();
const { write, git, reportOf } = scanned;

interface SarifRun {
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
  readonly results: readonly {
    readonly level: string;
    readonly locations: readonly {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
      };
    }[];
    readonly properties: { readonly mode: string };
  }[];
}

function sarifRun(report: ScanReport, most?: number): SarifRun {
  const document = sarifReport(report, '1.0.0', most) as unknown as { readonly runs: readonly [SarifRun] };
  const schema = readFileSync(join(SCHEMAS, '..', 'sarif-schema-2.1.0.json'), 'utf8');
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(schema) as object,
  );
  expect([validate(JSON.parse(JSON.stringify(document))), validate.errors]).toEqual([true, null]);
  return document.runs[0];
}

function addresses({ results, originalUriBaseIds }: SarifRun): string[] {
  return results.map(({ locations }) => {
    const { uri, uriBaseId } = locations[0]!.physicalLocation.artifactLocation;
    return new URL(uri, originalUriBaseIds[uriBaseId]!.uri).href;
  });
}

const address = (path: string): string => pathToFileURL(join(scanned.path, path)).href;

describe('several roots', () => {
  it('with the same path in them have a finding each, and each says its root', async () => {
    const key = random.key();
    write('a/.env', key);
    write('b/.env', key);
    const report = await reportOf(['a', 'b']);
    expect(report.findings.map(({ root, path }) => [root, path])).toEqual([
      [join(scanned.path, 'a'), '.env'],
      [join(scanned.path, 'b'), '.env'],
    ]);
    expect(addresses(sarifRun(report))).toEqual([address('a/.env'), address('b/.env')]);
  });

  it('in one repository list what its history holds once, in the root where it lies', async () => {
    write('r/packages/a/x.env', random.key());
    write('r/packages/b/y.env', random.key());
    write('r/other/z.env', random.key());
    git('r', 'init', '-q');
    git('r', 'add', '.');
    git('r', 'commit', '-qm', 'first');
    rmSync(join(scanned.path, 'r/packages/b/y.env'));
    const report = await reportOf(['r/packages/a', 'r/packages/b'], { history: true });
    expect(report.findings.map(({ root, path, source }) => [root, path, source])).toEqual([
      [join(scanned.path, 'r/packages/a'), '../../other/z.env', 'history'],
      [join(scanned.path, 'r/packages/a'), 'x.env', 'worktree'],
      [join(scanned.path, 'r/packages/b'), 'y.env', 'history'],
    ]);
    // A code host wants them from the top of what was checked out.
    const { results, originalUriBaseIds } = sarifRun(report);
    expect(originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: `${address('r')}/` } });
    expect(results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri)).toEqual([
      'other/z.env',
      'packages/a/x.env',
      'packages/b/y.env',
    ]);
  });
});

it('in repositories below the root are named from the top of their own', async () => {
  for (const name of ['work/a', 'work/deep/b']) {
    write(`${name}/src/x.env`, random.key());
    write(`${name}/y.env`, random.key());
    git(name, 'init', '-q');
    git(name, 'add', '.');
    git(name, 'commit', '-qm', 'first');
    rmSync(join(scanned.path, name, 'y.env'));
  }
  const run = sarifRun(await reportOf(['work'], { history: true }));
  expect(addresses(run)).toEqual(
    ['work/a/src/x.env', 'work/a/y.env', 'work/deep/b/src/x.env', 'work/deep/b/y.env'].map(address),
  );
  expect(run.results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri)).toEqual([
    'src/x.env',
    'y.env',
    'src/x.env',
    'y.env',
  ]);
});

it('a single file, and a folder, are named from the top of their repository', async () => {
  write('r/packages/app/x.env', random.key());
  git('r', 'init', '-q');
  for (const path of ['r/packages/app/x.env', 'r/packages/app', 'r']) {
    const report = await reportOf([path]);
    expect(report.findings[0]!.root).toBe(join(scanned.path, path));
    expect(sarifRun(report).results[0]!.locations[0]!.physicalLocation.artifactLocation).toEqual({
      uri: 'packages/app/x.env',
      uriBaseId: '%SRCROOT%',
    });
  }
});

it.runIf(process.platform === 'linux')(
  'names that are no UTF-8 stay apart, in the work tree, in the index and in the history',
  async () => {
    const key = random.key();
    mkdirSync(join(scanned.path, 'r'));
    const names = [
      Buffer.from('c\xe9.env', 'latin1'),
      Buffer.from('c\xe8.env', 'latin1'),
      Buffer.from('c\\xE9.env'),
    ];
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${scanned.path}/r/`), name]), key);
    const spelled = ['c\\x5CxE9.env', 'c\\xE8.env', 'c\\xE9.env'];
    const paths = (report: ScanReport): (string | null)[] => report.findings.map(({ path }) => path);
    const report = await reportOf(['r']);
    expect(paths(report)).toEqual(spelled);
    expect(
      sarifRun(report).results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri),
    ).toEqual(['c%5CxE9.env', 'c%E8.env', 'c%E9.env']);
    git('r', 'init', '-q');
    git('r', 'add', '.');
    expect(paths(await reportOf(['r'], { staged: true }))).toEqual(spelled);
    git('r', 'commit', '-qm', 'first');
    expect(paths(await reportOf(['r'], { history: true }))).toEqual(spelled);
  },
);

describe('a baseline', () => {
  it('hides what it names in its own folder, and no other folder’s', async () => {
    const key = random.key();
    for (const name of ['a', 'b', 'a/below']) write(`${name}/.env`, key);
    const baselineFile = join(scanned.path, 'kept', 'baseline.json');
    mkdirSync(join(scanned.path, 'kept'));
    writeBaseline(baselineFile, (await reportOf(['a'])).findings);
    const roots = async (paths: readonly string[]): Promise<(string | undefined)[]> =>
      (await reportOf(paths, { baselineFile })).findings.map(({ root }) => root);
    expect(await roots(['a'])).toEqual([]);
    expect(await roots(['b'])).toEqual([join(scanned.path, 'b')]);
    expect(await roots(['a', 'b'])).toEqual([join(scanned.path, 'b')]);
    // The same files, seen from below and from above.
    expect(await roots(['a/below'])).toEqual([]);
    expect((await reportOf(['.'], { baselineFile })).findings.map(({ path }) => path)).toEqual(['b/.env']);
    expect(readFileSync(baselineFile, 'utf8')).not.toContain(scanned.path);
  });

  it('goes with the repository that it is kept in', async () => {
    const key = random.key();
    write('here/app/.env', key);
    writeBaseline(join(scanned.path, 'here', 'baseline.json'), (await reportOf(['here'])).findings);
    renameSync(join(scanned.path, 'here'), join(scanned.path, 'there'));
    const baselineFile = join(scanned.path, 'there', 'baseline.json');
    expect((await reportOf(['there'], { baselineFile })).findings).toEqual([]);
    expect((await reportOf(['there/app'], { baselineFile })).findings).toEqual([]);
  });

  it('of an older version, and a report from another computer, go on working', async () => {
    const key = random.key();
    write('shop/.env', key);
    write('other/.env', key);
    const report = await reportOf(['shop']);
    const baselineFile = join(scanned.path, 'baseline.json');
    const hidden = async (path: string): Promise<boolean> =>
      (await reportOf([path], { baselineFile })).findings.length === 0;
    const [{ fingerprint, path, container }] = report.findings as [ScanFinding];
    writeFileSync(
      baselineFile,
      JSON.stringify({ schema: 'augno-vault/baseline@1', findings: [{ fingerprint, path, container }] }),
    );
    expect([await hidden('shop'), await hidden('other')]).toEqual([true, true]);
    writeFileSync(baselineFile, JSON.stringify(report));
    expect([await hidden('shop'), await hidden('other')]).toEqual([true, false]);
    const elsewhere = { ...report.findings[0]!, root: '/builds/group/shop' };
    writeFileSync(
      baselineFile,
      JSON.stringify({ ...report, roots: [elsewhere.root], findings: [elsewhere] }),
    );
    expect([await hidden('shop'), await hidden('other')]).toEqual([true, false]);
  });
});

describe('SARIF', () => {
  it('says that the run was no success where something could not be scanned', async () => {
    write('a/locked.zip', zip([{ name: 'x', content: Buffer.from('x'), encrypted: true }]));
    const [incomplete] = sarifRun(await reportOf(['a'])).invocations;
    expect(incomplete!.executionSuccessful).toBe(false);
    expect(incomplete!.toolExecutionNotifications[0]!.message.text).toContain('locked.zip');
    write('b/x', 'x');
    expect(sarifRun(await reportOf(['b'])).invocations[0]!.executionSuccessful).toBe(true);
  });

  it('keeps the worst of more than a code host takes, and says how many are left out', async () => {
    const keys = [
      ...Array.from({ length: 6 }, () => random.key('test')),
      random.key('prod'),
      random.key('prod'),
    ];
    write('a/all.txt', keys.join('\n'));
    const report = await reportOf(['a']);
    const run = sarifRun(report, 3);
    expect(run.results.map(({ properties }) => properties.mode)).toEqual(['prod', 'prod', 'test']);
    expect(run.invocations[0]!.toolExecutionNotifications[0]!.message.text).toContain(
      '5 of 8 results are left out',
    );
    expect(report.findings).toHaveLength(8);
    // By its size too.
    const shorter = JSON.parse(sarifText(report, '1.0.0', 1500)) as { readonly runs: readonly [SarifRun] };
    expect(shorter.runs[0].results.length).toBeLessThan(8);
    expect(shorter.runs[0].invocations[0]!.toolExecutionNotifications[0]!.message.text).toContain('left out');
  });

  it('takes a hundred thousand places that could not be scanned in few words', () => {
    const skipped = Array.from({ length: 100_000 }, (_, index) => ({
      path: String(index),
      reason: 'locked',
    }));
    const report: ScanReport = {
      schema: 'augno-vault/scan@1',
      roots: [scanned.path],
      complete: false,
      scanned: { files: 1, bytes: 1, blobs: 0, commits: 0, durationMs: 1 },
      suppressed: { byIgnoreFile: 0, byBaseline: 0 },
      findings: [],
      skipped,
    };
    const notes = sarifRun(report).invocations[0]!.toolExecutionNotifications;
    expect([notes.length, notes.at(-1)!.message.text]).toEqual([1001, expect.stringContaining('99000 more')]);
  });
});
