import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  rmSync,
  truncateSync,
  writeFileSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beginsWith, readForeignFile } from '../../../electron/files/foreign-file.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';

const MAGIC = Buffer.from('MAGIC');
const begins = {
  magic: MAGIC,
  otherwise: () =>
    new AppError({
      code: 'vault-foreign',
      message: say('file.as-it-is', { text: 'No export.' }),
      hint: say('file.as-it-is', { text: 'Nothing was changed.' }),
    }),
};
const RULES = { maximumBytes: 1000 } as const;
const posix = process.platform === 'win32' ? it.skip : it;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'foreign-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);
const put = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};
const fifo = (name: string): string => {
  execFileSync('mkfifo', [at(name)]);
  return at(name);
};
const refusal = async (work: Promise<Buffer>): Promise<AppError> => {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  const error = thrown as AppError;
  expect(error.hint).toContain('Nothing was changed.');
  return error;
};

describe('a file of others', () => {
  it('is read whole, through a link too', async () => {
    const file = put('a', 'MAGIC and the rest');
    symlinkSync(file, at('link'));
    for (const name of [file, at('link')]) {
      expect((await readForeignFile(name, { ...RULES, begins })).toString()).toBe('MAGIC and the rest');
    }
  });

  it('is missing, a folder or unreadable in words that name it', async () => {
    expect(await refusal(readForeignFile(at('none'), RULES))).toMatchObject({ code: 'not-found' });
    mkdirSync(at('sub'));
    expect((await refusal(readForeignFile(at('sub'), RULES))).message).toBe('sub is a folder, not a file.');
  });

  it('is looked at in this order: how it begins, how large it is, what it holds', async () => {
    const large = put('large', 'something else');
    truncateSync(large, 8 * 1024 ** 4);
    expect((await refusal(readForeignFile(large, { ...RULES, begins }))).message).toBe('No export.');
    const right = put('right', 'MAGIC');
    truncateSync(right, 8 * 1024 ** 4);
    expect((await refusal(readForeignFile(right, { ...RULES, begins }))).message).toBe(
      'right is larger than 1 kB.',
    );
    put('edge', 'x'.repeat(1000));
    expect((await readForeignFile(at('edge'), RULES)).length).toBe(1000);
    put('over', 'x'.repeat(1001));
    await refusal(readForeignFile(at('over'), RULES));
  });

  posix('that is a pipe without a writer, a device or a socket is refused at once', async () => {
    expect((await refusal(readForeignFile(fifo('pipe'), RULES))).message).toBe('pipe is a pipe, not a file.');
    for (const device of ['/dev/zero', '/dev/tty', '/dev/null', '/dev/full']) {
      for (const pipe of ['read', 'refuse'] as const) {
        const { code } = await refusal(readForeignFile(device, { ...RULES, pipe }));
        expect(code).toBe('invalid-input');
      }
    }
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    expect((await refusal(readForeignFile(at('socket'), RULES))).message).toBe(
      'socket is a socket, not a file.',
    );
    await new Promise((resolve) => server.close(resolve));
    expect(beginsWith(at('pipe'), MAGIC)).toBe(false);
    expect(beginsWith('/dev/zero', Buffer.alloc(4))).toBe(false);
  });

  posix('that says it is empty and is not is read to the bound', async () => {
    expect(
      (await readForeignFile('/proc/self/status', { ...RULES, maximumBytes: 100_000 })).toString(),
    ).toContain('Pid:');
    await refusal(readForeignFile('/proc/self/status', { ...RULES, maximumBytes: 10 }));
  });
});

describe('a pipe that a person’s own argument names', () => {
  posix('is read to its end, however late the writer comes', async () => {
    const name = fifo('pipe');
    const read = readForeignFile(name, { ...RULES, begins, pipe: 'read' });
    const gone = once(spawn('sh', ['-c', 'printf MAG > "$0"; :', name]), 'exit');
    await expect(read).rejects.toMatchObject({ message: 'No export.' });
    await gone;
    const whole = readForeignFile(name, { ...RULES, begins, pipe: 'read' });
    spawn('sh', ['-c', '(printf MAG; printf "IC and more") > "$0"', name]);
    expect((await whole).toString()).toBe('MAGIC and more');
  });

  posix('is read to the bound and no further', async () => {
    const name = fifo('pipe');
    const read = readForeignFile(name, { ...RULES, pipe: 'read' });
    const gone = once(spawn('sh', ['-c', 'exec cat /dev/zero > "$0"', name]), 'exit');
    expect((await refusal(read)).message).toBe('pipe is larger than 1 kB.');
    // Its reader is gone, so the writer ends by itself.
    await gone;
  });

  posix('is given up when the person interrupts', async () => {
    const name = fifo('pipe');
    const stop = new AbortController();
    const read = readForeignFile(name, { ...RULES, pipe: 'read', signal: stop.signal });
    // A writer that holds it open and says nothing.
    const descriptor = openSync(name, 'r+');
    stop.abort();
    expect(await refusal(read)).toMatchObject({ code: 'cancelled' });
    closeSync(descriptor);
  });

  posix('may be the standard input, as a shell or another program gives it', () => {
    const program = `
      import { readForeignFile } from ${JSON.stringify(path.resolve('electron/files/foreign-file.ts'))};
      const bytes = await readForeignFile('/dev/stdin', { maximumBytes: 100, pipe: 'read' });
      process.stdout.write(bytes.toString().toUpperCase());`;
    const run = (shell: string): string =>
      execFileSync('bash', ['-c', shell, process.execPath, program], { input: 'from outside' }).toString();
    const node = '"$0" --experimental-strip-types --input-type=module-typescript -e "$1"';
    expect(run(`cat | ${node}`)).toBe('FROM OUTSIDE');
    // Node gives its children a pair of sockets.
    expect(run(`exec ${node}`)).toBe('FROM OUTSIDE');
  });
});
