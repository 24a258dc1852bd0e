/**
 * Whether an installed hook does what it is there for, seen and not supposed: its own command is run as git would run it,
 * once with a key made for this that is staged (or committed to be pushed), once without. It has to name this very
 * repository, refuse the one and pass the other. Both lie in a folder of ours; the repository is only read.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { generateKey } from '../../../shared/key-format.ts';
import type { Repository } from '../git/repository.ts';
import { idLengthOf, type ObjectFormat, type ObjectKind } from '../git/types.ts';
import { redactText } from '../detect/index.ts';
import { PROOF_OPTION, type HookCommand, type HookName } from './hook-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const LONGEST_MS = 120_000;
const NAME = 'augno-vault-proof.txt';

/** Why the hook would not do its work; null where it was seen to. */
export function whyNotProven(repository: Repository, hook: HookName, command: HookCommand): Said | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-proof-'));
  try {
    const trial = (content: string): Trial =>
      run(repository, hook, command, prepare(folder, repository, content));
    const passed = trial('nothing\n');
    if (passed.repository === null) return say('hook.it-could-not-be-tried', { said: passed.said });
    if (passed.repository !== realpathSync(repository.gitDir))
      return say('hook.it-looks-into-another-repository', {
        repository: terminalLine(passed.repository),
      });
    if (passed.status !== 0) return say('hook.it-refuses-everything', { said: passed.said });
    const refused = trial(`${generateKey('test')}\n`);
    return refused.status === 1 ? null : say('hook.a-key-was-not-refused', { said: refused.said });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Trial {
  readonly status: number | null;
  readonly repository: string | null;
  readonly said: string | Said;
}

interface Prepared {
  readonly objects: string;
  readonly index: string;
  readonly commit: string;
}

function run(repository: Repository, hook: HookName, command: HookCommand, prepared: Prepared): Trial {
  const isPush = hook === 'pre-push';
  const done = spawnSync(
    command.node,
    ['--', command.script, 'hook', 'run', isPush ? 'pre-push' : 'pre-commit', PROOF_OPTION],
    {
      cwd: repository.workTree ?? repository.gitDir,
      env: environmentOf(repository, isPush, prepared),
      input: isPush
        ? `refs/heads/proof ${prepared.commit} refs/heads/proof ${'0'.repeat(prepared.commit.length)}\n`
        : '',
      encoding: 'utf8',
      timeout: LONGEST_MS,
      windowsHide: true,
    },
  );
  const said = done.stderr.trim().split('\n').at(-1)?.trim() ?? '';
  return {
    status: done.status,
    repository: /^judging (.+)$/m.exec(done.stdout)?.[1] ?? null,
    said: said === '' ? say('hook.it-said-nothing') : terminalLine(redactText(said)).slice(0, 300),
  };
}

/** As git sets it: GIT_DIR is left out where the work tree's own `.git` folder is meant. */
function environmentOf(repository: Repository, isPush: boolean, prepared: Prepared): NodeJS.ProcessEnv {
  const { workTree, gitDir, objectDirs } = repository;
  const isPlain =
    workTree !== null && path.join(workTree, '.git') === gitDir && statSync(gitDir).isDirectory();
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') && !name.startsWith('PRE_COMMIT'),
  );
  return {
    ...Object.fromEntries(kept),
    ...(isPlain ? {} : { GIT_DIR: gitDir }),
    ...(isPlain || workTree === null ? {} : { GIT_WORK_TREE: workTree }),
    ...(isPush ? {} : { GIT_INDEX_FILE: prepared.index }),
    GIT_OBJECT_DIRECTORY: prepared.objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: objectDirs.map((place) => JSON.stringify(place)).join(path.delimiter),
  };
}

function prepare(folder: string, { format }: Repository, content: string): Prepared {
  const objects = path.join(folder, 'objects');
  const blob = writeObject(objects, format, 'blob', Buffer.from(content));
  const entry = Buffer.concat([Buffer.from(`100644 ${NAME}\0`), Buffer.from(blob, 'hex')]);
  const tree = writeObject(objects, format, 'tree', entry);
  const person = 'Augno Vault <proof@localhost> 1767225600 +0000';
  const text = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\nProof\n`;
  const commit = writeObject(objects, format, 'commit', Buffer.from(text));
  const index = path.join(folder, 'index');
  writeFileSync(index, indexOf(blob, format));
  return { objects, index, commit };
}

function hashOf(format: ObjectFormat): 'sha1' | 'sha256' {
  return format === 'sha256' ? 'sha256' : 'sha1';
}

function writeObject(objects: string, format: ObjectFormat, kind: ObjectKind, content: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${kind} ${String(content.length)}\0`), content]);
  const id = createHash(hashOf(format)).update(whole).digest('hex');
  mkdirSync(path.join(objects, id.slice(0, 2)), { recursive: true });
  writeFileSync(path.join(objects, id.slice(0, 2), id.slice(2)), deflateSync(whole));
  return id;
}

/** An index of version 2 with one file. */
function indexOf(blob: string, format: ObjectFormat): Buffer {
  const header = Buffer.alloc(12);
  header.write('DIRC', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(1, 8);
  const stat = Buffer.alloc(40);
  stat.writeUInt32BE(0o100644, 24);
  const flags = Buffer.alloc(2);
  flags.writeUInt16BE(NAME.length);
  const length = stat.length + idLengthOf(format) + flags.length + NAME.length;
  const padding = Buffer.alloc(8 - (length % 8));
  const body = Buffer.concat([header, stat, Buffer.from(blob, 'hex'), flags, Buffer.from(NAME), padding]);
  return Buffer.concat([body, createHash(hashOf(format)).update(body).digest()]);
}
