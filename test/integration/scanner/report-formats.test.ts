/** Reports for other tools fit the schemas that those publish. */
import { Ajv } from 'ajv';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { csvReport } from '../../../electron/scanner/report/csv.ts';
import { gitlabReport } from '../../../electron/scanner/report/gitlab.ts';
import { junitReport } from '../../../electron/scanner/report/junit.ts';
import type { ScanReport } from '../../../shared/findings.ts';
import { zip } from '../../fixtures/scanner/archives.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { scannedFolder } from '../../fixtures/scanner/scanned-folder.ts';

const random = new Random(172);
const SCHEMAS = resolve(import.meta.dirname, '../../fixtures/scanner/schemas');
const NOW = new Date('2026-05-04T03:02:01.500Z');
const scanned = scannedFolder();
const { write, git, reportOf } = scanned;

describe('reports for other tools', () => {
  async function everything(): Promise<ScanReport> {
    write('r/<a> & "b".env', `K=${random.key('prod')}\n`);
    write('r/=1+1,2.env', `K=${random.key('test')}\n`);
    const wrong = random.key();
    write('r/wrong.txt', `${wrong.slice(0, 60)}${wrong[60] === 'x' ? 'y' : 'x'}${wrong.slice(61)}`);
    write('r/locked.zip', zip([{ name: 'x', content: Buffer.from('x'), encrypted: true }]));
    write('r/in.zip', zip([{ name: 'deep/\u202E.env', content: Buffer.from(random.key()) }]));
    git('r', 'init', '-q');
    git('r', 'add', '.');
    git('r', 'commit', '-qm', 'a <b> & \u0007 ]]> "c"');
    rmSync(join(scanned.path, 'r/=1+1,2.env'));
    write('r/left.bin', 'x');
    return await reportOf(['r'], { history: true, exclude: ['left.bin'] });
  }

  it('fit GitLab’s schema', async () => {
    const document = gitlabReport(await everything(), '1.2.3', NOW);
    for (const version of ['15.0.4', '15.2.4']) {
      const schema = readFileSync(join(SCHEMAS, `gitlab-secret-detection-${version}.json`), 'utf8');
      const validate = new Ajv({ strict: false }).compile(JSON.parse(schema) as object);
      expect([version, validate(JSON.parse(JSON.stringify(document))), validate.errors]).toEqual([
        version,
        true,
        null,
      ]);
    }
    expect(document).toMatchObject({
      scan: { status: 'failure', end_time: '2026-05-04T03:02:01' },
      vulnerabilities: expect.arrayContaining([
        expect.objectContaining({
          severity: 'Critical',
          location: expect.objectContaining({ file: '<a> & "b".env', start_line: 1 }) as object,
        }) as object,
        expect.objectContaining({
          severity: 'High',
          location: expect.objectContaining({
            commit: expect.objectContaining({
              sha: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
            }) as object,
          }) as object,
        }) as object,
      ]) as object,
    });
    expect(gitlabReport(await reportOf(['r']), '1.2.3', NOW)).not.toMatchObject({ vulnerabilities: [] });
  });

  it('fit JUnit’s schema, with a test that passed where nothing was found', async () => {
    const schema = readFileSync(join(SCHEMAS, 'junit.xsd'), 'utf8');
    const check = async (xml: string): Promise<void> => {
      const { valid, errors } = await validateXML({
        xml: [{ fileName: 'report.xml', contents: xml }],
        schema: [schema],
      });
      expect([valid, errors]).toEqual([true, []]);
    };
    const report = await everything();
    const xml = junitReport(report, NOW);
    await check(xml);
    expect(xml).toContain('&lt;a&gt; &amp; &quot;b&quot;.env:1:3');
    expect(xml).toMatch(/ failures="3" errors="\d+"/);
    write('clean/x', 'x');
    const clean = junitReport(await reportOf(['clean']), NOW);
    await check(clean);
    expect(clean).toContain('tests="1" failures="0" errors="0"');
  });

  it('are a table of the same width that no spreadsheet reads as a formula', async () => {
    const report = await everything();
    const rows = csvReport(report).split('\r\n');
    expect(rows).toHaveLength(1 + report.findings.length + report.skipped.length + 1);
    const width = rows[0]!.split(',').length;
    const cells = rows.map((row) =>
      [...row.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,"]*)/g)].map(([, cell]) => cell),
    );
    expect(new Set(cells.map((row) => row.length))).toEqual(new Set([width]));
    expect(cells.flat()).toContain(`"'=1+1,2.env"`);
    expect(rows.at(-1)).toContain('Left out: 1 file by --exclude.');
  });
});
