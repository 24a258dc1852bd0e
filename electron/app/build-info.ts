/** What kind of build this is, for the about box. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** The Electron that is shipped; another one is for development and tests. */
const SHIPPED_ELECTRON_MAJOR = 45;

const packageSchema = z.object({
  version: z.string(),
  /** Written when the app is packaged. */
  augnoVaultBuild: z
    .object({
      kind: z.enum(['development', 'release']),
      updateFeed: z.string().nullish(),
      updateKey: z.string().nullish(),
    })
    .optional(),
});

export interface BuildInfo {
  readonly version: string;
  readonly development: boolean;
  /** Packaged for people: the doors that development needs are shut. */
  readonly release: boolean;
  /** Where updates come from unless the settings say otherwise. */
  readonly updateFeed: string | null;
  /** What their manifests are signed with: base64 of an Ed25519 key (SPKI). null: this build takes no updates. */
  readonly updateKey: string | null;
}

export function readBuildInfo(appPath: string, electronVersion: string): BuildInfo {
  const content = packageSchema.parse(JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8')));
  const shippedRuntime = Number.parseInt(electronVersion, 10) >= SHIPPED_ELECTRON_MAJOR;
  return {
    version: content.version,
    release: content.augnoVaultBuild?.kind === 'release',
    updateFeed: content.augnoVaultBuild?.updateFeed ?? null,
    updateKey: content.augnoVaultBuild?.updateKey ?? null,
    development: content.augnoVaultBuild?.kind !== 'release' || !shippedRuntime,
  };
}
