import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxCommand } from '../../../electron/cli/sandbox.ts';
import type { CommandContext } from '../../../electron/cli/types.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-command-'));
const program = path.join(folder, 'program.mts');
const source = (file: string): string => JSON.stringify(path.resolve('electron/cli', file));

beforeAll(() => {
  writeFileSync(
    program,
    `import { createContext } from ${source('context.ts')};
     import { parseCommandLine } from ${source('global-options.ts')};
     import { sandboxCommand } from ${source('sandbox.ts')};
     const line = parseCommandLine(process.argv.slice(2));
     process.exitCode = await sandboxCommand.run(line.rest, createContext(line, [], () => '0.0.0'));`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ready: {
    readonly url: string;
    readonly accounts: readonly { readonly mode: string; readonly adminKey: string }[];
  };
}

async function start(...args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output, { timeout: 15_000 }).toContain('\n');
  return { child, output: () => output, ready: JSON.parse(output) as Running['ready'] };
}

describe('augno-vault sandbox', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line, serves, and ends cleanly on %s',
    async (signal) => {
      const { child, output, ready } = await start('--port', '0', '--json');
      expect(Object.keys(ready)).toEqual(['url', 'accounts']);
      expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect(ready.accounts.map((account) => account.mode)).toEqual(['test', 'prod']);
      const response = await fetch(`${ready.url}/v1/catalog/units?limit=1`, {
        headers: {
          Authorization: `Bearer ${ready.accounts[0]!.adminKey}`,
          'Augno-Version': '1.0.forge-preview.1',
        },
      });
      expect(response.status).toBe(200);
      expect((await fetch(`${ready.url}/__sandbox/faults`, { method: 'DELETE' })).status).toBe(404);
      const exited = once(child, 'exit');
      child.kill(signal);
      expect(await exited).toEqual([0, null]);
      expect(output().trimEnd().split('\n')).toHaveLength(1);
    },
  );

  it('ends at once also while it holds a request back', async () => {
    const { child, ready } = await start('--seed', 'empty', '--test-controls');
    await fetch(`${ready.url}/__sandbox/faults`, { method: 'POST', body: '{"delayMs":600000}' });
    const held = fetch(`${ready.url}/v1/catalog/units`).catch((error: unknown) => error);
    const events = await fetch(`${ready.url}/__sandbox/events`);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(await held).toBeInstanceOf(Error);
    await expect(events.text()).rejects.toThrow();
  });

  it('makes the data folder, and passes its options on', async () => {
    const data = path.join(folder, 'new', 'state');
    const { child, ready } = await start(
      '--data',
      data,
      '--seed',
      'empty',
      '--seed-keys',
      '25',
      '--brand',
      'openmrp',
    );
    expect(existsSync(data)).toBe(true);
    const listed = await fetch(`${ready.url}/v1/auth/api-keys`, {
      headers: {
        Authorization: `Bearer ${ready.accounts[0]!.adminKey}`,
        'OpenMRP-Version': '1.0.forge-preview.1',
      },
    });
    expect(((await listed.json()) as { data: unknown[] }).data).toHaveLength(25);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  });

  it.each([
    ['--port', '70000'],
    ['--port', 'x'],
    ['--seed', 'full'],
    ['--seed-keys', '-1'],
    ['--brand', 'other'],
    ['--data', ''],
    ['--unknown'],
    ['extra'],
  ])('refuses %s %s', async (...args) => {
    const context = { signal: AbortSignal.abort(), print: () => undefined } as unknown as CommandContext;
    await expect(sandboxCommand.run(args, context)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('says when the port is taken', async () => {
    const { child, ready } = await start();
    const context = { signal: AbortSignal.abort(), print: () => undefined } as unknown as CommandContext;
    const port = new URL(ready.url).port;
    await expect(sandboxCommand.run(['--port', port], context)).rejects.toMatchObject({ code: 'conflict' });
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  });
});
