/** The words of the questions in main's window: each names its action in both languages, and what others named is escaped. */
import { describe, expect, it } from 'vitest';
import type { StepUpAction } from '../../../electron/processes/step-up/action.ts';
import { questionWords, refusal } from '../../../electron/processes/step-up/words/index.ts';

const EXPORT: StepUpAction = { kind: 'export', file: '/tmp/keys.augnoexport' };
const CONNECT = { kind: 'connect', name: 'Acme', address: 'https://api.example.com' } as const;
const RECOVERY: StepUpAction = { kind: 'new-recovery-key' };

describe('the words of a question', () => {
  const actions: readonly StepUpAction[] = [
    EXPORT,
    RECOVERY,
    { kind: 'backup', file: '/tmp/a' },
    { kind: 'change-password' },
    { kind: 'remove-recovery-key' },
    { kind: 'confirm-recovery-key' },
    { kind: 'drill', backup: '/tmp/c', withPassword: true },
    { kind: 'open-export', file: '/tmp/d' },
    { kind: 'rotate-vault-key', keepOldBackups: false },
    { kind: 'quick-unlock' },
    { kind: 'restore', file: '/tmp/b', folder: '/tmp' },
    CONNECT,
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
    expect(german.filePassword === null).toBe(english.filePassword === null);
    expect(german.password.empty).not.toBe(english.password.empty);
    for (const code of ['vault-wrong-password', 'vault-waiting'] as const)
      expect(refusal(action, 'de', code)).not.toBe(refusal(action, 'en', code));
  });

  it('say names so that they are no words of the window, and show both ends of what is long', () => {
    const steering = questionWords({ ...CONNECT, name: 'a\nb\u202ec\uE000' }, 'en');
    expect(steering.facts.map(({ value }) => value)).toContain('a\\u{000A}b\\u{202E}c\\u{E000}');
    const address = `https://${'a'.repeat(2000)}.example.com`;
    const shown = questionWords({ ...CONNECT, address }, 'en').facts.find(({ value }) =>
      value.includes('https'),
    );
    expect(shown!.value.length).toBeLessThan(310);
    expect(shown!.value).toMatch(/^https:.*\.example\.com$/);
  });
});
