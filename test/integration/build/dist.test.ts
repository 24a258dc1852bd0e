/** What the build leaves: files that run where they have to, under the policies they have to. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildAll, firstLoadSize } from '../../../build/build.mjs';
import { externalPackages, findEntries } from '../../../build/bundle/node.mjs';
import { german } from '../../../shared/messages/de/index.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const inDist = (...parts: string[]): string => path.join(root, 'dist', ...parts);
const read = (...parts: string[]): string => readFileSync(inDist(...parts), 'utf8');
/** The bundler's own, a few lines. */
const HELPERS = 'chunk-rolldown-runtime';
const bundles = (): readonly string[] => readdirSync(inDist()).filter((file) => file.endsWith('.js'));

beforeAll(async () => {
  await buildAll();
});

describe('a build', () => {
  it('is not repeated while nothing changes', async () => {
    expect(await buildAll()).toEqual([]);
  });

  it('has every entry that is in the source tree', async () => {
    const { entries, command, hook } = await findEntries();
    for (const { name } of [...entries, command, hook]) expect(bundles()).toContain(`${name}.js`);
  });

  it('leaves nothing of an earlier one', async () => {
    writeFileSync(inDist('chunk-of-earlier.js'), '');
    await buildAll({ only: 'node', force: true });
    expect(bundles()).not.toContain('chunk-of-earlier.js');
  });

  it('has no source maps', () => {
    expect(
      readdirSync(inDist(), { recursive: true }).filter((file) => String(file).endsWith('.map')),
    ).toEqual([]);
  });
});

describe('the page', () => {
  it('is the one that is shipped, whoever builds it', async () => {
    await buildAll({ only: 'renderer', force: true });
    const assets = readdirSync(inDist('renderer', 'assets')).filter((file) => file.endsWith('.js'));
    expect(assets.filter((file) => read('renderer', 'assets', file).includes('React DevTools'))).toEqual([]);
  });

  it('reads no schemas: what comes to it is checked before, and its policy refuses what they would compile', () => {
    const assets = readdirSync(inDist('renderer', 'assets')).filter((file) => file.endsWith('.js'));
    expect(assets.length).toBeGreaterThan(10);
    expect(
      assets.filter((file) => /ZodError|\bnew Function\b/.test(read('renderer', 'assets', file))),
    ).toEqual([]);
  });
});

