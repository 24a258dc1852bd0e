/** What of others is in this build: the lists that the build left beside the bundles. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { thirdPartySchema, type ThirdParty } from '../../shared/ipc/about-channels.ts';

const listSchema = thirdPartySchema.shape.packages;

/** Chromium's own list, which Electron's distribution brings; beside the executable, on macOS in the resources. */
export function chromiumLicencesFile(): string | null {
  const folders = [path.dirname(process.execPath), process.resourcesPath];
  return (
    folders.map((folder) => path.join(folder, 'LICENSES.chromium.html')).find((file) => existsSync(file)) ??
    null
  );
}

/** @param folder dist/ */
export function readThirdParty(folder: string, sandbox: boolean): ThirdParty {
  const packages = new Map<string, z.infer<typeof listSchema>[number]>();
  for (const file of [
    'third-party.json',
    'third-party-command.json',
    path.join('renderer', 'third-party.json'),
  ]) {
    const list = listSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
    for (const entry of list) packages.set(`${entry.name}@${entry.version}`, entry);
  }
  return {
    packages: [...packages.values()].sort((left, right) => left.name.localeCompare(right.name)),
    runtime: {
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
    },
    sandbox,
    hasChromiumLicences: chromiumLicencesFile() !== null,
  };
}
