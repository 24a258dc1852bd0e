/** What the file systems of Windows refuse, as they refuse it. */
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../../electron/files/replace-file.ts';
import { knowsNoLinks } from '../../../electron/files/second-names.ts';

describe('a rename over a file that another program holds', () => {
  const held = (
    code: string,
    times: number,
  ): { tries: number; waited: number; run: (on: NodeJS.Platform) => void } => {
    const state = {
      tries: 0,
      waited: 0,
      run: (platform: NodeJS.Platform) => {
        replaceFile('a', 'b', {
          platform,
          rename: () => {
            state.tries += 1;
            if (state.tries <= times) throw Object.assign(new Error('held'), { code });
          },
          wait: (milliseconds) => {
            state.waited += milliseconds;
          },
        });
      },
    };
    return state;
  };

  it.each(['EPERM', 'EACCES', 'EBUSY'])('is tried again on Windows (%s)', (code) => {
    const state = held(code, 5);
    state.run('win32');
    expect(state.tries).toBe(6);
  });

  it('is given up after a second', () => {
    const state = held('EBUSY', Infinity);
    expect(() => {
      state.run('win32');
    }).toThrow('held');
    expect(state.waited).toBe(1000);
  });

  it.each([
    ['linux', 'EBUSY'],
    ['darwin', 'EPERM'],
    ['win32', 'ENOENT'],
    ['win32', 'ENOSPC'],
  ] as const)('is final on %s for %s', (platform, code) => {
    const state = held(code, 1);
    expect(() => {
      state.run(platform);
    }).toThrow('held');
    expect(state.tries).toBe(1);
  });
});

it.each([
  ['EPERM', true],
  ['ENOTSUP', true],
  ['EISDIR', true],
  ['EINVAL', true],
  ['EEXIST', false],
  ['ENOSPC', false],
  ['EACCES', false],
] as const)('%s of a link says that there are none: %s', (code, none) => {
  expect(knowsNoLinks(Object.assign(new Error(code), { code }))).toBe(none);
});
