import { Ajv } from 'ajv';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scanCommand } from '../../../electron/cli/scan.ts';
import { scan } from '../../../electron/scanner/index.ts';
import { exitCodeOf } from '../../../electron/cli/exit-code.ts';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/index.ts';
import type { CommandContext } from '../../../electron/cli/types.ts';
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { AppError } from '../../../shared/errors.ts';
import { spelledAs } from '../../../shared/key-format.ts';
import { scanReportSchema, type ScanReport } from '../../../shared/findings.ts';
import { zip } from '../../fixtures/scanner/archives.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { withStandardOutput } from '../../fixtures/standard-output.ts';
import { forPrograms, inEnglish } from '../../../shared/messages/words.ts';
import { startTestServer } from '../sandbox/support/server.ts';

const random = new Random(91);
let folder = '';
const saved = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-command-'));
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
});

afterEach(() => {
  process.env = { ...saved };
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number;
  /** Everything that was printed, noted, warned or said in an error. */
  readonly all: string;
  readonly out: string;
}

async function run(
  args: readonly string[],
  options: { json?: boolean; signal?: AbortSignal } = {},
): Promise<Outcome> {
  const out: string[] = [];
  const notes: string[] = [];
  const unexpected = (): never => {
    throw new Error('The scan asks for nothing.');
  };
  const context: CommandContext = {
    commands: [],
    globals: { vault: undefined, connection: undefined, json: options.json ?? false, quiet: false },
    version: '0.0.0-test',
    vaultFolder: join(folder, 'vault'),
    words: inEnglish,
    print: (line) => out.push(inEnglish(line)),
    printJson: (value) => out.push(JSON.stringify(forPrograms(value))),
    note: (line) => notes.push(inEnglish(line)),
    warn: (line) => notes.push(inEnglish(line)),
    readSecret: unexpected,
    ask: unexpected,
    signal: options.signal ?? new AbortController().signal,
  };
  let code: number;
  try {
    code = await withStandardOutput(out, () => scanCommand.run(args, context));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    notes.push(error.message, error.hint);
    code = exitCodeOf(error.code);
  }
  return { code, out: out.join('\n'), all: [...out, ...notes].join('\n') };
}

async function report(args: readonly string[]): Promise<ScanReport> {
  const { out } = await run(args, { json: true });
  return scanReportSchema.parse(JSON.parse(out));
}

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, 'root', name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const root = (): string => join(folder, 'root');

describe('exit codes', () => {
  it('5 for a repository without files: what git keeps for itself is nothing that was meant', async () => {
    mkdirSync(root(), { recursive: true });
    execFileSync('git', ['init', '-q', root()]);
    for (const args of [[root()], [root(), '--history']]) {
      const { code, all } = await run(args);
      expect([code, all]).toEqual([5, expect.stringContaining('there is nothing in it to scan')]);
    }
    writeFileSync(join(root(), '.git', 'config'), `[x]\n\tk = ${random.key()}\n`);
    expect((await run([root()])).code).toBe(1);
    write('.git/config', '');
    write('a.txt', 'a\n');
    expect((await run([root()])).code).toBe(0);
  });

  it('0 where nothing is found, 1 for a leak, 0 with --exit-zero', async () => {
    write('a.txt', 'nothing here\n');
    expect((await run([root()])).code).toBe(0);
    write('b.txt', random.key());
    expect((await run([root()])).code).toBe(1);
    expect((await run([root(), '--exit-zero'])).code).toBe(0);
  });

  it('counts a wrong checksum only with --strict', async () => {
    const key = random.key();
    write('a.txt', `${key.slice(0, 84)}${key[84] === 'a' ? 'b' : 'a'}`);
    expect((await run([root()])).code).toBe(0);
    expect((await run([root(), '--strict'])).code).toBe(1);
  });

  it('tells of one wrong character and of masked keys without counting either as a leak', async () => {
    const key = random.key('prod', 'augno');
    write('a.txt', `${key.slice(0, 40)}${key[40] === 'a' ? 'b' : 'a'}${key.slice(41)}`);
    write('b.md', `It begins with ${key.slice(0, 16)}...${key.slice(-4)}.\n`);
    const text = await run([root()]);
    expect(text.code).toBe(0);
    expect(text.out).toContain('one character is wrong; the key it was meant to be is proven');
    expect(text.out).toContain(`Masked, so no leaks: 1 key\n  aug_sk_prod_****${key.slice(-4)} in b.md`);
    expect(text.out).toContain('No leaked key found, 1 warning.');
    expect(await report([root()])).toMatchObject({
      complete: true,
      findings: [{ class: 'malformed', repairable: true, keyId: key.slice(12, 34), path: 'a.txt' }],
      masked: [{ redacted: `aug_sk_prod_****${key.slice(-4)}`, mode: 'prod', files: 1, examples: ['b.md'] }],
    });
    expect((await run([root(), '--strict'])).code).toBe(1);
  });

  it.each([
    [['--format', 'xml']],
    [['--no-such-option']],
    [['--jobs', 'many']],
    [['--max-archive-depth', '-1']],
    [['/there/is/nothing/here']],
    [['--range', 'a..b', '--staged']],
  ])('2 for %j', async (args) => {
    expect((await run(args)).code).toBe(2);
  });

  it('2 for --history and --staged outside a repository', async () => {
    write('a.txt', 'x');
    expect((await run([root(), '--history'])).code).toBe(2);
    expect((await run([root(), '--staged'])).code).toBe(2);
  });

  it('2 for a missing path among others, after the rest was scanned', async () => {
    write('a.txt', 'x');
    const outcome = await run([root(), join(folder, 'missing'), '--format', 'json']);
    expect(outcome.code).toBe(2);
    expect(JSON.parse(outcome.out)).toMatchObject({ complete: false, scanned: { files: 1 } });
    write('b.txt', random.key());
    expect((await run([root(), join(folder, 'missing')])).code).toBe(1);
  });

  it('5 for a folder with nothing in it, never "clean"', async () => {
    mkdirSync(root());
    const outcome = await run([root()]);
    expect(outcome.code).toBe(5);
    expect(outcome.out).not.toContain('No leaked key');
    expect(await report([root()])).toMatchObject({ complete: false, scanned: { files: 0 } });
  });

  it('5 where something could not be scanned, 1 where a leak was found as well', async () => {
    write('enc.zip', zip([{ name: 'a.txt', content: Buffer.from('x'), encrypted: true }]));
    expect((await run([root()])).code).toBe(5);
    write('b.txt', random.key());
    expect((await run([root()])).code).toBe(1);
  });

  it('says what was done when it is stopped', async () => {
    write('a.txt', 'x');
    const abort = new AbortController();
    abort.abort();
    const outcome = await run([root(), '--format', 'json'], { signal: abort.signal });
    expect(outcome.code).toBe(5);
    expect(JSON.parse(outcome.out)).toMatchObject({
      complete: false,
      skipped: [{ reason: 'the scan was stopped before its end' }],
    });
  });
});

describe('the report', () => {
  it('has the form of the interface, with labels', async () => {
    const key = random.key('prod', 'augno');
    execFileSync('git', ['init', '-q', root()]);
    write('.gitignore', '*.log\n!keep.log\nsecret/\n');
    write('debug.log', key);
    write('keep.log', key);
    write('secret/deep/x.txt', key);
    write('web/.env', `A=1\nNEXT_PUBLIC_KEY=${key}\n`);
    write('dist/app.js.map', `{"x":"${key}"}`);
    write(`names/${key}.txt`, 'x');
    const { findings, complete } = await report([root()]);
    const byPath = new Map(findings.map((finding) => [finding.path, finding]));
    expect(complete).toBe(true);
    expect(byPath.get('debug.log')).toMatchObject({
      ignoredByGit: true,
      line: 1,
      column: 1,
      clientSide: false,
    });
    expect(byPath.get('keep.log')).toMatchObject({ ignoredByGit: false });
    expect(byPath.get('secret/deep/x.txt')).toMatchObject({ ignoredByGit: true });
    expect(byPath.get('web/.env')).toMatchObject({ clientSide: true, line: 2, column: 17 });
    expect(byPath.get('dist/app.js.map')).toMatchObject({ clientSide: true });
    expect(
      byPath.get('names/aug_sk_prod_****.txt') ?? findings.find(({ path }) => path?.startsWith('names/')),
    ).toMatchObject({
      line: null,
      class: 'valid',
    });
    expect(findings).toHaveLength(6);
    for (const finding of findings) {
      expect(finding).toMatchObject({
        keyId: key.slice(12, 34),
        redacted: `aug_sk_prod_****${key.slice(-4)}`,
        brand: 'augno',
      });
      expect(finding.fingerprint).toBe(findings[0]!.fingerprint);
    }
  });

  it('keeps fingerprints over line moves and renames', async () => {
    const key = random.key();
    write('a.txt', `x\n${key}\n`);
    const [before] = (await report([root()])).findings;
    write('a.txt', `x\n\n\n\n  ${key}\n`);
    const [after] = (await report([root()])).findings;
    expect(after!.fingerprint).toBe(before!.fingerprint);
    expect([before!.line, after!.line]).toEqual([2, 5]);
  });

  it('is valid SARIF 2.1.0', async () => {
    const key = random.key();
    write('a b/ü#%.txt', key);
    write(
      'arch.zip',
      zip([
        { name: 'in/x', content: Buffer.from(key) },
        { name: 'e', content: Buffer.from('1'), encrypted: true },
      ]),
    );
    const outcome = await run([root(), '--format', 'sarif']);
    const path = new URL('../../fixtures/scanner/sarif-schema-2.1.0.json', import.meta.url);
    const schema = JSON.parse(readFileSync(path, 'utf8')) as object;
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
    const validate = ajv.compile(schema);
    const sarif = JSON.parse(outcome.out) as { runs: { results: unknown[] }[] };
    expect(validate(sarif), JSON.stringify(validate.errors)).toBe(true);
    expect(sarif.runs[0]!.results).toHaveLength(2);
    expect(outcome.out).toContain('a%20b/%C3%BC%23%25.txt');
  });

  it('escapes hostile names in every format', async () => {
    const key = random.key();
    write('a\u001B]0;title\u0007\u202Etxt.\nLEAK ::error::x', key);
    write('m.zip', zip([{ name: '\u001B[2J\u009B\u200Ex', content: Buffer.from(key) }]));
    for (const format of ['text', 'json', 'sarif']) {
      const { all } = await run([root(), '--format', format]);
      // oxlint-disable-next-line no-control-regex -- those are what must not come out
      expect(all).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u202E]/);
      expect(all).not.toMatch(/^(LEAK )?::error/m);
    }
  });

  it('writes no report and no baseline over a vault, nor into its folder', async () => {
    write('a.txt', random.key());
    const vault = join(folder, 'vault');
    mkdirSync(vault);
    writeFileSync(join(vault, 'vault.db'), 'the only copy');
    symlinkSync(vault, join(folder, 'link'));
    for (const at of ['vault', 'link'])
      for (const option of ['--output', '--write-baseline']) {
        const { code, all } = await run([root(), option, join(folder, at, 'vault.db')]);
        expect([code, all]).toEqual([
          2,
          'The file to write is in the vault’s own folder.\nNothing was written. Choose another folder.',
        ]);
      }
    expect(readFileSync(join(vault, 'vault.db'), 'utf8')).toBe('the only copy');
  });

  it('never prints a raw key, in any format, file or error', async () => {
    const key = random.key();
    write(`${key}/x.txt`, key);
    write('b.txt', `${key}\n${Buffer.from(key).toString('base64')}`);
    write('broken.zip', zip([{ name: `${key}.txt`, content: Buffer.from(key), encrypted: true }]));
    const outputs = [join(folder, 'o1'), join(folder, 'o2')];
    const texts = [
      (await run([root()])).all,
      (await run([root(), '--format', 'json', '--output', outputs[0]!, '--write-baseline', outputs[1]!])).all,
      (await run([root(), '--format', 'sarif'])).all,
      (await run([join(folder, key)])).all,
      ...outputs.map((path) => readFileSync(path, 'utf8')),
    ];
    for (const text of texts) {
      expect(text.includes(key)).toBe(false);
      expect(text.includes(key.slice(35, 79))).toBe(false);
      expect(text.includes(Buffer.from(key).toString('base64'))).toBe(false);
    }
  });
});

