/** How `run` starts, signals and ends a program: background children, groups, terminals, what is typed ahead. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';
import { openTerminal } from '../terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'run-ends-'));
const file = (name: string): string => path.join(folder, name);
const source = (name: string): string => JSON.stringify(path.resolve('electron', name));
const secret = generateKey('test');
const shown = redactKey(secret);

beforeAll(() => {
  writeFileSync(
    file('run.mts'),
    `import { runChild } from ${source('cli/run/child.ts')};
     import { formsOf } from ${source('keys/masking/forms.ts')};
     import { takeTypedAhead } from ${source('cli/terminal-input.ts')};
     import { promptSecret } from ${source('cli/secret-input.ts')};
     import { inEnglish } from ${JSON.stringify(path.resolve('shared/messages/words.ts'))};
     const [masking, asked, command, ...args] = process.argv.slice(2);
     if (asked === 'ask') (await promptSecret('Password', new AbortController().signal)).wipe();
     process.exitCode = await runChild({
       command, args, env: { ...process.env, SECRET: ${JSON.stringify(secret)} },
       forms: formsOf(Buffer.from(${JSON.stringify(secret)})), masking: masking === 'mask',
       typedAhead: takeTypedAhead(), stdout: process.stdout, stderr: process.stderr,
       warn: (line) => console.error(inEnglish(line)),
     });`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const words = (
  masking: 'mask' | 'open',
  command: readonly string[],
  asked: 'ask' | 'go' = 'go',
): string[] => [file('run.mts'), masking, asked, ...command];

function start(masking: 'mask' | 'open', command: readonly string[], input: 'pipe' | 'ignore' = 'ignore') {
  const child = spawn(process.execPath, words(masking, command), { stdio: [input, 'pipe', 'pipe'] });
  const out = { text: '' };
  child.stdout!.on('data', (chunk: Buffer) => (out.text += chunk.toString('latin1')));
  child.stderr!.on('data', (chunk: Buffer) => (out.text += chunk.toString('latin1')));
  return { child, out };
}

describe.runIf(process.platform !== 'win32')('without a terminal', () => {
  it('a background child that keeps the pipe does not hold it, and nothing printed before the end is lost', async () => {
    const pid = file('background.pid');
    const { child, out } = start('mask', [
      'sh',
      '-c',
      `sleep 1000 & echo $! > ${pid}; i=0; while [ $i -lt 3000 ]; do echo "line $i $SECRET"; i=$((i+1)); done; exit 7`,
    ]);
    const closed = once(child, 'close');
    const [code] = (await once(child, 'exit')) as [number];
    process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
    expect(code).toBe(7);
    await closed;
    const lines = out.text.trimEnd().split('\n');
    expect(lines).toHaveLength(3000);
    expect(lines.at(-1)).toBe(`line 2999 ${shown}`);
  });

  it('a signal reaches everything that the program started', async () => {
    const { child, out } = start('mask', [
      'sh',
      '-c',
      // It stays until its own child has ended: what is printed after the program's end is nobody's.
      `trap : TERM; "${process.execPath}" -e "process.on('SIGTERM',()=>{console.log('grandchild got it');process.exit()});setInterval(()=>{},1e3);console.log('ready')" & wait; wait`,
    ]);
    await expect.poll(() => out.text, { timeout: 60_000 }).toContain('ready');
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
    expect(out.text).toContain('grandchild got it');
  });

  it('--no-masking gives it our own streams', async () => {
    const { child, out } = start('open', [
      'sh',
      '-c',
      'printf %s "$SECRET"; printf %s "$SECRET" >&2; exit 3',
    ]);
    const [code] = (await once(child, 'close')) as [number];
    expect([code, out.text]).toEqual([3, secret + secret]);
  });

  it('masks what a slow writer cuts anywhere, and does not hold back a prompt', async () => {
    const { child, out } = start(
      'mask',
      [
        process.execPath,
        '-e',
        `const s=process.env.SECRET;process.stdout.write('Really? a');process.stdin.once('data',()=>{process.stdout.write('\\n'+s.slice(0,3));process.stdin.once('data',()=>{process.stdout.write(s.slice(3));process.exit()})})`,
      ],
      'pipe',
    );
    await expect.poll(() => out.text, { timeout: 60_000 }).toBe('Really? a');
    child.stdin!.write('x');
    await expect.poll(() => out.text, { timeout: 60_000 }).toBe('Really? a\naug');
    child.stdin!.write('x');
    await once(child, 'close');
    expect(out.text).toBe(`Really? a\n${shown}`);
  });
});

describe.runIf(process.platform !== 'win32')('on a terminal', () => {
  const onTerminal = (masking: 'mask' | 'open', command: readonly string[], asked: 'ask' | 'go' = 'go') =>
    openTerminal(process.execPath, words(masking, command, asked));

  it('the program has a terminal of the same size, and its output is masked', async () => {
    const terminal = onTerminal('mask', [
      'sh',
      '-c',
      'test -t 0 && test -t 1 && test -t 2 && stty size && echo "key $SECRET" && read line && echo "read $line" && exit 9',
    ]);
    await terminal.until(`key ${shown}`);
    expect(terminal.text()).toContain('30 100\r\nkey');
    terminal.type('hello\r');
    await terminal.until('read hello');
    expect(await terminal.ended).toEqual({ code: 9, signal: 0 });
    expect(terminal.text()).not.toContain(secret.slice(20, 40));
    expect(terminal.text()).not.toContain('\r\r');
  });

  it('Ctrl-C interrupts it once, and is not the end of run', async () => {
    const terminal = onTerminal('mask', [
      process.execPath,
      '-e',
      `let n=0;process.on('SIGINT',()=>{console.log('interrupt '+(++n));setTimeout(()=>process.exit(4),100)});setInterval(()=>{},1e3);console.log('ready')`,
    ]);
    await terminal.until('ready');
    terminal.type('\x03');
    expect(await terminal.ended).toEqual({ code: 4, signal: 0 });
    expect(terminal.text()).toContain('interrupt 1');
    expect(terminal.text()).not.toContain('interrupt 2');
  });

  it.each(['mask', 'open'] as const)('what was typed ahead of it is its own (%s)', async (masking) => {
    const terminal = onTerminal(masking, ['sh', '-c', 'read a && read b && echo "[$a|$b]"'], 'ask');
    await terminal.until('Password: ');
    // All at once, as a paste is.
    terminal.type('the password\rfirst\rsecond\r');
    await terminal.until('[first|second]');
    expect((await terminal.ended).code).toBe(0);
    expect(terminal.text()).not.toContain('the password');
  });

  it('a program that is not there is said to be so', async () => {
    const terminal = onTerminal('mask', ['no-such-program-anywhere']);
    expect((await terminal.ended).code).toBe(127);
    expect(terminal.text()).toContain('was not found');
  });

  it('a background child does not hold it', async () => {
    const terminal = onTerminal('mask', [
      'sh',
      '-c',
      `(trap '' HUP; echo $BASHPID >/dev/null; exec sleep 1000) & echo $! > ${file('tty.pid')}; echo done`,
    ]);
    expect((await terminal.ended).code).toBe(0);
    expect(terminal.text()).toContain('done');
    expect(existsSync(file('tty.pid'))).toBe(true);
    try {
      process.kill(Number(readFileSync(file('tty.pid'), 'utf8')), 'SIGKILL');
    } catch {
      // It ended with its terminal.
    }
  });
});
