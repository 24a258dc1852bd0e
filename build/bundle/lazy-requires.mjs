/**
 * Makes what a bundle requires be loaded where the first of what it exports is used, not where it is named: most of what a
 * command could need is not needed in most of its runs, and each file, the runtime's own modules too, takes time to load.
 */

/** What the bundler writes: a module of ours or of the runtime. */
const NAMED = /^(?:const|let) ([\w$]+) = (require\(".+?"\));$/gm;
/** A package of the other kind of modules, made to look like ours. */
const MADE_ALIKE = /^var (import_[\w$]+) = ((?:\/\* @__PURE__ \*\/ )?[\w$.]+\([\w$.]+\(\)(?:, 1)?\));$/gm;
/** The module of paths by its default export, which the bundler makes with helpers of its own; the runtime has loaded it. */
const PATHS = /^let (node_path[\w$]*) = require\("node:path"\);\n\1 = [\w$.]+\(\1, 1\);$/gm;

/**
 * @param {string} code  of one chunk in CommonJS, as the bundler writes it
 * @returns {string}
 */
export function withLazyRequires(code) {
  const paths = 'const $1 = { ...require("node:path"), default: require("node:path") };';
  /** @type {(whole: string, variable: string, value: string) => string} */
  const lazily = (whole, variable, value) => {
    const name = variable.replaceAll('$', '\\$');
    // Not the end of a longer name, nor a member of something; but what stands behind three dots.
    const use = new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${name}(?![\\w$])(?:\\.[\\w$]+)?`, 'g');
    const members = new Set(
      [...code.matchAll(use)].slice(1).map(([text]) => text.slice(variable.length + 1)),
    );
    // Evaluated for what it does, or handed on as a whole.
    if (members.size === 0 || members.has('')) return whole;
    const getters = [...members].map((member) => `get ${member}() { return ${variable}$load().${member}; }`);
    return [
      `let ${variable}$module;`,
      `const ${variable}$load = () => (${variable}$module ??= ${value});`,
      `const ${variable} = { ${getters.join(', ')} };`,
    ].join('\n');
  };
  return code.replaceAll(PATHS, paths).replaceAll(NAMED, lazily).replaceAll(MADE_ALIKE, lazily);
}

/** @returns {import('vite').Plugin} */
export function lazyRequires() {
  return {
    name: 'lazy-requires',
    renderChunk: (code) => ({ code: withLazyRequires(code), map: null }),
  };
}
