/** A module is loaded with the first use of what it exports, and what it exports is the same. */
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { withLazyRequires } from '../../../build/bundle/lazy-requires.mjs';

const loaded: string[] = [];
const modules: Readonly<Record<string, object>> = {
  './a.js': { list: [1, 2], value: 3, Thing: Map },
  './b.js': { call: () => 4 },
  './c.js': { make: () => ({ answer: 5 }) },
  './whole.js': { x: 6 },
};

function run(code: string): unknown {
  loaded.length = 0;
  const require = (name: string): unknown => {
    loaded.push(name);
    return modules[name] ?? createRequire(import.meta.url)(name);
  };
  const wrapped = runInThisContext(`(function (require) {${withLazyRequires(code)}\n})`) as (
    load: typeof require,
  ) => unknown;
  return wrapped(require);
}

it('loads nothing that is not used, and each once', () => {
  const code = [
    'const require_a = require("./a.js");',
    'let require_b = require("./b.js");',
    'const later = () => require_b.call();',
    'return [...require_a.list, require_a.value, new require_a.Thing() instanceof require_a.Thing];',
  ];
  expect(run(code.join('\n'))).toEqual([1, 2, 3, true]);
  expect(loaded).toEqual(['./a.js']);
});

it('makes a package of the other kind alike when it is used', () => {
  const code = [
    'const require_c = require("./c.js");',
    'const require_a = require("./a.js");',
    'const alike = { toESM: (module) => ({ default: module }) };',
    'var import_c = /* @__PURE__ */ alike.toESM(require_c.make(), 1);',
    'return () => (0, import_c.default).answer;',
  ].join('\n');
  const answer = run(code) as () => unknown;
  expect(loaded).toEqual(['./a.js']);
  expect(answer()).toBe(5);
  expect(loaded).toEqual(['./a.js', './c.js']);
});

it('leaves what is handed on as a whole, and what is loaded for what it does', () => {
  const whole = 'const require_w = require("./whole.js");\nreturn Object.keys(require_w);';
  expect(withLazyRequires(whole)).toBe(whole);
  const effect = 'require("./whole.js");\nreturn 0;';
  expect(withLazyRequires(effect)).toBe(effect);
  const unused = 'const require_w = require("./whole.js");\nreturn 0;';
  expect(withLazyRequires(unused)).toBe(unused);
});

it('takes longer names and members of other things for what they are', () => {
  const code = [
    'const require_a = require("./a.js");',
    'const require_a$1 = { value: 7 };',
    'const other = { require_a: { value: 8 } };',
    'return [require_a.value, require_a$1.value, other.require_a.value];',
  ].join('\n');
  expect(run(code)).toEqual([3, 7, 8]);
});

it('gives paths by name and as a whole', () => {
  const code = [
    'let node_path = require("node:path");',
    'node_path = helpers.toESM(node_path, 1);',
    'return node_path.default.join("a", "b") === node_path.join("a", "b");',
  ].join('\n');
  expect(run(code)).toBe(true);
});
