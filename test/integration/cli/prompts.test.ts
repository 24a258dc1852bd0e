/** Questions on a terminal: two lines at once, and an end by a signal with the echo back on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from './terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'prompts-'));
const program = path.join(folder, 'ask.mts');
const source = (name: string): string => JSON.stringify(path.resolve('electron/cli', name));

beforeAll(() => {
  writeFileSync(
    program,
    `import { createContext } from ${source('context.ts')};
     import { parseCommandLine } from ${source('global-options.ts')};
     console.log('pid ' + String(process.pid));
     const context = createContext(parseCommandLine([]), [], () => '0.0.0');
     try {
       const one = await context.readSecret('First');
       const two = await context.readSecret('Second');
       const three = await context.ask('Third?');
       console.log(JSON.stringify([one.revealText(), two.revealText(), three]));
     } catch (error) { console.log('ended: ' + error.code); process.exitCode = 1; }`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The shell stays when the program has gone, so that the terminal it left can be looked at. */
function ask(): Terminal {
  const script = `"${process.execPath}" "${program}"; echo "code $?"; stty -a | tr ' ;' '\\n\\n' | grep -x -e echo -e -echo -e icanon -e -icanon`;
  return openTerminal('/bin/sh', ['-c', script]);
}

describe.runIf(process.platform !== 'win32')('a question', () => {
  it('takes lines that come at once one after the other, with any line end', async () => {
    const terminal = ask();
    await terminal.until('First: ');
    terminal.type('one\r\ntwö\rthree\r');
    await terminal.until('["one","twö","three"]');
    await terminal.ended;
  });

  it('can be corrected, and shows nothing of a secret', async () => {
    const terminal = ask();
    await terminal.until('First: ');
    terminal.type('wrong\x15onü\x7fe\r');
    await terminal.until('Second: ');
    terminal.type(`${'x'.repeat(5000)}\r`);
    await terminal.until('Third? ');
    terminal.type('seen\r');
    await terminal.until(/\["one","x{5000}","seen"\]/);
    expect(terminal.text().split('["one"')[0]).not.toMatch(/wrong|xxx/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends by %s with the echo back on', async (signal) => {
    const terminal = ask();
    await terminal.until('First: ');
    const pid = Number(/pid (\d+)/.exec(terminal.text())![1]);
    process.kill(pid, signal);
    await terminal.until('ended: cancelled');
    await terminal.until('code 1');
    await terminal.ended;
    expect(terminal.text().split('code 1')[1]!.trim().split(/\s+/).sort()).toEqual(['echo', 'icanon']);
  });

  it('ends by Ctrl-C with the echo back on', async () => {
    const terminal = ask();
    await terminal.until('First: ');
    terminal.type('half\x03');
    await terminal.until('code 1');
    await terminal.ended;
    expect(terminal.text().split('code 1')[1]!.trim().split(/\s+/).sort()).toEqual(['echo', 'icanon']);
  });
});
