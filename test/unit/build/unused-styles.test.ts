/** No style sheet holds a class that nothing wears. (Code and packages that nobody uses are found by `npm run unused`.) */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

interface Source {
  /** Relative to the project, with `/`. */
  readonly name: string;
  readonly text: string;
}

/** Classes of style sheets that no file which loads the sheet names; as `sheet: .class`. */
function unusedClasses(sources: readonly Source[]): readonly string[] {
  return sources
    .filter(({ name }) => name.endsWith('.css'))
    .flatMap(({ name, text }) => {
      const selectors = text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/\{[^{}]*\}/g, '{}');
      const classes = new Set([...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, found]) => found!));
      const isModule = name.endsWith('.module.css');
      const file = name.slice(name.lastIndexOf('/') + 1);
      const wearers = sources
        .filter(
          ({ name: user, text: code }) =>
            !user.endsWith('.css') &&
            user.startsWith(topOf(name)) &&
            (!isModule || code.includes(`/${file}'`)),
        )
        .map(({ text: code }) => code)
        .join('\n');
      const isBuilt = (found: string): boolean =>
        [...wearers.matchAll(/`([a-z-]+-)\$\{/g)].some(([, start]) => found.startsWith(start!));
      return [...classes]
        .filter((found) => !new RegExp(`(?<![\\w-])${found}(?![\\w-])`).test(wearers) && !isBuilt(found))
        .map((found) => `${name}: .${found}`);
    });
}

function topOf(name: string): string {
  return name.slice(0, name.indexOf('/') + 1);
}

it('nothing is styled that nothing wears', () => {
  const sources = execFileSync('git', ['ls-files', '-z', 'renderer'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((name) => /\.(?:css|html|ts|tsx)$/.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));
  // `lucide` is the icons' own class.
  expect(unusedClasses(sources).filter((place) => place !== 'renderer/ui/base.css: .lucide')).toEqual([]);
});

it('a class that nothing wears is seen', () => {
  const css = {
    name: 'x/a.module.css',
    text: '.worn { color: red }\n.left:hover .by-name { margin: 0.5em }\n.built-open {}',
  };
  const tsx = {
    name: 'x/a.tsx',
    text: "import s from './a.module.css'; c('by-name'); s.worn; c(`built-${state}`)",
  };
  expect(unusedClasses([css, tsx])).toEqual(['x/a.module.css: .left']);
});
