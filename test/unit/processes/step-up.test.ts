/** A step-up without a window: what comes over its port is a person's answer, a script's, or nothing. */
import { describe, expect, it } from 'vitest';
import { wrongPassword } from '../../../electron/vault/errors.ts';
import type { ProcessPort } from '../../../electron/wire/parent-link.ts';
import { createRateLimiter } from '../../../electron/wire/rate-limiter.ts';
import type { StepUpAction } from '../../../electron/processes/step-up/action.ts';
import { createSecretRate } from '../../../electron/processes/step-up/secret-rate.ts';
import { createStepUp, type QuestionWindow } from '../../../electron/processes/step-up/step-up.ts';
import { harmless, questionWords } from '../../../electron/processes/step-up/words/index.ts';
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
    show(_tall, onPort) {
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
    window.say({ kind: 'answer', password: 'master', newPassword: 'of the export' });
    expect(await done).toBe('of the export');
    window.say({ kind: 'answer', password: 'master', newPassword: 'of another' });
    await settle();
    expect(runs).toBe(1);
    expect(() => kept!.revealText()).toThrow();
  });

  it.each([
    ['cancelled', (window: FakeWindow) => window.say({ kind: 'cancel' })],
    ['closed by hand', (window: FakeWindow) => window.closeByHand()],
    [
      'answered without the new password it asks for',
      (window: FakeWindow) => window.say({ kind: 'answer', password: 'master', newPassword: null }),
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
      { kind: 'answer', password: '', newPassword: null },
    ])
      window.say(odd);
    expect(checks).toBe(0);
    for (const typed of ['first', 'second', 'third'])
      window.say({ kind: 'answer', password: typed, newPassword: null });
    await settle();
    expect(checks).toBe(1);
    finish();
    expect(await done).toBe('made');
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
    window.say({ kind: 'answer', password: 'a', newPassword: null });
    await settle();
    expect(window.said.at(-1)).toMatchObject({ kind: 'refused', waitSeconds: 4 });
    wrong = false;
    window.say({ kind: 'answer', password: 'b', newPassword: null });
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
    window.say({ kind: 'answer', password: 'a', newPassword: null });
    expect(await third).toBe('made');
  });
});

describe('the words of a question', () => {
  const actions: readonly StepUpAction[] = [
    EXPORT,
    RECOVERY,
    { kind: 'backup', file: '/tmp/a' },
    { kind: 'change-password' },
    { kind: 'remove-recovery-key' },
    { kind: 'rotate-vault-key', keepOldBackups: false },
    { kind: 'quick-unlock' },
    { kind: 'restore', file: '/tmp/b', folder: '/tmp' },
    { kind: 'connect', name: 'Acme', address: 'https://api.example.com' },
    { kind: 'add-service', name: 'Acme', address: 'https://api.example.com' },
    { kind: 'change-address', name: 'Acme', from: null, to: 'https://api.example.com' },
    { kind: 'remove-connection', name: 'Acme', secrets: 3 },
    { kind: 'another-secret', name: 'ERP Sync', use: 'seal' },
  ];

  it.each(actions)('name the action in both languages: $kind', (action) => {
    const [english, german] = [questionWords(action, 'en'), questionWords(action, 'de')];
    expect(german.title).not.toBe(english.title);
    expect(german.text).not.toBe(english.text);
    expect(german.facts.map(({ value }) => value).length).toBe(english.facts.length);
    expect(german.newPassword === null).toBe(english.newPassword === null);
  });

  it('say names so that they are no words of the window, and show both ends of what is long', () => {
    expect(harmless('a\nb\u202ec\u0007')).toBe('a\\u{a}b\\u{202e}c\\u{7}');
    const long = harmless(`https://${'a'.repeat(2000)}.example.com`);
    expect(long.length).toBeLessThan(310);
    expect(long.startsWith('https://') && long.endsWith('.example.com')).toBe(true);
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
