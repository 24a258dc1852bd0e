/**
 * The arrows between the parts (docs: README, "How it is laid out"). Each rule has a test that makes it fire:
 * test/integration/build/boundaries.test.ts.
 */
'use strict';

/** What never shows a window and must run in the command as well. */
const engine =
  '^electron/(vault|augno|providers|sandbox|scanner|archives|cli|processes|places|sharing|files)(/|\\.ts$)';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Parts that need each other are one part. (Types alone may: they are gone at run time.)',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'renderer-knows-shared-only',
      'The page talks to the rest through the contract in shared/.',
      { path: '^renderer/' },
      { path: '^(electron|build|test)/' },
    ),
    rule(
      'renderer-without-node',
      'SECURITY: the page is sandboxed; a Node module in it would mean that it is not.',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'shared-imports-zod-only',
      'shared/ runs anywhere.',
      { path: '^shared/' },
      { pathNot: ['^shared/', '(^|/)node_modules/zod/', '^zod'] },
    ),
    rule(
      'electron-does-not-import-renderer',
      'The renderer is built and loaded as files.',
      { path: '^electron/' },
      { path: '^(renderer|build)/' },
    ),
    rule(
      'engine-without-electron',
      'vault, augno, sandbox, scanner and the command run headless.',
      { path: engine },
      { path: '(^|/)node_modules/electron(/|$)|^electron$' },
    ),
    rule(
      'only-the-app-imports-electron',
      "Only main, preload, electron/app and electron/ipc import 'electron'.",
      { path: '^(electron|shared|renderer)/', pathNot: '^electron/((main|preload)\\.ts$|app/|ipc/)' },
      { path: '(^|/)node_modules/electron(/|$)|^electron$' },
    ),
    rule(
      'nothing-imports-the-app',
      'app → ipc → { vault, augno, scanner }: only main looks at the app.',
      { path: '^electron/', pathNot: '^electron/(main\\.ts$|app/)' },
      // Types of what the app hands down are fine; code is not.
      { path: '^electron/app/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'only-the-app-imports-ipc',
      'The wrapper around calls is made by the app.',
      { path: '^electron/', pathNot: '^electron/(main\\.ts$|preload\\.ts$|app/|ipc/)' },
      { path: '^electron/ipc/' },
    ),
    rule(
      'vault-knows-neither-api-nor-scanner',
      'augno → vault, never back.',
      { path: '^electron/vault/' },
      { path: '^electron/(augno|providers|sandbox|scanner|cli|processes)(/|\\.ts$)' },
    ),
    rule(
      'augno-knows-vault-only',
      'The API client does not know who calls it.',
      { path: '^electron/augno/' },
      { path: '^electron/(providers|sandbox|scanner|cli|processes)(/|\\.ts$)' },
    ),
    rule(
      'providers-know-vault-and-augno-only',
      'providers → augno, never back: nothing in what concerns Augno becomes more complicated by other services.',
      { path: '^electron/providers/' },
      { path: '^electron/(sandbox|scanner|cli|processes)(/|\\.ts$)' },
    ),
    rule(
      'scanner-knows-nobody',
      'The scanner reads untrusted files: it has no way to the vault, the API or the sandbox.',
      { path: '^electron/scanner/' },
      { path: '^electron/(vault|augno|providers|sandbox|cli|processes)(/|\\.ts$)' },
    ),
    rule(
      'archives-know-nothing',
      'Readers of formats, as if they were published.',
      { path: '^electron/archives/' },
      { path: '^(electron|shared)/', pathNot: '^electron/archives/' },
    ),
    rule(
      'archives-through-one-interface',
      'Nobody who opens an archive passes through the reader of a format.',
      { path: '^electron/', pathNot: '^electron/archives/' },
      { path: '^electron/archives/', pathNot: '^electron/archives/index\\.ts$' },
    ),
    rule(
      'places-knows-the-scanner-only',
      'Reading and writing files of this machine: it is told what to look for, and opens no vault.',
      { path: '^electron/places/' },
      { path: '^electron/(vault|augno|sandbox|cli|processes|sharing)(/|\\.ts$)' },
    ),
    rule(
      'files-knows-nobody',
      'How a file of others is read is the same for everybody.',
      { path: '^electron/files/' },
      { path: '^electron/', pathNot: '^electron/files/' },
    ),
    rule(
      'sandbox-knows-nobody',
      'The sandbox is a server of its own, so that it can be wrong independently of the client.',
      { path: '^electron/sandbox/' },
      { path: '^electron/(vault|augno|providers|scanner|cli|processes)(/|\\.ts$)' },
    ),
    rule(
      'nothing-imports-tests',
      'What is shipped does not depend on tests.',
      { path: '^(electron|shared|renderer|build)/' },
      { path: '^test/' },
    ),
    rule('no-unresolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.svg'],
    },
  },
};
