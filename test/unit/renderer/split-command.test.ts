import { describe, expect, it } from 'vitest';
import { PRESETS, splitCommand } from '../../../renderer/features/pass-on/split-command.ts';
import { generateKey } from '../../../shared/key-format.ts';

describe('a typed command line', () => {
  it.each([
    ['gh secret set NAME', ['gh', 'secret', 'set', 'NAME']],
    ['  a \'b c\'  "d \\" e" f\\ g ', ['a', 'b c', 'd " e', 'f g']],
    ["a '' b", ['a', '', 'b']],
    ['"/opt/my tool/run" --x=1', ['/opt/my tool/run', '--x=1']],
    ["a 'x | y > $HOME'", ['a', 'x | y > $HOME']],
    ['a "x | y"', ['a', 'x | y']],
  ])('%j is split into its parts', (line, parts) => {
    const split = splitCommand(line);
    expect(split.ok && [split.command, ...split.args]).toEqual(parts);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ["a 'b", 'quote'],
    ['a | b', 'shell'],
    ['a > b', 'shell'],
    ['a && b', 'shell'],
    ['a $HOME', 'shell'],
    ['a "$(id)"', 'shell'],
    ['a `id`', 'shell'],
    [`a ${generateKey('test')}`, 'secret'],
  ])('%j is refused and says why', (line, problem) => {
    expect(splitCommand(line)).toEqual({ ok: false, problem });
  });
});

it('no preset takes a value that a program would read as an option', () => {
  for (const preset of PRESETS)
    for (const field of preset.fields) {
      expect(field.pattern.test(field.example), `${preset.id} ${field.id}`).toBe(true);
      expect(field.pattern.test('--body=x')).toBe(false);
      expect(field.pattern.test('-x')).toBe(false);
    }
});
