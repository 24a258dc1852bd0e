import { describe, expect, it } from 'vitest';
import { ProgramRunner } from '../../../../electron/processes/desks/program-runner.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { generateKey } from '../../../../shared/key-format.ts';

const key = generateKey('test');
const node = (script: string, newline = false) => ({
  command: process.execPath,
  args: ['-e', script],
  newline,
});
const run = (program: Parameters<ProgramRunner['run']>[0], runner = new ProgramRunner()) =>
  runner.run(program, SecretBytes.fromText(key));
const READ = "let d='';process.stdin.on('data',c=>d+=c).on('end',()=>{";

describe('a program that is given a secret', () => {
  it('reads exactly the key on its standard input, with a line end only where asked for', async () => {
    const script = `${READ}console.log(d.length, JSON.stringify(d.slice(-1)))})`;
    expect((await run(node(script))).output).toContain(`85 "${key.slice(-1)}"`);
    expect((await run(node(script, true))).output).toContain('86 "\\n"');
  });

  it('has what it prints masked, plain and encoded, on both outputs', async () => {
    const result = await run(
      node(
        `${READ}process.stdout.write(d.slice(0,40));setTimeout(()=>{process.stdout.write(d.slice(40)+'\\n');console.error(Buffer.from(d).toString('base64'));process.exitCode=3},20)})`,
      ),
    );
    expect(result.exitCode).toBe(3);
    expect(result.output).toContain(`aug_sk_test_****${key.slice(-4)}`);
    expect(result.output).not.toContain(key.slice(36, 60));
    expect(result.output).not.toContain(Buffer.from(key).toString('base64').slice(8, 40));
  });

  it('gets its arguments as they are: no shell reads them', async () => {
    const result = await run({
      command: process.execPath,
      args: ['-e', 'console.log(process.argv[1])', '$(id) && `id` | cat > x'],
      newline: false,
    });
    expect(result.output.trim()).toBe('$(id) && `id` | cat > x');
  });

  it('is said not to be there, and a program that does not read is no failure of ours', async () => {
    await expect(run({ command: 'no-such-program-here', args: [], newline: false })).rejects.toMatchObject({
      code: 'command-failed',
    });
    expect((await run(node('process.exit(0)'))).exitCode).toBe(0);
  });

  it('is ended when it is cancelled, and another one waits its turn', async () => {
    const runner = new ProgramRunner();
    const first = run(node('setInterval(()=>{},1000)'), runner);
    await expect(run(node(''), runner)).rejects.toMatchObject({ code: 'conflict' });
    runner.cancel();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(runner.isRunning).toBe(false);
  });

  it('shows no more of a long output than a person reads, and spells out what would move the cursor', async () => {
    const result = await run(node(`process.stdout.write('\\x1b[2J'+'x'.repeat(100000))`));
    expect(result.truncated).toBe(true);
    expect(result.output.length).toBeLessThan(40_000);
    expect(result.output).toContain('\\u{001B}[2J');
  });
});