describe('what is accepted', () => {
  it('hides a key by the ignore file, everywhere or at a path, counted, until a date', async () => {
    const [first, second] = [random.key(), random.key()];
    write('a.txt', first);
    write('docs/b.txt', first);
    write('c.txt', second);
    const all = await report([root()]);
    const mark = all.findings.find(({ path }) => path === 'a.txt')!.fingerprint;
    const paths = async (line: string | Uint8Array, args: string[] = []): Promise<unknown> => {
      write('.augno-vault-ignore', line);
      const { findings, suppressed } = await report([root(), ...args]);
      return [findings.map(({ path }) => path), suppressed.byIgnoreFile];
    };
    expect(await paths(`# known\n${mark}\n`)).toEqual([['c.txt'], 2]);
    expect(await paths(`${mark} docs/** # example, until 2999-12-31\r\n`)).toEqual([['a.txt', 'c.txt'], 1]);
    expect(await paths(`${mark} # over, until 2020-01-31`)).toEqual([['a.txt', 'c.txt', 'docs/b.txt'], 0]);
    expect(await paths(`${mark}\n`, ['--no-ignore'])).toEqual([['a.txt', 'c.txt', 'docs/b.txt'], 0]);
    expect(await paths(Buffer.from(`\uFEFF${mark} a.txt\r\n`, 'utf16le'))).toEqual([
      ['c.txt', 'docs/b.txt'],
      1,
    ]);
    write('a.txt', `${second}\n`);
    expect(await paths(`${mark}\n`)).toEqual([['a.txt', 'c.txt'], 1]);
  });

  it('accepts what can’t be scanned for a reason and up to a day, counted', async () => {
    write('fixtures/a.cab', Buffer.from('MSCF and what no program of ours opens'));
    const codeOf = async (line: string): Promise<unknown> => {
      write('.augno-vault-ignore', line);
      const { accepted, complete } = await report([root()]);
      return [(await run([root()])).code, accepted ?? 0, complete];
    };
    expect(await codeOf('')).toEqual([5, 0, false]);
    expect(await codeOf('unscanned fixtures/*.cab # test fixture, until 2999-12-31')).toEqual([0, 1, true]);
    expect(await codeOf('unscanned other/** # test fixture, until 2999-12-31')).toEqual([5, 0, false]);
    expect(await codeOf('unscanned ** # test fixture, until 2020-01-31')).toEqual([5, 0, false]);
  });

  it.each([
    'not a fingerprint',
    'unscanned',
    'unscanned a.cab',
    'unscanned a.cab # until 2999-12-31',
    'unscanned a.cab # known',
    '0123',
    '00000000000000000000000000000000 # until tomorrow',
  ])('refuses an ignore file with %j', async (line) => {
    write('a.txt', 'x');
    write('.augno-vault-ignore', `# first\n${line}\n`);
    const outcome = await run([root()]);
    expect(outcome.code).toBe(2);
    expect(outcome.all).toContain('line 2');
  });

  it('leaves out what a baseline holds, and finds what is new', async () => {
    const key = random.key();
    write('a.txt', key);
    const baseline = join(folder, 'baseline.json');
    expect((await run([root(), '--write-baseline', baseline])).code).toBe(1);
    expect((await run([root(), '--baseline', baseline])).code).toBe(0);
    write('b.txt', key);
    const { findings, suppressed } = await report([root(), '--baseline', baseline]);
    expect(findings.map(({ path }) => path)).toEqual(['b.txt']);
    expect(suppressed).toEqual({ byIgnoreFile: 0, byBaseline: 1 });
    writeFileSync(baseline, '{"not": "one"}');
    expect((await run([root(), '--baseline', baseline])).code).toBe(2);
    writeFileSync(baseline, 'no json');
    expect((await run([root(), '--baseline', baseline])).code).toBe(2);
    expect((await run([root(), '--baseline', join(folder, 'none')])).code).toBe(2);
  });
});

