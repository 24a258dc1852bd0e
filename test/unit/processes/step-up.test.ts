/** A step-up without a window: what comes over its port is a person's answer, a script's, or nothing. */
import { describe, expect, it } from 'vitest';
import { wrongPassword } from '../../../electron/vault/errors.ts';
import type { ProcessPort } from '../../../electron/wire/parent-link.ts';
import { createRateLimiter } from '../../../electron/wire/rate-limiter.ts';
import type { StepUpAction } from '../../../electron/processes/step-up/action.ts';
import { createAsking } from '../../../electron/processes/step-up/asking.ts';
import { createSecretRate } from '../../../electron/processes/step-up/secret-rate.ts';
import { createStepUp, type QuestionWindow } from '../../../electron/processes/step-up/step-up.ts';
import type { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import type { ToQuestion } from '../../../shared/password-question.ts';

const EXPORT: StepUpAction = { kind: 'export', file: '/tmp/keys.augnoexport' };
const RECOVERY: StepUpAction = { kind: 'new-recovery-key' };

interface FakeWindow extends QuestionWindow {
  readonly said: ToQuestion[];
  say(message: unknown): void;
  closeByHand(): void;
  opened: number;
}

function fakeWindow(): FakeWindow {
  let listener: (event: { readonly data: unknown }) => void = () => undefined;
  let over: () => void = () => undefined;
  const said: ToQuestion[] = [];
  const made: FakeWindow = {
    said,
    opened: 0,
    say: (data) => {
      listener({ data });
    },
    closeByHand: () => {
      over();
    },
    show(onPort) {
      made.opened += 1;
      const port: ProcessPort = {
        on: (_event, next) => {
          listener = next;
        },
        postMessage: (message) => {
          said.push(message as ToQuestion);
        },
        start: () => undefined,
      };
      return new Promise((resolve) => {
        over = resolve;
        onPort(port, 'en');
      });
    },
    close() {
      over();
      return Promise.resolve();
    },
  };
  return made;
}

const right = { password: () => Promise.resolve() };
const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
};

describe('a step-up', () => {
  it('runs the action once with what was typed, and wipes it afterwards', async () => {
    const window = fakeWindow();
    let kept: SecretBytes | null = null;
    let runs = 0;
    const done = createStepUp(window).confirmed(EXPORT, right, (typed) => {
      kept = typed!.newPassword;
      runs += 1;
      return typed!.newPassword!.revealText();
    });
    window.say({ kind: 'answer', password: 'master', newPassword: 'of the export', filePassword: null });
    expect(await done).toBe('of the export');
    window.say({ kind: 'answer', password: 'master', newPassword: 'of another', filePassword: null });
    await settle();
    expect(runs).toBe(1);
    expect(() => kept!.revealText()).toThrow();
  });

  it.each([
    ['cancelled', (window: FakeWindow) => window.say({ kind: 'cancel' })],
    ['closed by hand', (window: FakeWindow) => window.closeByHand()],
    [
      'answered without the new password it asks for',
      (window: FakeWindow) =>
        window.say({ kind: 'answer', password: 'master', newPassword: null, filePassword: null }),
    ],
    ['given another way that it does not have', null],
  ])('does nothing where it is %s', async (_how, end) => {
    const window = fakeWindow();
    let ran = false;
    const done = createStepUp(window).confirmed(EXPORT, right, () => {
      ran = true;
    });
    if (end === null) {
      window.say({ kind: 'other-way' });
      await settle();
      window.closeByHand();
    } else end(window);
    await expect(done).rejects.toMatchObject({ code: 'cancelled' });
    expect(ran).toBe(false);
  });

  it('takes nothing that is not an answer, and no second one while the first is looked at', async () => {
    const window = fakeWindow();
    let checks = 0;
    let finish: () => void = () => undefined;
    const done = createStepUp(window).confirmed(
      RECOVERY,
      {
        password: () => {
          checks += 1;
          return new Promise((resolve) => {
            finish = resolve;
          });
        },
      },
      () => 'made',
    );
    for (const odd of [
      null,
      'answer',
      { kind: 'answer' },
      { kind: 'answer', password: '', newPassword: null, filePassword: null },
    ])
      window.say(odd);
    expect(checks).toBe(0);
    for (const typed of ['first', 'second', 'third'])
      window.say({ kind: 'answer', password: typed, newPassword: null, filePassword: null });
    await settle();
    expect(checks).toBe(1);
    finish();
    expect(await done).toBe('made');
  });

  it.each(['cancelled', 'closed'])(
    'ends at once where it is %s while the password is looked at',
    async (how) => {
      const window = fakeWindow();
      let found: () => void = () => undefined;
      let looked: SecretBytes | null = null;
      const check = (typed: SecretBytes): Promise<void> => {
        looked = typed;
        return new Promise((resolve) => (found = resolve));
      };
      const done = createStepUp(window).confirmed(EXPORT, { password: check }, () => 'done');
      window.say({ kind: 'answer', password: 'master', newPassword: 'other', filePassword: null });
      if (how === 'cancelled') window.say({ kind: 'cancel' });
      else window.closeByHand();
      await expect(done).rejects.toMatchObject({ code: 'cancelled' });
      found();
      await settle();
      expect(() => looked!.revealText()).toThrow();
    },
  );

  it('says of what is longer than any password that it is wrong, and tries it on nothing', async () => {
    const window = fakeWindow();
    const done = createStepUp(window).confirmed(EXPORT, right, () => 'done');
    window.say({ kind: 'answer', password: 'x'.repeat(1025), newPassword: 'other', filePassword: null });
    await settle();
    expect(window.said.at(-1)).toMatchObject({ kind: 'refused', waitSeconds: 0 });
    window.closeByHand();
    await expect(done).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says in its window that a password is wrong and how long to wait, and stays', async () => {
    const window = fakeWindow();
    let wrong = true;
    const done = createStepUp(window).confirmed(
      RECOVERY,
      {
        password: () => (wrong ? Promise.reject(wrongPassword('password', 4)) : Promise.resolve()),
      },
      () => 'made',
    );
    window.say({ kind: 'answer', password: 'a', newPassword: null, filePassword: null });
    await settle();
    expect(window.said.at(-1)).toMatchObject({ kind: 'refused', waitSeconds: 4 });
    wrong = false;
    window.say({ kind: 'answer', password: 'b', newPassword: null, filePassword: null });
    expect(await done).toBe('made');
  });

  it('asks one question at a time, and not without end', async () => {
    let now = 0;
    const window = fakeWindow();
    const stepUp = createStepUp(window, createRateLimiter({ burst: 2, perSecond: 1 / 10, now: () => now }));
    const first = stepUp.confirmed(RECOVERY, right, () => 'made');
    await expect(stepUp.confirmed(RECOVERY, right, () => 'made')).rejects.toMatchObject({ code: 'conflict' });
    window.closeByHand();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const second = stepUp.confirmed(RECOVERY, right, () => 'made');
    window.closeByHand();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await expect(stepUp.confirmed(RECOVERY, right, () => 'made')).rejects.toMatchObject({ code: 'conflict' });
    expect(window.opened).toBe(2);
    now = 10_000;
    const third = stepUp.confirmed(RECOVERY, right, () => 'made');
    window.say({ kind: 'answer', password: 'a', newPassword: null, filePassword: null });
    expect(await third).toBe('made');
  });

  it('is not counted where it was answered: a person who does many things is not a script', async () => {
    const window = fakeWindow();
    const stepUp = createStepUp(window, createRateLimiter({ burst: 1, perSecond: 0, now: () => 0 }));
    for (let count = 0; count < 5; count += 1) {
      const done = stepUp.confirmed(RECOVERY, right, () => 'made');
      window.say({ kind: 'answer', password: 'a', newPassword: null, filePassword: null });
      expect(await done).toBe('made');
    }
  });
});

