import { describe, expect, it } from 'vitest';
import { sortedBy } from '../../../electron/cli/augno/keys-read.ts';
import { makeKey } from '../renderer/factory.ts';
import { say } from '../../../shared/messages/say.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { printTable } from '../../../electron/cli/output.ts';
import { fitted, terminalOf, type Terminal } from '../../../electron/cli/terminal-table.ts';
import type { CommandContext } from '../../../electron/cli/types.ts';

const ROWS = [
  ['ID', 'NAME', 'ROLE'],
  ['apke_0123456789ab', 'A name of a key that goes on and on and on', 'Order integration'],
  ['apke_1', 'Short', '-'],
];

function printed(terminal: Terminal | null): string {
  let text = '';
  const context = {
    terminal,
    words: inEnglish,
    print: (line: string) => {
      text += `${line}\n`;
    },
    write: (raw: string) => {
      text += raw;
    },
  } as unknown as CommandContext;
  printTable(context, [say('table.id'), say('table.name'), say('table.role')], ROWS.slice(1), {
    whole: [0],
    tone: (row) => (row === 0 ? 'bad' : 'plain'),
  });
  return text;
}

describe('a table', () => {
  it('is as wide as the terminal, and cuts nothing that somebody copies from', () => {
    const lines = printed({ columns: 50, colour: false }).trimEnd().split('\n');
    expect(lines.every((line) => line.length <= 50)).toBe(true);
    expect(lines[1]).toContain('apke_0123456789ab');
    expect(lines[1]).toContain('…');
    expect(lines[2]).toMatch(/^apke_1 +Short +-$/);
  });

  it('is whole in a pipe, and where it fits', () => {
    const whole = printed(null);
    expect(whole).toContain('A name of a key that goes on and on and on  Order integration');
    expect(printed({ columns: 200, colour: false })).toBe(whole);
  });

  it('has colour only where the terminal shows it and nobody refused it', () => {
    expect(printed({ columns: 200, colour: true })).toContain('\u001B[31mapke_0123456789ab');
    expect(printed({ columns: 200, colour: false })).not.toContain('\u001B');
    const terminal = { isTTY: true, columns: 100 };
    expect(terminalOf(terminal, {})).toEqual({ columns: 100, colour: true });
    expect(terminalOf(terminal, { NO_COLOR: '1' })?.colour).toBe(false);
    expect(terminalOf(terminal, { NO_COLOR: '' })?.colour).toBe(true);
    expect(terminalOf(terminal, { TERM: 'dumb' })?.colour).toBe(false);
    expect(terminalOf({ columns: 100 }, {})).toBeNull();
  });

  it('keeps its form where the terminal is narrower than its narrowest', () => {
    const rows = fitted(ROWS, 10, [0]);
    expect(rows[1]?.[0]).toBe('apke_0123456789ab');
    expect(rows[1]?.[1]).toHaveLength(6);
  });
});

it('keys are sorted by a column, those without a value last either way', () => {
  const now = Date.parse('2026-11-30T12:00:00Z');
  const keys = [
    makeKey(now, { id: 'b', name: 'B', expiresAt: null }),
    makeKey(now, { id: 'c', name: 'C', expiresAt: '2027-01-01T00:00:00Z' }),
    makeKey(now, { id: 'a', name: 'A', expiresAt: '2026-12-01T00:00:00Z' }),
  ];
  const ids = (column: 'name' | 'expires', reverse: boolean): string =>
    sortedBy(keys, column, reverse, new Map())
      .map(({ id }) => id)
      .join('');
  expect([ids('name', false), ids('name', true)]).toEqual(['abc', 'cba']);
  expect([ids('expires', false), ids('expires', true)]).toEqual(['acb', 'cab']);
});