describe('files', () => {
  it('follows no link, opens no special file, and is not held up by either', async () => {
    const key = random.key();
    const outside = join(folder, 'outside.txt');
    writeFileSync(outside, key);
    write('a.txt', 'x');
    symlinkSync(outside, join(root(), 'link.txt'));
    symlinkSync(root(), join(root(), 'loop'));
    execFileSync('mkfifo', [join(root(), 'pipe')]);
    const { findings, scanned, complete } = await report([root()]);
    expect([findings, scanned.files, complete]).toEqual([[], 1, true]);
    // A link that is named itself is followed.
    expect((await report([join(root(), 'link.txt')])).findings).toHaveLength(1);
  });

  it('scans hidden files, names that are no UTF-8, and files larger than a window', async () => {
    const key = random.key();
    write('.hidden/.env', key);
    mkdirSync(join(root(), 'sub'));
    writeFileSync(Buffer.concat([Buffer.from(`${root()}/sub/`), Buffer.from([0x66, 0xff, 0x6f])]), key);
    const line = `${'x'.repeat(99)}\n`;
    for (const [index, lines] of [2620, 2621, 3277, 3276, 6000].entries()) {
      write(
        `large/${String(index)}.txt`,
        `${line.repeat(lines)}${'y'.repeat(index * 17)}${key}\n${line.repeat(9000)}`,
      );
    }
    const { findings } = await report([root()]);
    expect(
      findings.filter(({ path }) => path?.startsWith('large/')).map(({ line: at, column }) => [at, column]),
    ).toEqual([
      [2621, 1],
      [2622, 18],
      [3278, 35],
      [3277, 52],
      [6001, 69],
    ]);
    expect(findings).toHaveLength(7);
  });

  it('looks where keys lie on a person’s machine', async () => {
    const key = random.key();
    write('.zsh_history', `: 1:0;curl -H ${key}\n`);
    write('.config/Code/User/History/a/b.json', key);
    write('elsewhere/not-usual.txt', key);
    const found: (string | null)[] = [];
    for await (const event of scan({ paths: [], usualPlaces: true, homeFolder: root() })) {
      if (event.type === 'finding') found.push(event.finding.path);
      if (event.type !== 'done') continue;
      // Of the rest of the home folder such a scan says nothing.
      expect(event.report.usualPlaces).toMatchObject({ root: root() });
      expect(event.report.usualPlaces?.places).toEqual(expect.arrayContaining(['.zsh_history']));
    }
    expect(found).toEqual(['.config/Code/User/History/a/b.json', '.zsh_history']);
    for await (const event of scan({ paths: [root()], usualPlaces: true, homeFolder: root() }))
      if (event.type === 'done') expect(event.report.usualPlaces).toBeUndefined();
  });
});

