/** Real programs, their output, their signals and their ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { runChild } from '../../../../electron/cli/run/child.ts';
import { formsOf } from '../../../../electron/keys/masking/forms.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';

const secret = generateKey('test');
const shown = redactKey(secret);
const folder = mkdtempSync(path.join(tmpdir(), 'run-child-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly warnings: readonly string[];
}

function collected(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  return { stream, text: () => text };
}

async function run(command: string, args: readonly string[], stdout?: Writable): Promise<Result> {
  const [out, err] = [collected(), collected()];
  const warnings: string[] = [];
  const code = await runChild({
    command,
    args,
    env: { ...process.env, SECRET: secret },
    forms: formsOf(Buffer.from(secret)),
    masking: true,
    typedAhead: Buffer.alloc(0),
    stdout: stdout ?? out.stream,
    stderr: err.stream,
    warn: (line) => warnings.push(inEnglish(line)),
  });
  await new Promise((resolve) => setImmediate(resolve));
  return { code, stdout: out.text(), stderr: err.text(), warnings };
}

const node = (program: string): Promise<Result> => run(process.execPath, ['-e', program]);

describe('output', () => {
  it('has the secret in the environment, and masked in both streams across writes', async () => {
    const result = await node(`
      const { SECRET } = process.env;
      process.stdout.write('a ' + SECRET.slice(0, 20));
      setTimeout(() => process.stdout.write(SECRET.slice(20) + ' b\\n' + Buffer.from(SECRET + ':').toString('base64')), 60);
      process.stderr.write('error: ' + SECRET);
      process.exitCode = SECRET.length;
    `);
    expect(result).toMatchObject({
      code: 85,
      stdout: `a ${shown} b\n****`,
      stderr: `error: ${shown}`,
      warnings: [],
    });
  });

  it('passes much of it, unchanged and in order', async () => {
    const result = await node(`for (let i = 0; i < 200000; i += 1) process.stdout.write(i + '\\n');`);
    expect(result.stdout.split('\n').slice(0, -1)).toEqual(
      Array.from({ length: 200_000 }, (_, i) => String(i)),
    );
  });

  it('ends the program when nobody reads any more', async () => {
    const closed = new PassThrough();
    setTimeout(() => closed.destroy(Object.assign(new Error('closed'), { code: 'EPIPE' })), 150);
    const result = await run(
      process.execPath,
      ['-e', `setInterval(() => process.stdout.write('x'.repeat(1000)), 5)`],
      closed,
    );
    expect(result.code).not.toBe(0);
  });
});

describe('the end', () => {
  it.each([0, 1, 7, 125, 255])('passes code %i on', async (code) => {
    expect((await node(`process.exit(${String(code)})`)).code).toBe(code);
  });

  it.skipIf(process.platform === 'win32')('is 128 + signal where one ended the program', async () => {
    expect((await node(`process.kill(process.pid, 'SIGKILL')`)).code).toBe(137);
    expect((await node(`process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)`)).code).toBe(143);
  });

  it('is 127 where the program was not found, 126 where it can not be run', async () => {
    const missing = await run('no-such-program-anywhere', []);
    expect(missing.code).toBe(127);
    expect(missing.warnings).toEqual(['The program "no-such-program-anywhere" was not found.']);
    const file = path.join(folder, 'not-executable');
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o644);
    const refused = await run(file, []);
    if (process.platform !== 'win32') expect(refused.code).toBe(126);
  });

  it('interprets nothing in an argument', async () => {
    const result = await run(process.execPath, ['-e', 'console.log(process.argv[1])', '$(id); `id` && "x"']);
    expect(result.stdout).toBe('$(id); `id` && "x"\n');
  });
});

it.skipIf(process.platform === 'win32')('forwards signals, and ends only when the program does', async () => {
  const file = path.join(folder, 'forward.mts');
  writeFileSync(
    file,
    `import { runChild } from ${JSON.stringify(path.resolve('electron/cli/run/child.ts'))};
     process.exitCode = await runChild({
       command: process.execPath,
       args: ['-e', ${JSON.stringify(`
         process.on('SIGTERM', () => { console.log('got SIGTERM'); setTimeout(() => process.exit(33), 50); });
         process.on('SIGINT', () => console.log('got SIGINT'));
         process.on('SIGUSR2', () => console.log('got SIGUSR2'));
         setInterval(() => {}, 1000);
         console.log('ready');
       `)}],
       env: process.env, forms: [], masking: true, typedAhead: Buffer.alloc(0), stdout: process.stdout, stderr: process.stderr, warn: console.error,
     });`,
  );
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'exit');
  await expect.poll(() => text, { timeout: 10_000 }).toContain('ready');
  for (const signal of ['SIGINT', 'SIGINT', 'SIGUSR2'] as const) {
    const before = text.length;
    child.kill(signal);
    await expect.poll(() => text.slice(before), { timeout: 10_000 }).toContain(`got ${signal}`);
  }
  child.kill('SIGTERM');
  expect(await exited).toEqual([33, null]);
  expect(text).toContain('got SIGTERM');
});
