/** Out of the code and into the environment: what to write where, so that a file that Git tracks holds no key any more. */
import path from 'node:path';
import { existsSync } from 'node:fs';
import { BRANDS } from '../../../shared/brands.ts';
import type { MoveOut } from '../../../shared/ipc/flow-channels.ts';
import { findingFile } from '../../files/finding-file.ts';
import { findingsCollection } from '../findings/records.ts';
import { gitPlaceOf, linesWithKey, readingIn, readingLine, readPlace } from '../files/index.ts';
import { connectionsCollection, keysCollection } from '../registry/records.ts';
import type { VaultReader } from '../../vault/types.ts';

/** As the engine knows it; what the page calls the files is the desk's business. */
export type PlannedMove = Omit<MoveOut, 'placeId' | 'envPlaceId'>;

const SPELLED_FOR_ENVIRONMENT = /^[A-Z][A-Z0-9_]{2,}$/;

/** The name that the code has for it where that is one of an environment, else the one of the vendor's own clients. */
function variableFor(vault: VaultReader, keyId: string, file: string): string {
  for (const { value } of vault.list(findingsCollection)) {
    const { variable } = value.finding;
    if (value.keyId !== keyId || variable === undefined || !SPELLED_FOR_ENVIRONMENT.test(variable)) continue;
    if (findingFile(value.root, value.finding) === file) return variable;
  }
  const connectionId = vault.get(keysCollection, keyId)?.connectionId;
  const brand =
    connectionId === undefined ? undefined : vault.get(connectionsCollection, connectionId)?.brand;
  return BRANDS[brand ?? 'augno'].environment.apiKey;
}

/** The nearest `.env` that is there, from the file's folder up to the root; else one in the root. */
function envFileFor(file: string, root: string): string {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, '.env');
    if (folder === root || existsSync(candidate)) return candidate;
    if (path.dirname(folder) === folder) return path.join(root, '.env');
  }
}

export async function planMove(
  vault: VaultReader,
  keyId: string,
  file: string,
  isOld: (key: Uint8Array) => boolean,
): Promise<PlannedMove> {
  const read = readPlace(file);
  try {
    const own = await gitPlaceOf(read.state.path);
    const variable = variableFor(vault, keyId, read.state.path);
    const reading = readingIn(read.state.path, variable);
    // A file that is no code and only not ignored yet gets the value itself, once its line stands.
    const isEnv = reading === null && own.standing === 'not-ignored';
    const envFile = isEnv ? read.state.path : envFileFor(read.state.path, own.root ?? path.dirname(file));
    const env = isEnv ? own : await gitPlaceOf(envFile);
    return {
      file: read.state.path,
      standing: own.standing,
      variable,
      expression: reading?.expression ?? null,
      needs: reading?.needs ?? null,
      lines: linesWithKey(read.bytes, isOld).map(({ line, before, left, right }) => ({
        line,
        before,
        after: reading === null ? null : readingLine(reading, left, right),
      })),
      envFile,
      envStanding: env.standing,
      ignoreLine: env.line,
      ignoreFile: env.root === null ? null : path.join(env.root, '.gitignore'),
    };
  } finally {
    read.bytes.fill(0);
  }
}