describe('--verify', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 'demo' });
  });

  afterAll(async () => {
    await sandbox.close();
  });

  it('asks the API about each key, only when told to, and never prints one', async () => {
    const { adminKey } = sandbox.accounts[0]!;
    const dead = random.key('test', 'augno');
    write('a.txt', adminKey);
    write('b.txt', Buffer.from(adminKey).toString('base64'));
    write('c.txt', dead);
    process.env['AUGNO_BASE_URL'] = sandbox.url;
    expect((await report([root()])).findings.map(({ verified }) => verified)).toEqual([null, null, null]);
    const outcome = await run([root(), '--verify', '--format', 'json']);
    const { findings } = scanReportSchema.parse(JSON.parse(outcome.out));
    expect(findings.map(({ path, verified }) => [path, verified])).toEqual([
      ['a.txt', 'works'],
      ['b.txt', 'works'],
      ['c.txt', 'refused'],
    ]);
    expect(outcome.all.includes(adminKey) || outcome.all.includes(dead)).toBe(false);
  });

  it.each(BRAND_IDS)('asks a server of %s in its own spelling, whichever was found', async (brand) => {
    const renamed = await startSandbox({ seed: 'demo', brand });
    const { adminKey } = renamed.accounts[0]!;
    for (const other of BRAND_IDS) write(`${other}.txt`, spelledAs(other, adminKey));
    process.env[BRANDS[brand].environment.baseUrl] = renamed.url;
    const { findings } = await report([root(), '--verify']);
    expect(findings.map(({ path, verified }) => [path, verified])).toEqual([
      ['augno.txt', 'works'],
      ['openmrp.txt', 'works'],
    ]);
    await renamed.close();
  });

  it('asks at both addresses, goes by the one of today, and does not wait for a former one again and again', async () => {
    const today = await startSandbox({ seed: 'demo', brand: 'openmrp' });
    const former = await startSandbox({ seed: 'demo', brand: 'augno' });
    write('both.txt', today.accounts[0]!.adminKey);
    write('former.txt', former.accounts[0]!.adminKey);
    write('none.txt', random.key('test', 'augno'));
    process.env['OPENMRP_BASE_URL'] = today.url;
    process.env['AUGNO_BASE_URL'] = former.url;
    const verified = async (): Promise<unknown> =>
      (await report([root(), '--verify'])).findings.map((finding) => [finding.path, finding.verified]);
    expect(await verified()).toEqual([
      ['both.txt', 'works'],
      ['former.txt', 'works'],
      ['none.txt', 'refused'],
    ]);
    await former.close();
    expect(await verified()).toEqual([
      ['both.txt', 'works'],
      ['former.txt', 'refused'],
      ['none.txt', 'refused'],
    ]);
    await today.close();
    rmSync(join(root(), 'former.txt'));
    rmSync(join(root(), 'none.txt'));
    expect(await verified()).toEqual([['both.txt', 'unknown']]);
  });

  it('takes a key for a working one whose role lists nothing, or whose subscription has ended', async () => {
    const server = await startTestServer();
    const key = server.production.adminKey;
    const role = await server.call('POST', '/v1/identity/roles', {
      key,
      body: { name: 'Nothing', permissions: [] },
    });
    const narrow = await server.createKey({ name: 'Narrow', role_id: role.body.id }, { key });
    write('a.txt', narrow.api_key_secret);
    process.env['AUGNO_BASE_URL'] = server.url;
    const verified = async (): Promise<unknown> =>
      (await report([root(), '--verify'])).findings.map((finding) => finding.verified);
    expect(await verified()).toEqual(['works']);
    await server.control('POST', `accounts/${server.production.id}`, { subscription: 'past_due' });
    expect(await verified()).toEqual(['works']);
    await server.close();
  });

  it('refuses an address that would show the key to others', async () => {
    write('a.txt', random.key());
    process.env['AUGNO_BASE_URL'] = 'http://example.com';
    expect((await run([root(), '--verify'])).code).toBe(exitCodeOf('api-insecure-url'));
  });
});

describe('this repository', () => {
  it('is scanned clean, apart from the published examples that it names', async () => {
    const project = fileURLToPath(new URL('../../..', import.meta.url));
    const folders = ['electron', 'shared', 'renderer', 'build', 'test', 'docs'].map((name) =>
      join(project, name),
    );
    const { findings, suppressed, skipped } = await report([
      ...folders,
      '--ignore-file',
      join(project, '.augno-vault-ignore'),
    ]);
    expect([findings, skipped]).toEqual([[], []]);
    expect(suppressed.byIgnoreFile).toBe(4);
  });
});
