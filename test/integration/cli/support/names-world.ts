/** A vault with two keys of a service, and the command as somebody's shell finds it, in folders of its own. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileOf } from '../../../../electron/keys/offered-names/names-file.ts';
import { createProviderService } from '../../../../electron/providers/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { createVault } from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';

const CLI = fileURLToPath(new URL('../../../../dist/cli.js', import.meta.url));
export const PASSWORD = 'correct horse battery staple';
export const TOKEN = '0'.repeat(32);

export interface NamesWorld {
  readonly folder: string;
  readonly vault: string;
  /** Where the shell stands; empty. */
  readonly work: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the names lie once they may. */
  readonly file: string;
  close(): void;
}

export async function startNamesWorld(): Promise<NamesWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-names-'));
  const vault = path.join(folder, 'vault');
  const work = path.join(folder, 'work');
  const home = path.join(folder, 'home');
  const runtime = path.join(folder, 'run');
  for (const each of [work, home, runtime]) mkdirSync(each, { mode: 0o700 });
  const program = path.join(folder, 'augno-vault');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' -- '${CLI}' "$@"\n`);
  chmodSync(program, 0o755);
  const { NODE_OPTIONS: _options, CI: _ci, ...rest } = process.env;
  const environment = {
    ...rest,
    HOME: home,
    ZDOTDIR: home,
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    XDG_DATA_HOME: path.join(folder, 'data'),
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    XDG_RUNTIME_DIR: runtime,
    AUGNO_VAULT_DIR: vault,
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm',
  };
  const file = fileOf({ folder: vault, cache: path.join(folder, 'cache', 'augno-vault', 'completion') });
  const created = await createVault({
    folder: vault,
    name: 'Names',
    password: SecretBytes.fromText(PASSWORD),
    actor: 'command',
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  const services = createProviderService({
    vault: created.vault,
    fetch: () => Promise.reject(new Error('no network')),
    userAgent: '',
    actor: 'command',
  });
  const settings = { url: null, header: 'X-Key', headerPrefix: null, mode: 'test' } as const;
  const { id } = services.addConnection({ provider: 'generic', name: 'Parcels', ...settings });
  for (const name of ['Parcel labels', 'Parcel tracking'])
    await services.addKey({
      connectionId: id,
      name,
      owner: null,
      expiresAt: null,
      rotateBy: null,
      scanPrefix: null,
      secret: SecretBytes.fromText(`parcel-${crypto.randomUUID()}`),
    });
  services.close();
  created.vault.close();
  return {
    folder,
    vault,
    work,
    environment,
    file,
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
