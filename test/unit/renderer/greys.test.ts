/** One grey for words of the second rank, that reads at 12 pixels on everything it stands on. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const RENDERER = path.resolve(import.meta.dirname, '..', '..', '..', 'renderer');
const tokens = readFileSync(path.join(RENDERER, 'ui', 'tokens.css'), 'utf8');
const GROUNDS = [
  'bg',
  'bg-raised',
  'bg-sunken',
  'bg-panel',
  'bg-button',
  'bg-button-hover',
  'bg-hover',
  'bg-selected',
];

/** Both themes of a token, in the block with usual or with more contrast. */
function colours(name: string, block: string): readonly [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(block);
  return found === null ? colours(name, tokens) : [found[1]!, found[2]!];
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [light, dark] = [luminance(left), luminance(right)].toSorted((one, other) => other - one) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

const more = tokens.slice(tokens.indexOf('prefers-contrast'));
it.each([
  ['usual', tokens.slice(0, tokens.indexOf('prefers-contrast')), 5],
  ['more', more, 7],
])('with %s contrast', (_name, block, least) => {
  for (const theme of [0, 1] as const)
    for (const ground of GROUNDS)
      expect(
        contrast(colours('text-muted', block)[theme], colours(ground, block)[theme]),
        `${ground}, ${theme === 0 ? 'light' : 'dark'}`,
      ).toBeGreaterThanOrEqual(least);
});

it('no words are smaller than 12 pixels, or paler by being let through', () => {
  const problems = globSync('**/*.css', { cwd: RENDERER }).flatMap((file) =>
    readFileSync(path.join(RENDERER, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const size = /(?:font-size|--size-\w+):\s*(\d+(?:\.\d+)?)px/.exec(line);
        return size !== null && Number(size[1]) < 12 ? [`${file}:${String(index + 1)}`] : [];
      }),
  );
  expect(problems).toEqual([]);
});
