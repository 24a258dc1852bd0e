/**
 * Which modules of the command lie together. What `scan -` and the hooks run through when they find nothing is one file with
 * what starts them; what they need beyond that is apart, and loaded when it is used (lazy-requires.mjs).
 */

/**
 * Paths in the project; the first that matches counts. What is imported dynamically and in none of them is as the bundler has it.
 * @type {readonly (readonly [name: string, modules: RegExp])[]}
 */
const GROUPS = [
  ['messages', /^shared\/messages\/en\/(?!report\.ts$)/],
  ['anchors', /^electron\/scanner\/detect\/(anchors|anchors\.computed|placement)\.ts$/],
  ['runs', /^electron\/scanner\/detect\/anchors-in-runs\.computed\.ts$/],
  ['patterns', /^node_modules\/(picomatch|ignore)\//],
  [
    'unpacking',
    /^node_modules\/fzstd\/|^electron\/archives\/(?!(kind|index|source|ledger|types|members)\.ts$)/,
  ],
  [
    'found',
    /^electron\/scanner\/(embedded|lone-bodies|place-classes|place-table|places-of-\w+|detect\/(binary-starts|bodies|decode-text-run|digits|dismissal|dumps|encoded-words|entities|evidence|gaps|gunzip|hits|more-runs|number-runs|reader|repair|runs|seams|search|surroundings|characters|text-lines|wide-runs|written-characters|written-keys|zlib-starts)\.ts)/,
  ],
  [
    'files',
    /^electron\/scanner\/(files\/(batch|file-scanner|known-files)|walk\/|usual-places)|^electron\/files\//,
  ],
  // Every command that needs a vault looks whether it was moved; a scan and a hook need none.
  ['moves', /^electron\/vault\/move\//],
  ['schemas', /^node_modules\/zod\//],
  ['secrets', /^electron\/(cli\/(secret-input|terminal-input)|vault\/)/],
  ['hooks', /^electron\/scanner\/hooks\/(hook-(files|proof)|hooks-folder)/],
  [
    'git',
    /^electron\/scanner\/(repositories\.ts|git\/(changed-files|delta|held-keys|index|index-file|meant-repository|object-store|pack-file|pack-index|places|refs|revisions|repository|scan-staged|state-files|store-listing|tree-diff|types|git-config|links|blob-scanner|git-command)\.ts)/,
  ],
  ['history', /^electron\/scanner\/git\//],
];

/** The command's own file, from which all that it imports without waiting is reached. */
const ENTRY = 'electron/cli.ts';
const RUNTIME = 'rolldown/runtime.js';

/**
 * @param {string} projectFolder  absolute
 * @returns {import('rolldown').CodeSplittingOptions}
 */
export function commandChunks(projectFolder) {
  const prefix = `${projectFolder.replaceAll('\\', '/')}/`;
  /** @type {Set<string> | null} */
  let quick = null;
  return {
    // What a group needs of another one is loaded when it is used.
    includeDependenciesRecursively: false,
    groups: [
      {
        debugName: 'by what needs it',
        name: (id, context) => {
          const inProject = id.startsWith(prefix) ? id.slice(prefix.length) : id;
          const group = GROUPS.find(([, modules]) => modules.test(inProject));
          if (group !== undefined) return group[0];
          quick ??= importedBy(prefix + ENTRY, context);
          return quick.has(id) || id.endsWith(RUNTIME) ? 'quick' : null;
        },
      },
    ],
  };
}

/**
 * Without what is imported dynamically.
 * @param {string} entry
 * @param {import('rolldown').ChunkingContext} context
 */
function importedBy(entry, context) {
  const found = new Set([entry]);
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}
