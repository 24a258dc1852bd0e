/** The hook and its installation as processes of their own, as an assistant starts them. */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ASSISTANTS } from '../../../electron/assistants/events.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { ASSISTANT_EVENTS } from '../../fixtures/assistants/events.ts';

const dist = path.resolve(import.meta.dirname, '../../../dist');
const key = generateKey('prod');
let folder = '';
let environment: NodeJS.ProcessEnv = {};

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hook-process-')));
  environment = { PATH: process.env['PATH'], HOME: folder, USERPROFILE: folder };
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (file: string, args: readonly string[], input = '') =>
  spawnSync(process.execPath, [path.join(dist, file), ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    cwd: folder,
    env: environment,
  });

describe('the hook', () => {
  it.each(ASSISTANTS)('refuses, masks and passes for %s', (assistant) => {
    writeFileSync(path.join(folder, '.env'), `AUGNO_API_KEY=${key}\n`);
    const events = ASSISTANT_EVENTS[assistant];
    const answered = (event: object) => {
      const { stdout, stderr, status } = run('ai-hook.js', ['--for', assistant], JSON.stringify(event));
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).not.toContain(key.slice(12, 60));
      return JSON.parse(stdout) as Record<string, never>;
    };
    expect(events.isStopped(answered(events.shell('cat .env', folder)))).toBe(true);
    expect(JSON.stringify(answered(events.shellOutput(`k ${key}`, folder)))).toContain('****');
    expect(answered(events.shell('ls', folder))).toEqual({});
  });

  it('is the same by the command, and says what it needs', () => {
    const event = JSON.stringify(ASSISTANT_EVENTS.codex.prompt(key, folder));
    expect(run('cli.js', ['ai-hook', '--for', 'codex'], event).stdout).toContain('"block"');
    const wrong = run('ai-hook.js', ['--for', 'nobody'], event);
    expect([wrong.status, wrong.stdout]).toEqual([1, '']);
    expect(wrong.stderr).toContain('claude-code');
  });

  it('does not wait for a reader that is gone, or for an end that does not come', async () => {
    const child = spawn(process.execPath, [path.join(dist, 'ai-hook.js'), '--for', 'copilot'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: environment,
    });
    child.stdin.write('{"toolName":');
    const output: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => output.push(part));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
    expect(Buffer.concat(output).toString()).toContain('did not end');
  });

  it('writes an answer of many megabytes whole', () => {
    const long = `${'word '.repeat(1_000_000)} ${key}`;
    const { stdout } = run(
      'ai-hook.js',
      ['--for', 'gemini'],
      JSON.stringify(ASSISTANT_EVENTS.gemini.shellOutput(long, folder)),
    );
    expect((JSON.parse(stdout) as { reason: string }).reason.length).toBeGreaterThan(5_000_000);
  });
});

describe('its installation', () => {
  const settings = (): string => path.join(folder, '.claude', 'settings.json');
  const hook = (...args: readonly string[]) => run('cli.js', ['hook', ...args, '--ai', 'claude-code']);

  it('shows the change and makes none without a word', () => {
    const { status, stdout } = hook('install');
    expect(status).toBe(1);
    expect(stdout).toContain('--for claude-code');
    expect(existsSync(settings())).toBe(false);
  });

  it('is put in, is what the assistant then runs, and is taken out', () => {
    mkdirSync(path.dirname(settings()));
    writeFileSync(settings(), '{\n  "model": "opus"\n}\n');
    expect(hook('status').status).toBe(1);
    expect(hook('install', '--yes').status).toBe(0);
    expect(hook('status').status).toBe(0);
    expect(hook('install').stdout).toContain('nothing was changed');
    const { hooks } = JSON.parse(readFileSync(settings(), 'utf8')) as {
      hooks: { PreToolUse: { hooks: { command: string }[] }[] };
    };
    const answer = spawnSync('sh', ['-c', hooks.PreToolUse[0]!.hooks[0]!.command], {
      input: JSON.stringify(ASSISTANT_EVENTS['claude-code'].shell(`echo ${key}`, folder)),
      encoding: 'utf8',
      env: environment,
    });
    expect(answer.stdout).toContain('"deny"');
    expect(hook('uninstall', '--yes').status).toBe(0);
    expect(readFileSync(settings(), 'utf8')).toBe('{\n  "model": "opus"\n}\n');
  });

  it('leaves a file alone that it cannot read, and says so', () => {
    mkdirSync(path.dirname(settings()));
    writeFileSync(settings(), `{ // ${key}\n}`);
    const { status, stderr } = hook('install', '--yes');
    expect(status).toBe(1);
    expect(stderr).toContain('left as it is');
    expect(stderr).not.toContain(key);
  });
});
