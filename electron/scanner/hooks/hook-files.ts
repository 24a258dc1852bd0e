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
import { say, type Said } from '../../../shared/messages/say.ts';
import { thisPlatform } from '../../platform/this-platform.ts';

const ORIGINAL = '.before-augno-vault';

export interface HookStatus {
  readonly hook: HookName;
  readonly file: string;
  readonly installed: boolean;
  /** Another hook is there and goes on running after ours. */
  readonly besides: boolean;
  /** What keeps it from working; null where nothing does. */
  readonly problem: Said | null;
  /** It was tried, and seen to refuse a key and to pass what holds none. */
  readonly proven?: boolean;
}

export interface HooksReport {
  /** The folder of Git's that is judged. */
  readonly repository: string;
  readonly folder: string;
  readonly kind: HooksFolder['kind'];
  readonly warnings: readonly Said[];
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
      message: say('hook.hooks-are-switched-off-here'),
      hint: say('hook.set-or-unset-hooks-path'),
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
        message: say('hook.a-hook-set-aside-is-in-the-way', { name: `${name}${ORIGINAL}` }),
        hint: say('hook.move-that-file-away'),
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
  const tried = new Map<string, Said | null>();
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
  const warnings: Said[] = [];
  if (place.outside) {
    warnings.push(say('hook.hooks-path-leads-outside', { folder: terminalLine(place.folder) }));
  }
  if (place.disabled) warnings.push(say('hook.hooks-path-switches-hooks-off'));
  if (place.kind === 'husky') {
    warnings.push(say('hook.the-hooks-are-huskys'));
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

function problemOf(
  file: string,
  text: string,
  place: HooksFolder,
  platform: NodeJS.Platform = thisPlatform,
): Said | null {
  if (place.disabled) return say('hook.switched-off-by-hooks-path');
  const command = commandIn(text);
  if (command === null) return say('hook.its-lines-were-edited');
  if (!existsSync(command.node)) return say('hook.node-is-gone', { node: command.node });
  if (!existsSync(command.script)) return say('hook.the-scanner-is-gone', { script: command.script });
  if (platform === 'win32' || place.kind === 'husky') return null;
  try {
    accessSync(file, constants.X_OK);
    return null;
  } catch {
    return say('hook.the-file-is-not-executable');
  }
}

function readHook(file: string): string | null {
  try {
    // SECURITY: a link would lead the write elsewhere.
    if (!lstatSync(file).isFile()) {
      throw new AppError({
        code: 'conflict',
        message: say('hook.is-a-link-or-no-file', { name: path.basename(file) }),
        hint: say('hook.replace-it-with-a-plain-file'),
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
