/**
 * Whether the headless command is on this machine, and which version. Nothing is run for it: the version is read from
 * the package that the command belongs to, and whoever else could change it is named.
 */
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { CommandState } from '../../shared/ipc/about-channels.ts';
import { thisPlatform } from '../platform/this-platform.ts';

const PACKAGE_NAME = 'augno-vault';
const manifestSchema = z.object({ name: z.literal(PACKAGE_NAME), version: z.string().max(40) });

/** Where npm puts commands when its folder is not in the path that the desktop gave to this app. */
function usualFolders(home: string, platform: NodeJS.Platform): readonly string[] {
  if (platform === 'win32') {
    const roaming = process.env['APPDATA'];
    return roaming === undefined ? [] : [path.join(roaming, 'npm')];
  }
  return [
    '/usr/local/bin',
    '/opt/homebrew/bin',
    path.join(home, '.npm-global', 'bin'),
    path.join(home, '.local', 'bin'),
  ];
}

function isExecutableFile(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What /usr/bin/augno-vault starts, where the packages for Linux put it. */
function startedBy(script: string): string {
  const text = readFileSync(script).subarray(0, 1024).toString('utf8');
  return /^exec '([^']+)' "\$@"$/m.exec(text)?.[1] ?? script;
}

/**
 * The package that a command belongs to: npm's behind its link or (Windows) beside its script, the app's own beside the single
 * executable.
 */
function versionOf(file: string, platform: NodeJS.Platform): string | null {
  const real = realpathSync(file);
  const beside = path.join(path.dirname(platform === 'win32' ? real : startedBy(real)), 'package.json');
  const candidates =
    platform === 'win32'
      ? [beside, path.join(path.dirname(file), 'node_modules', PACKAGE_NAME, 'package.json')]
      : [beside, path.join(path.dirname(path.dirname(real)), 'package.json')];
  for (const candidate of candidates) {
    try {
      return manifestSchema.parse(JSON.parse(readFileSync(candidate, 'utf8'))).version;
    } catch {
      // Not a package, or not ours.
    }
  }
  return null;
}

/** The first of the file and the folders above it that another user may write to; a link's target counts as well. */
function changeableByOthers(file: string, platform: NodeJS.Platform): string | null {
  // Windows has no such bits; its rights would take a program of its own to read.
  if (platform === 'win32') return null;
  const own = process.getuid?.() ?? 0;
  for (const start of new Set([file, realpathSync(file)])) {
    for (let place = start; ; place = path.dirname(place)) {
      const { mode, uid, gid } = statSync(place);
      const sticky = (mode & 0o1000) !== 0 && place !== start;
      const byAll = (mode & 0o002) !== 0;
      // A group of the user's own name, as many systems make one for everybody, is not others.
      const byGroup = (mode & 0o020) !== 0 && gid !== 0 && gid !== process.getgid?.();
      if ((uid !== own && uid !== 0) || ((byAll || byGroup) && !sticky)) return place;
      if (place === path.dirname(place)) break;
    }
  }
  return null;
}

/** Of what came with the app; none outside of Electron. */
function ownFolders(): readonly string[] {
  return 'resourcesPath' in process ? [path.join(process.resourcesPath, 'command')] : [];
}

export function findCommand(options: {
  readonly appVersion: string;
  /** For tests. */
  readonly pathVariable?: string;
  readonly home?: string;
  readonly folders?: readonly string[];
  readonly platform?: NodeJS.Platform;
}): CommandState {
  const platform = options.platform ?? thisPlatform;
  const onPath = (options.pathVariable ?? process.env['PATH'] ?? '')
    .split(path.delimiter)
    // SECURITY: a relative folder means whatever folder the shell is in.
    .filter((folder) => path.isAbsolute(folder));
  const usual = options.folders ?? [...usualFolders(options.home ?? homedir(), platform), ...ownFolders()];
  const names = platform === 'win32' ? [`${PACKAGE_NAME}.exe`, `${PACKAGE_NAME}.cmd`] : [PACKAGE_NAME];
  const installCommand = `npm install --global ${PACKAGE_NAME}@${options.appVersion}`;
  for (const folder of [...onPath, ...usual]) {
    const file = names.map((name) => path.join(folder, name)).find(isExecutableFile);
    if (file === undefined) continue;
    return {
      appVersion: options.appVersion,
      installCommand,
      found: {
        path: file,
        onPath: onPath.includes(folder),
        version: versionOf(file, platform),
        changeableByOthers: changeableByOthers(file, platform),
      },
    };
  }
  return { appVersion: options.appVersion, installCommand, found: null };
}
