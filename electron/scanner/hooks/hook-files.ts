/** Installs, removes and looks at the hooks of a repository. An existing hook goes on working, and comes back whole. */
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { writeWholeFile } from '../../files/whole-file.ts';
import {
  chainingHook,
  commandIn,
  hasBlock,
  hookBlock,
  isEmptyHook,
  isShellScript,
  withBlock,
  withoutBlock,
  type HookCommand,
  type HookName,
} from './hook-text.ts';
import { whyNotProven } from './hook-proof.ts';
import { findHooksFolder, requireMeantFolder, type HooksFolder } from './hooks-folder.ts';

const ORIGINAL = '.before-augno-vault';

export interface HookStatus {
  readonly hook: HookName;
  readonly file: string;
  readonly installed: boolean;
  /** Another hook is there and goes on running after ours. */
  readonly besides: boolean;
  /** What keeps it from working, in words; null where nothing does. */
  readonly problem: string | null;
  /** It was tried, and seen to refuse a key and to pass what holds none. */
  readonly proven?: boolean;
}

export interface HooksReport {
  /** The folder of Git's that is judged. */
  readonly repository: string;
  readonly folder: string;
  readonly kind: HooksFolder['kind'];
  readonly warnings: readonly string[];
  readonly hooks: readonly HookStatus[];
}

/**
 * @param hooksPath the folder outside the repository that a person named
 * @throws AppError `scan-not-a-repository`, `conflict` where hooks are switched off or lie in a folder nobody named
 */
export function installHooks(
  repository: string,
  names: readonly HookName[],
  command: HookCommand,
  hooksPath?: string,
): HooksReport {
  const place = meantFolder(repository, hooksPath);
  if (place.disabled) {
    throw new AppError({
      code: 'conflict',
      message: 'Hooks are switched off here: core.hooksPath names no folder.',
      hint: 'Nothing was changed. Set or unset core.hooksPath with git config, then install again.',
    });
  }
  mkdirSync(place.folder, { recursive: true });
  for (const name of names) installOne(path.join(place.folder, name), name, place, command);
  return report(place, names);
}

function installOne(file: string, name: HookName, place: HooksFolder, command: HookCommand): void {
  const block = hookBlock(name, command);
  const present = readHook(file);
  if (present === null) write(file, place.kind === 'husky' ? block : `#!/bin/sh\n${block}`);
  else if (hasBlock(present) || isShellScript(present) || place.kind === 'husky')
    write(file, withBlock(present, block));
  else {
    if (existsSync(file + ORIGINAL)) {
      throw new AppError({
        code: 'conflict',
        message: `A hook set aside earlier is in the way: ${name}${ORIGINAL}.`,
        hint: 'The hooks there were left as they are. Move that file away, then install again.',
      });
    }
    renameSync(file, file + ORIGINAL);
    write(file, chainingHook(block, name + ORIGINAL));
  }
}

export function uninstallHooks(
  repository: string,
  names: readonly HookName[],
  hooksPath?: string,
): HooksReport {
  const place = meantFolder(repository, hooksPath);
  for (const name of names) {
    const file = path.join(place.folder, name);
    const present = readHook(file);
    if (present === null || !hasBlock(present)) continue;
    const rest = withoutBlock(present);
    if (existsSync(file + ORIGINAL)) renameSync(file + ORIGINAL, file);
    else if (isEmptyHook(rest)) rmSync(file);
    else write(file, rest);
  }
  return report(place, names);
}

/** @testonly the status without a run of the hook */
export function hooksStatus(repository: string, names: readonly HookName[], hooksPath?: string): HooksReport {
  return report(meantFolder(repository, hooksPath), names);
}

/** `hooksStatus` with each hook tried. */
export function provenHooks(repository: string, names: readonly HookName[], hooksPath?: string): HooksReport {
  const place = meantFolder(repository, hooksPath);
  const tried = new Map<string, string | null>();
  const all = report(place, names);
  const hooks = all.hooks.map((status): HookStatus => {
    const command =
      status.installed && status.problem === null ? commandIn(readHook(status.file) ?? '') : null;
    if (command === null) return status;
    // The hook of merges runs the very command of pre-commit.
    const name = status.hook === 'pre-push' ? 'pre-push' : 'pre-commit';
    const key = [name, command.node, command.script].join('\0');
    if (!tried.has(key)) tried.set(key, whyNotProven(place.repository, name, command));
    const problem = tried.get(key) ?? null;
    return { ...status, problem, proven: problem === null };
  });
  return { ...all, hooks };
}

function meantFolder(repository: string, hooksPath: string | undefined): HooksFolder {
  const place = findHooksFolder(repository);
  requireMeantFolder(place, hooksPath);
  return place;
}

function report(place: HooksFolder, names: readonly HookName[]): HooksReport {
  const warnings: string[] = [];
  if (place.outside) {
    warnings.push(
      `core.hooksPath leads outside this repository, to ${terminalLine(place.folder)}: hooks there run for every repository that names it.`,
    );
  }
  if (place.disabled) warnings.push('core.hooksPath switches hooks off: no hook runs here.');
  if (place.kind === 'husky') {
    warnings.push(
      'The hooks are husky’s and part of the repository: whoever pulls them needs the command at the same place on their machine.',
    );
  }
  return {
    repository: place.repository.gitDir,
    folder: place.folder,
    kind: place.kind,
    warnings,
    hooks: names.map((name) => statusOf(place, name)),
  };
}

function statusOf(place: HooksFolder, hook: HookName): HookStatus {
  const file = path.join(place.folder, hook);
  const text = readHook(file);
  const installed = text !== null && hasBlock(text);
  const besides =
    existsSync(file + ORIGINAL) || (text !== null && !isEmptyHook(installed ? withoutBlock(text) : text));
  return { hook, file, installed, besides, problem: installed ? problemOf(file, text, place) : null };
}

function problemOf(file: string, text: string, place: HooksFolder): string | null {
  if (place.disabled) return 'hooks are switched off by core.hooksPath';
  const command = commandIn(text);
  if (command === null) return 'its lines were edited; install it again';
  if (!existsSync(command.node)) return `Node is gone from ${command.node}; every commit or push is refused`;
  if (!existsSync(command.script))
    return `the scanner is gone from ${command.script}; every commit or push is refused`;
  if (process.platform === 'win32' || place.kind === 'husky') return null;
  try {
    accessSync(file, constants.X_OK);
    return null;
  } catch {
    return 'the file is not executable, so git passes it over';
  }
}

function readHook(file: string): string | null {
  try {
    // SECURITY: a link would lead the write elsewhere.
    if (!lstatSync(file).isFile()) {
      throw new AppError({
        code: 'conflict',
        message: `${path.basename(file)} is a link or no file, so it was left alone.`,
        hint: 'Nothing was changed. Replace it with a plain file, then install again.',
      });
    }
    return readFileSync(file, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function write(file: string, text: string): void {
  // Latin-1 both ways keeps every byte of a hook that is not ours.
  writeWholeFile(file, Buffer.from(text, 'latin1'), 0o755);
}
