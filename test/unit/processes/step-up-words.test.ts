/** The words of the questions in main's window: each names its action in both languages, and what others named is escaped. */
import { describe, expect, it } from 'vitest';
import { EVERY_QUESTION } from '../../e2e/support/every-question.ts';
import type { StepUpAction } from '../../../electron/processes/step-up/action.ts';
import { questionWords, refusal } from '../../../electron/processes/step-up/words/index.ts';

const CONNECT = {
  kind: 'connect',
  name: 'Acme',
  address: 'https://api.example.com',
  service: 'Augno',
  key: 'aug_sk_prod_****UCZu',
} as const;

describe('the words of a question', () => {
  it.each(EVERY_QUESTION)('name the action in both languages: $kind', (action) => {
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

  it.each([
    ['https://api.example.com', 'https (encrypted)', 'api.example.com', '443'],
    ['http://10.0.0.4:8080/v1', 'http (not encrypted', '10.0.0.4', '8080'],
    ['http://127.0.0.1', 'http (not encrypted, but it stays on this computer)', '127.0.0.1', '80'],
    // What stands before an @, or after the host, is no host.
    [
      'https://api.augno.com.evil.example/api.augno.com',
      'https (encrypted)',
      'api.augno.com.evil.example',
      '443',
    ],
  ])('name scheme, host and port of %s each on a line of its own', (address, scheme, host, port) => {
    const asked: readonly StepUpAction[] = [
      { kind: 'connect', name: 'A', address, service: 'OpenMRP', key: 'omrp_sk_prod_****UCZu' },
      { kind: 'add-service', name: 'A', address },
      { kind: 'change-address', name: 'A', from: 'https://before.example.com', to: address },
    ];
    for (const action of asked) {
      const { facts } = questionWords(action, 'en');
      expect(facts.slice(0, 4).map(({ value }) => value)).toEqual([
        address,
        expect.stringContaining(scheme),
        host,
        port,
      ]);
      expect(
        questionWords(action, 'de')
          .facts.slice(2, 4)
          .map(({ value }) => value),
      ).toEqual([host, port]);
    }
    const [connect, , change] = asked.map((action) => questionWords(action, 'en').facts);
    expect(connect).toContainEqual({ label: 'API', value: 'OpenMRP' });
    expect(connect).toContainEqual({ label: 'Sent at once', value: 'the admin key omrp_sk_prod_****UCZu' });
    expect(change).toContainEqual({ label: 'Until now', value: 'https://before.example.com' });
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