describe('a drill', () => {
  const DRILL: StepUpAction = { kind: 'drill', backup: '/tmp/vault.augnobackup', withPassword: true };
  const answer = (filePassword: string | null): unknown => ({
    kind: 'answer',
    password: 'from paper',
    newPassword: null,
    filePassword,
  });

  it('is given both secrets, says in its window that they do not fit, and wipes them', async () => {
    const window = fakeWindow();
    const given: SecretBytes[] = [];
    const asking = createAsking(createStepUp(window), () => {
      throw new Error('The master password is not asked for.');
    });
    let wrong = true;
    const done = asking.checked(DRILL, (recoveryKey, filePassword) => {
      given.push(recoveryKey, filePassword!);
      if (wrong) return Promise.reject(wrongPassword('recovery key', 0));
      return Promise.resolve(`${recoveryKey.revealText()} and ${filePassword!.revealText()}`);
    });
    window.say(answer('of the file'));
    await settle();
    expect(window.said.at(-1)).toMatchObject({
      kind: 'refused',
      text: expect.stringContaining('do not open that backup') as string,
    });
    wrong = false;
    window.say(answer('of the file'));
    expect(await done).toBe('from paper and of the file');
    for (const secret of given) expect(() => secret.revealText()).toThrow();
  });

  it('is no drill without the password of the file that it asks for, nor ends with the master password', async () => {
    const window = fakeWindow();
    let checks = 0;
    const asking = createAsking(createStepUp(window), () => {
      throw new Error('The master password is not asked for.');
    });
    const done = asking.checked(DRILL, () => {
      checks += 1;
      return Promise.resolve();
    });
    window.say(answer(null));
    await expect(done).rejects.toMatchObject({
      code: 'cancelled',
      message: 'The window that asked was closed without an answer.',
    });
    expect(checks).toBe(0);
  });
});

describe('the rate of secrets', () => {
  it('lets a person show and copy a few, and one in four seconds from then on', () => {
    let now = 0;
    const rate = createSecretRate(() => now);
    const free = (): number => {
      let count = 0;
      while (rate.take()) count += 1;
      return count;
    };
    expect(free()).toBe(6);
    now += 4000;
    expect(free()).toBe(1);
    // Somebody who does something with each of them is never asked.
    for (let seconds = 0; seconds < 200; seconds += 5) {
      now += 5000;
      expect(rate.take()).toBe(true);
    }
  });

  it('meets a slow loop too', () => {
    let now = 0;
    const rate = createSecretRate(() => now);
    let taken = 0;
    for (let second = 0; second < 3600; second += 4) {
      now = second * 1000;
      if (rate.take()) taken += 1;
    }
    expect(taken).toBeLessThan(125);
  });
});
