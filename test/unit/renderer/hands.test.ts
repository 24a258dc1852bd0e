import { describe, expect, it } from 'vitest';
import { isPossible, KEY_ACTION_IDS } from '../../../renderer/features/keys/key-actions.tsx';
import { createJump } from '../../../renderer/features/keys/jump.ts';
import { shortcutText } from '../../../renderer/lib/shortcut-text.ts';
import { matchesLabel, readVerbs, recentFirst } from '../../../renderer/shell/palette-search.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const verbs = [
  { id: 'copy', words: ['copy', 'secret'] },
  { id: 'copy-id', words: ['copy id', 'identifier'] },
  { id: 'rotate', words: ['rotate', 'erneuern'] },
  { id: 'revoke', words: ['revoke', 'stop'] },
] as const;
const read = (search: string): string[] =>
  readVerbs(search, verbs).map(({ verb, rest }) => `${verb}:${rest}`);

describe('the palette', () => {
  it('reads a verb and a key in either order', () => {
    expect(read('rotate webshop')).toEqual(['rotate:webshop']);
    expect(read('webshop rotate')).toEqual(['rotate:webshop']);
    expect(read('webshop ERNEU')).toEqual(['rotate:webshop']);
    expect(read('re webshop gate')).toEqual(['revoke:webshop gate']);
  });
  it('takes what names several verbs as each of them, a whole word first', () => {
    expect(read('copy loom')).toEqual(['copy:loom', 'copy-id:loom']);
    expect(read('loom copy id')).toEqual(['copy-id:loom', 'copy:loom id']);
    expect(read('rev')).toEqual(['revoke:']);
  });
  it('takes one letter, or no verb, for a key', () => {
    expect(read('r webshop')).toEqual([]);
    expect(read('webshop')).toEqual([]);
    expect(read('')).toEqual([]);
  });
  it('finds labels by the beginnings of their words in any order', () => {
    expect(matchesLabel('Theme: Dark', 'dark th')).toBe(true);
    expect(matchesLabel('Theme: Dark', 'theme dark')).toBe(true);
    expect(matchesLabel('Theme: Dark', 'theme light')).toBe(false);
    expect(matchesLabel('Back up the vault', 'backup')).toBe(false);
    expect(matchesLabel('Back up the vault', 'back')).toBe(true);
  });
  it('puts what was used last first, and leaves the others as they were', () => {
    const items = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
    expect(recentFirst(items, ['d', 'b']).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
  });
});

describe('what can be done with a key', () => {
  const possible = (changes: Parameters<typeof makeKey>[1]): string[] =>
    KEY_ACTION_IDS.filter((id) => isPossible(id, makeKey(NOW, changes)));
  it('depends on whether it works and is held', () => {
    expect(possible({}).join(' ')).toBe(
      'copy reveal open rotate test alias copy-id pass-on test-account narrow leak revoke',
    );
    expect(possible({ secretHeld: false }).join(' ')).toBe(
      'open rotate add-secret alias copy-id narrow leak revoke',
    );
    expect(possible({ status: 'revoked', secretHeld: false }).join(' ')).toBe(
      'open add-secret alias copy-id leak delete',
    );
  });
  it('is only to look while the key is being made', () => {
    expect(possible({ id: 'pending_1', status: 'unresolved', secretHeld: false })).toEqual(['open']);
  });
});

describe('letters on the list', () => {
  const names = ['Anvil', 'Bellows 1', 'Bellows 2', 'Gate', 'Ölmühle', 'Webshop'];
  it('go to the first that begins so, and the same letter again to the next', () => {
    const jump = createJump('g', 'ok');
    expect(jump.type('b', names, 0, 0)).toBe(1);
    expect(jump.type('b', names, 1, 10)).toBe(2);
    expect(jump.type('b', names, 2, 20)).toBe(1);
  });
  it('make a word until there is a pause', () => {
    const jump = createJump('g', 'ok');
    expect(jump.type('w', names, 0, 0)).toBe(5);
    expect(jump.type('e', names, 5, 100)).toBe(5);
    expect(jump.type('ö', names, 5, 5000)).toBe(4);
    expect(jump.type('x', names, 4, 9000)).toBeNull();
  });
  it('leave a shortcut of two letters to it', () => {
    const jump = createJump('g', 'ok');
    expect(jump.type('g', names, 0, 0)).toBeNull();
    expect(jump.type('k', names, 0, 100)).toBeNull();
    expect(jump.type('g', names, 0, 5000)).toBeNull();
    expect(jump.type('a', names, 0, 5100)).toBe(3);
  });
});

describe('a shortcut as people read it', () => {
  it.each([
    ['$mod+k', 'Ctrl+K', '⌘K'],
    ['$mod+Shift+C', 'Ctrl+Shift+C', '⌘⇧C'],
    ['$mod++', 'Ctrl++', '⌘+'],
    ['g o', 'G O', 'G O'],
    ['F2', 'F2', 'F2'],
    ['Shift+?', '?', '?'],
  ])('%s', (keys, elsewhere, mac) => {
    expect(shortcutText(keys, false)).toBe(elsewhere);
    expect(shortcutText(keys, true)).toBe(mac);
  });
});