describe('the Node side', () => {
  it('requires nothing but what is there: its own chunks, Node and the packages that stay outside', () => {
    const allowed = new Set([...externalPackages, ...builtinModules]);
    for (const file of bundles()) {
      // A text that begins with it is code that ajv could write, and is not asked to.
      const required = [...read(file).matchAll(/(?<!`)\brequire\("([^"]+)"\)/g)].map((match) => match[1]!);
      const strange = required.filter(
        (name) => !name.startsWith('./') && !allowed.has(name.replace(/^node:/, '').split('/')[0]!),
      );
      expect(strange, file).toEqual([]);
    }
  });

  it('has no file of the command that another one needs before it is loaded', { timeout: 120_000 }, () => {
    // Each first: what is used before it is there says so.
    const files = new Set(['cli.js']);
    for (const file of files)
      for (const [, other] of read(file).matchAll(/\brequire\("\.\/([^"]+)"\)/g)) files.add(other!);
    files.delete('cli.js');
    expect(files.size).toBeGreaterThan(20);
    const script = `
      const told = [];
      process.on('warning', ({ message }) => told.push(message));
      require(process.argv[1]);
      setImmediate(() => { if (told.length > 0) { console.error(told.join()); process.exit(1); } process.exit(0); });`;
    const failed = [...files].filter(
      (file) => spawnSync(process.execPath, ['-e', script, inDist(file)]).status !== 0,
    );
    expect(failed).toEqual([]);
  });

  it('starts the scan of a pipe and the hooks from one file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dist-start-'));
    const input = path.join(folder, 'input');
    writeFileSync(input, 'nothing\n');
    const loaded = (args: readonly string[]): string[] => {
      // Of the runtime's own modules those for streams, which take a third of such a start.
      const names = `[...Object.keys(require.cache), ...process.moduleLoadList.filter((name) => /streams.writable/.test(name))]`;
      const script = `process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, ${names}.join('\\n')));`;
      const hook = path.join(folder, 'loaded.cjs');
      writeFileSync(hook, script);
      const list = path.join(folder, 'list');
      const { status } = spawnSync(process.execPath, ['-r', hook, inDist('cli.js'), ...args], {
        cwd: folder,
        stdio: [openSync(input, 'r'), 'ignore', 'inherit'],
        env: { ...process.env, LOADED: list },
      });
      expect(status).toBe(0);
      return readFileSync(list, 'utf8')
        .split('\n')
        .filter((file) => file.startsWith(inDist()) || file.includes('writable'))
        .map((file) => path.basename(file).replace(/-[\w-]{8}\.js$/, ''));
    };
    try {
      // It says how much it read, in words.
      expect(loaded(['scan', '-', '--no-progress'])).toEqual(['cli.js', HELPERS]);
      execFileSync('git', ['init', '-q', folder]);
      execFileSync('git', ['-C', folder, 'add', 'input']);
      // What is staged is deflated, and the runtime inflates with streams.
      expect(loaded(['hook', 'run', 'pre-commit'])).toEqual(['cli.js', HELPERS, 'chunk-git', 'writable']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('starts the hook of assistants without the runtime’s cryptography, also where it searches a text', () => {
    const loaded = `process.on('exit', () => console.error(process.moduleLoadList.includes('NativeModule crypto')));`;
    const folder = mkdtempSync(path.join(tmpdir(), 'dist-hook-'));
    writeFileSync(path.join(folder, 'loaded.cjs'), loaded);
    const event = {
      hook_event_name: 'PreToolUse',
      tool_name: 'Bash',
      tool_input: { command: 'npm test && echo AB12CD34EF56GH78' },
    };
    try {
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        ['-r', path.join(folder, 'loaded.cjs'), inDist('ai-hook.js'), '--for', 'claude-code'],
        { input: JSON.stringify(event), encoding: 'utf8' },
      );
      expect([status, stdout, stderr]).toEqual([0, '{}\n', 'false\n']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('uses no module that Node 20 does not have', () => {
    for (const file of bundles()) expect(read(file), file).not.toMatch(/require\("node:(sqlite|sea)"\)/);
  });

  it.each(['preload.js', 'password-preload.js'])(
    'is one file for the sandboxed %s, which can require electron only',
    (file) => {
      const required = [...read(file).matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]);
      expect(new Set(required)).toEqual(new Set(['electron']));
    },
  );

  it('has the same names for the ways between page and main at both ends', () => {
    const names = (file: string): Set<string> =>
      new Set([...read(file).matchAll(/["']augno-vault:[a-z]+["']/g)].map(([name]) => name.slice(1, -1)));
    // Calls, events, the port, the path of a dropped file, and the question before a window of main’s.
    expect(names('preload.js').size).toBe(5);
    expect(names('password-preload.js').size).toBe(1);
    const others = bundles().filter((file) => !file.endsWith('preload.js'));
    for (const name of [...names('preload.js'), ...names('password-preload.js')])
      expect(
        others.filter((file) => read(file).includes(name)),
        name,
      ).not.toEqual([]);
  });

  it('is CommonJS whatever the package around it says', () => {
    expect(JSON.parse(read('package.json'))).toEqual({ type: 'commonjs' });
  });

  it('has a command that can be executed and answers', () => {
    expect(read('cli.js').startsWith('#!/usr/bin/env -S node --\n')).toBe(true);
    expect(statSync(inDist('cli.js')).mode & 0o111).toBe(0o111);
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(execFileSync(process.execPath, [inDist('cli.js'), '--version'], { encoding: 'utf8' })).toContain(
      version,
    );
  });

  it('has a command that does what it was told when nobody reads what it prints (`| head`)', async () => {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    const child = spawn(process.execPath, [inDist('cli.js'), 'scan', inDist('cli.js'), '--json'], {
      stdio: [...stdio],
    });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (text) => {
      said += String(text);
    });
    expect([await once(child, 'close'), said]).toEqual([[0, null], '']);
  });
});

describe.each(['renderer', 'password', 'quick'])('the page of %s', (folder) => {
  it('has no inline script, style or handler, and loads nothing from elsewhere', () => {
    const page = read(folder, 'index.html');
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect(
      [...page.matchAll(/(?:src|href)="([^"]+)"/g)].filter((match) => !match[1]!.startsWith('./')),
    ).toEqual([]);
  });

  it('needs no eval and no data: assets', () => {
    for (const file of readdirSync(inDist(folder, 'assets'))) {
      const text = read(folder, 'assets', file);
      if (file.endsWith('.js')) expect(text, file).not.toMatch(/[^.\w]eval\(/);
      if (file.endsWith('.css')) expect(text, file).not.toContain('data:');
    }
  });
});

describe('the app', () => {
  it.each(['password', 'quick'])('has a window for %s that knows no channel of its page', (folder) => {
    const scripts = readdirSync(inDist(folder, 'assets')).filter((name) => name.endsWith('.js'));
    expect(scripts).not.toEqual([]);
    for (const file of scripts)
      expect(read(folder, 'assets', file), file).not.toMatch(/vault\.unlock|augno-vault:call|\.\.\/renderer/);
  });

  it('loads at most 250 kB of script before it shows something', async () => {
    const size = await firstLoadSize();
    expect(size!.script).toBeGreaterThan(10_000);
    expect(size!.script).toBeLessThan(250_000);
  });

  it('comes with the icons which the app shows', () => {
    expect(readdirSync(inDist('icons'))).toEqual(
      expect.arrayContaining(['app.png', 'tray-locked.png', 'tray-fine.png', 'tray-attention.png']),
    );
  });
});

describe('the sources, each of which V8 keeps whole while its process runs,', () => {
  it('take one byte a character', () => {
    const pages = ['renderer', 'password', 'quick'].flatMap((folder) =>
      readdirSync(inDist(folder, 'assets')).map((file) => path.join(folder, 'assets', file)),
    );
    for (const file of [...bundles(), ...pages].filter((name) => name.endsWith('.js')))
      expect(/[^\0-\xff]/.exec(read(file)), file).toBeNull();
  });

  it('have none of the comments that only a reader needs', () => {
    for (const file of bundles()) expect(/^[\t ]*\/\*\*(?!.*@license).*$/m.exec(read(file)), file).toBeNull();
  });

  /** Together with it; what is imported when it is used stands within a function. */
  const loadedWith = (entry: string): readonly string[] => {
    const files = new Set([entry]);
    for (const file of files)
      for (const [, other] of read(file).matchAll(/^(?:const \w+ = )?require\("\.\/([^"]+)"\);$/gm))
        files.add(other!);
    return [...files];
  };
  it('have German only where it is spoken', () => {
    const sentence = Object.values(german).find((text) => /^[A-Za-z ,]{60,}$/.test(text))!;
    const holders = bundles().filter((file) => read(file).includes(sentence));
    expect(holders).not.toEqual([]);
    const application = bundles().find((file) => file.startsWith('chunk-application-'))!;
    for (const entry of ['main.js', application, 'vault-process.js', 'sandbox-process.js']) {
      expect(loadedWith(entry).length, entry).toBeGreaterThan(5);
      expect(loadedWith(entry), entry).not.toEqual(expect.arrayContaining([expect.toBeOneOf(holders)]));
    }
  });
});
