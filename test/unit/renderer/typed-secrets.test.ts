/** What may be typed into the page: decision 0166 names it, and nothing else that opens a vault or a file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/lib/messages/en.ts';

const root = path.resolve(import.meta.dirname, '../../..');
/** The page's own; main's own windows are bundles of their own, and the workbench in none. */
const SOURCES = execFileSync('git', ['ls-files', '-z', 'renderer/**/*.tsx'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((name) => name !== '' && !/^renderer\/(?:password|quick|workbench)\//.test(name))
  .map((name) => ({
    name: name.slice('renderer/'.length),
    text: readFileSync(path.join(root, name), 'utf8'),
  }));

/** Shown while no vault is open: the residual case of the threat model. */
const BEFORE_UNLOCKING = [
  'features/first-run/new-password-fields.tsx',
  'features/lock/copies-dialog.tsx',
  'features/lock/lock-screen.tsx',
  'features/protection/restore-dialog.tsx',
];
/** A key that a person has in hand: it opens an account, not the vault. */
const KEYS = [
  'features/connections/connect-form.tsx',
  'features/connections/connection-dialogs.tsx',
  'features/connections/move-connection-dialog.tsx',
  'features/keys/add-secret-dialog.tsx',
  'features/keys/store-key-form.tsx',
  'features/keys/rotate-key-dialog.tsx',
];
const OPENS = /password|passphrase|recovery key/i;
/** A field of any kind, with the message that names it. */
const FIELD = /<(SecretField|TextField|TextArea|input|textarea)\b([^<]*?)\/?>/gs;

const named = (pattern: RegExp): readonly string[] =>
  SOURCES.filter(({ text }) => pattern.test(text))
    .map(({ name }) => name)
    .sort();

function labelsOf(text: string): readonly string[] {
  return [...text.matchAll(FIELD)].flatMap(([, , attributes]) =>
    [...(attributes ?? '').matchAll(/(?:label|placeholder|aria-label)=\{([^}]*)\}/g)].flatMap(([, value]) =>
      [...(value ?? '').matchAll(/'([a-z][\w-]*\.[\w-]+)'/g)].map(
        ([, key]) => (en as Record<string, string>)[key!] ?? '',
      ),
    ),
  );
}

describe('a hidden input of the page', () => {
  it('is one component, used by the screens before unlocking and for keys', () => {
    // A field that is hidden by itself would be in nobody's list.
    expect(named(/type=(?:"password"|\{[^}]*'password')/)).toEqual(['ui/field.tsx']);
    expect(named(/<SecretField\b/)).toEqual([...BEFORE_UNLOCKING, ...KEYS].sort());
  });

  it('for a password is on no screen of the open vault', () => {
    expect(named(/<NewPasswordFields\b/)).toEqual(['features/first-run/create-vault-step.tsx']);
    expect(named(/<CopiesDialog\b/)).toEqual(['features/lock/lock-screen.tsx']);
    expect(named(/<(?:LockScreen|FirstRun|RestoreDialog)\b/)).toEqual(['shell/app-root.tsx']);
    const opensRestore = named(/setRestoring\(true\)/);
    expect(opensRestore.length).toBeGreaterThan(0);
    expect(opensRestore.filter((name) => !/^features\/(?:lock|first-run)\//.test(name))).toEqual([]);
  });
});

it('no other input asks for a password or recovery key by its label', () => {
  const asking = SOURCES.filter(({ text }) => labelsOf(text).some((label) => OPENS.test(label)));
  // The first run's own fields are given their labels.
  expect(['features/first-run/new-password-fields.tsx', ...asking.map(({ name }) => name)].sort()).toEqual(
    BEFORE_UNLOCKING,
  );
  // The labels are really read: where keys are typed there are some.
  for (const { name, text } of SOURCES.filter(({ name: one }) => KEYS.includes(one)))
    expect(
      labelsOf(text).filter((label) => label !== ''),
      name,
    ).not.toEqual([]);
});
