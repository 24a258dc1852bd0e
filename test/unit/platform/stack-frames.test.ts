/** What a log may say of where an error arose. */
import { expect, it } from 'vitest';
import { framesText, safeFrames } from '../../../electron/platform/stack-frames.ts';
import { generateKey } from '../../../shared/key-format.ts';

const secret = generateKey('prod');
const password = 'marmalade cupboard twelve';

function failing(message: string): Error {
  return new RangeError(message);
}

/** Written as V8 writes it. */
function withStack(message: string, frames: readonly string[], kind = 'Error'): Error {
  const error = new Error(message);
  error.stack = [`${kind}: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

it('names function, file and line, the innermost first', () => {
  const frames = safeFrames(failing('nothing'));
  expect(frames[0]).toMatch(/^failing \(stack-frames\.test\.ts:\d+:\d+\)$/);
  expect(frames.length).toBeLessThanOrEqual(8);
  expect(framesText(failing('nothing'))).toMatch(/^ at failing \(stack-frames\.test\.ts:\d+:\d+\)/);
});

it('says nothing of the message, over however many lines, and though it looks like frames', () => {
  const imitation = `${secret}\n    at ${password.replaceAll(' ', '')} (vault.js:1:2)\n    at cupboard.js:3:4`;
  const text = framesText(failing(imitation));
  expect(text).toContain('failing (stack-frames.test.ts');
  for (const word of [secret, secret.slice(-12), 'marmalade', 'cupboard', 'vault.js'])
    expect(text).not.toContain(word);
});

it('says nothing where it cannot tell where the message ends', () => {
  for (const message of ['after', '', 'b', 'before\n']) {
    const changed = withStack('before\n    at marmalade (vault.js:1:2)', ['seal (vault-process.js:1:2)']);
    changed.message = message;
    expect(safeFrames(changed)).toEqual([]);
  }
  const odd = failing('x');
  Object.defineProperty(odd, 'message', { value: { toString: () => password } });
  expect(safeFrames(odd)).toEqual([]);
});

it('repeats no secret from the name of a function or from a path', () => {
  const computed = {
    [secret](): Error {
      return new Error('nothing');
    },
    [password](): Error {
      return new Error('nothing');
    },
  };
  for (const name of [secret, password]) {
    const text = framesText(computed[name]?.());
    expect(text).toMatch(/^ at stack-frames\.test\.ts:\d+:\d+ < /);
    expect(text).not.toContain(secret.slice(-12));
    expect(text).not.toContain('cupboard');
  }
  const frames = safeFrames(
    withStack('refused: quittenbaum', [
      `seal (/home/ada/${password}/vault-process.js:1:2)`,
      `Vault.open (file:///home/ada/${secret}/dist/chunk-vault-a1B2_c3D.js:3:4)`,
      `quittenbaum (cli.js:5:6)`,
      `read (/home/ada/${secret}.js:7:8)`,
      `async ${secret} (main.js:9:10)`,
      `C:\\Users\\ada\\dist\\main.js:11:12`,
      `process.processTicksAndRejections (node:internal/process/task_queues:105:5)`,
      `eval (eval at run (${secret}.js:1:1), <anonymous>:1:1)`,
    ]),
  );
  expect(frames).toEqual([
    'seal (vault-process.js:1:2)',
    'Vault.open (chunk-vault-a1B2_c3D.js:3:4)',
    'cli.js:5:6',
    'main.js:9:10',
    'main.js:11:12',
  ]);
});

it('takes whatever is thrown', () => {
  for (const thrown of [undefined, null, secret, { stack: `x\n    at f (a.js:1:1)`, message: 'x' }])
    expect(framesText(thrown)).toBe('');
});
