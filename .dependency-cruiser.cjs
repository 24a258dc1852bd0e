/**
 * The arrows between the parts (docs: README, "How it is laid out"). Each rule has a test that makes it fire:
 * test/integration/build/boundaries.test.ts.
 */
'use strict';

/** What never shows a window and must run in the command as well. */
const engine =
  '^electron/(vault|keys|inventory|providers|http|sandbox|scanner|archives|agent|assistants|cli|processes|sharing|files|platform|doctor)(/|\\.ts$)';

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The page's features: each may import those above it, and so none imports another in a circle. */
const features = [
  'connections',
  'guides',
  'providers',
  'keys',
  'people',
  'findings',
  'drill',
  'roles',
  'access-review',
  'protection',
  'pass-on',
  'runbook',
  'overview',
  'programs',
  'activity',
  'about',
  'help',
  'lock',
  'settings',
  'first-run',
];

/** Types and styles count: a circle of these is one all the same. A feature that is not in the list imports none. */
const featuresOneWay = ['', ...features].map((name, index) => {
  const own = name === '' ? `(?!(?:${features.join('|')})/)` : `${name}/`;
  const above = name === '' ? '' : `(?!(?:${features.slice(0, index).join('|')})/)`;
  return rule(
    'features-one-way',
    'Features that need each other are one feature, or have a part in common above both.',
    { path: `^renderer/features/${own}` },
    { path: `^renderer/features/${above}` },
  );
});

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
      'page-has-floors',
      'lib ← ui ← features ← shell: what everybody uses knows nobody who uses it.',
      { path: '^renderer/(lib|ui)/' },
      { path: '^renderer/(features|shell)/' },
    ),
    rule(
      'features-know-no-shell',
      'The shell puts the features together.',
      { path: '^renderer/features/' },
      { path: '^renderer/shell/' },
    ),
    ...featuresOneWay,
    rule(
      'nobody-imports-the-workbench',
      'SECURITY: it is there for development, and in no package.',
      { path: '^(renderer|electron|shared)/', pathNot: '^renderer/workbench/' },
      { path: '^renderer/workbench/' },
    ),
    rule(
      'workbench-shows-ui',
      'A component that needs a feature is not of renderer/ui.',
      { path: '^renderer/workbench/' },
      { path: '^renderer/(features|shell)/' },
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
      'vault, keys, providers, sandbox, scanner and the command run headless.',
      { path: engine },
      { path: '(^|/)node_modules/electron(/|$)|^electron$' },
    ),
    rule(
      'only-the-app-imports-electron',
      "Only main, electron/app and electron/wire import 'electron'.",
      { path: '^(electron|shared|renderer)/', pathNot: '^electron/(main\\.ts$|app/|wire/)' },
      { path: '(^|/)node_modules/electron(/|$)|^electron$' },
    ),
    rule(
      'nothing-imports-the-app',
      'app → wire ← processes: only main looks at the app.',
      { path: '^electron/', pathNot: '^electron/(main\\.ts$|app/)' },
      // Types of what the app hands down are fine; code is not.
      { path: '^electron/app/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'app-knows-the-wire-only',
      'The engine runs in processes of its own; the app reaches it over the wire.',
      { path: '^electron/(main\\.ts$|app/)' },
      {
        path: '^electron/(keys|inventory|providers|http|processes|cli|scanner|archives|sandbox|sharing)(/|\\.ts$)',
      },
    ),
    rule(
      'wire-knows-nobody',
      'What both ends of a line speak belongs to neither. (It carries types of the domain.)',
      { path: '^electron/wire/' },
      { path: '^electron/', pathNot: '^electron/(wire|platform)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'vault-knows-neither-api-nor-scanner',
      'keys → vault, never back.',
      { path: '^electron/vault/' },
      { path: '^electron/(keys|inventory|providers|http|sandbox|scanner|cli|processes|wire)(/|\\.ts$)' },
    ),
    rule(
      'keys-know-no-provider',
      'The domain has a port; services implement it.',
      { path: '^electron/keys/' },
      { path: '^electron/(providers|inventory|sandbox|cli|processes|wire|sharing)(/|\\.ts$)' },
    ),
    rule(
      'keys-send-nothing',
      'The domain reads addresses and looks up which ones are confirmed; requests are the providers’.',
      { path: '^electron/keys/' },
      {
        path: '^electron/http/',
        pathNot: '^electron/http/(address|confirmed-addresses)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'providers-know-keys-only',
      'providers → keys: a service is an adapter, and does not know who calls it.',
      { path: '^electron/providers/' },
      { path: '^electron/(inventory|sandbox|scanner|cli|processes|wire)(/|\\.ts$)' },
    ),
    rule(
      'http-knows-no-service',
      'Which address may be asked, and how, is the same for every service.',
      { path: '^electron/http/' },
      { path: '^electron/(keys|inventory|providers|sandbox|scanner|cli|processes|wire)(/|\\.ts$)' },
    ),
    rule(
      'cli-runs-without-processes',
      'The command holds the vault itself.',
      { path: '^electron/cli(/|\\.ts$)' },
      { path: '^electron/(processes|wire)(/|\\.ts$)' },
    ),
    rule(
      'scanner-knows-nobody',
      'The scanner reads untrusted files: it has no way to the vault, the API or the sandbox.',
      { path: '^electron/scanner/' },
      { path: '^electron/(vault|keys|inventory|providers|http|sandbox|cli|processes|wire)(/|\\.ts$)' },
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
      'key-files-know-the-scanner-only',
      'Reading and writing files of this machine: it is told what to look for, and opens no vault.',
      { path: '^electron/keys/files/' },
      {
        path: [
          '^electron/(vault|providers|http|sandbox|cli|processes|sharing)(/|\\.ts$)',
          '^electron/keys/(?!files/)',
        ],
      },
    ),
    rule(
      'assistants-know-the-scanner-only',
      'SECURITY: a hook runs at each tool call, on text of others: it has no way to the vault or to a server. Whoever holds the vault open may be asked.',
      { path: '^electron/(assistants/|ai-hook\\.ts$)' },
      {
        path: '^electron/',
        pathNot: [
          '^electron/(assistants|files)/',
          '^electron/scanner/detect/index\\.ts$',
          '^electron/agent/(address|json-lines|spoken)\\.ts$',
        ],
      },
    ),
    rule(
      'agent-knows-the-vault-and-keys-only',
      'It says who asks and what they may; what is then done is up to whoever holds the vault.',
      { path: '^electron/agent/' },
      { path: '^electron/', pathNot: '^electron/(agent|vault|keys|http|files|platform)/' },
    ),
    rule(
      'platform-knows-nobody',
      'What differs between systems, asked in one place.',
      { path: '^electron/platform/' },
      { path: '^electron/', pathNot: '^electron/platform/' },
    ),
    rule(
      'doctor-opens-nothing',
      'It asks what works, without a vault, a key or an address.',
      { path: '^electron/doctor/' },
      { path: '^electron/', pathNot: '^electron/(doctor|platform|x11)/' },
    ),
    rule(
      'files-knows-nobody',
      'How a file of others is read is the same for everybody; which system this is, and what lies below what, may be asked.',
      { path: '^electron/files/' },
      { path: '^electron/', pathNot: '^electron/(files/|platform/(this-platform|way-below)\\.ts$)' },
    ),
    rule(
      'sandbox-knows-nobody',
      'The sandbox is a server of its own, so that it can be wrong independently of the client.',
      { path: '^electron/sandbox/' },
      { path: '^electron/(vault|keys|inventory|providers|http|scanner|cli|processes|wire)(/|\\.ts$)' },
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
