/**
 * Who is asking: the process at the other end is our own command, so it is whatever started that command.
 *
 * SECURITY: consent, not isolation. A program of the same user can make another one do its bidding; what a grant holds to
 * is what a person was shown. An interpreter or a shell runs whatever it is given: it is this one process, or this script in
 * this session, and never its file alone.
 */
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { certain } from '../../shared/certain.ts';
import { redactKeysIn } from '../../shared/key-format.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { readSmallFile } from '../files/foreign-file.ts';
import {
  executableHash,
  isLoadedWithMore,
  isSameProcess,
  readProcess,
  scriptOf,
  type ProcessFacts,
} from './process-facts.ts';

/** What a grant holds to. Equal for equal askers only. */
export type Subject =
  /** A program of its own, whichever process runs it. */
  | { readonly kind: 'program'; readonly executable: string; readonly hash: string }
  /** A script, as it is now, within one session. */
  | {
      readonly kind: 'script';
      readonly executable: string;
      readonly hash: string;
      readonly args: readonly string[];
      readonly script: string;
      readonly scriptHash: string;
      readonly session: string;
    }
  /** This process. */
  | { readonly kind: 'process'; readonly pid: number; readonly startedAt: string; readonly hash: string };

export interface Program {
  readonly subject: Subject;
  /** For people: `bash ./deploy.sh (pts/3, process 4711)`. Holds no key and nothing that steers a terminal. */
  readonly label: string;
  /** What started it, nearest first, for people. */
  readonly startedBy: readonly string[];
}

/** What assistants start of the command, beside it. */
const HOOK = 'ai-hook.js';

/** What counts as the command itself. */
export interface OwnCommand {
  /** @param executable what the process runs, by a path that leads there whatever lies under its name now */
  readonly isExecutable: (executable: string, name: string) => boolean;
  readonly isScript: (file: string) => boolean;
  /** Of a single executable, which runs the command and nothing else, whatever its arguments. */
  readonly isWhole: (executable: string, facts: ProcessFacts) => boolean;
}

/** They run what they are told to: by their file alone nobody knows what that is. */
const RUNS_OTHERS =
  /^(?:(?:[a-z]*(?:ba|da|z|k|fi|c|tc)?sh|busybox|toybox|pwsh|nu|elvish|xonsh)|(?:node|nodejs|bun|deno|electron|python|pypy|perl|ruby|php|lua|luajit|tclsh|wish|expect|java|dotnet|mono|R|Rscript|julia|guile|racket|ghc|erl|beam\.smp|escript|awk|gawk|mawk|sed|osascript)[\d.-]*|make|gmake|ninja|just|cmake|env|xargs|find|parallel|timeout|nice|nohup|setsid|stdbuf|time|watch|entr|script|screen|tmux.*|ssh|sshd.*|su|sudo|doas|pkexec|runuser|setpriv|cron|crond|anacron|at|atd|systemd.*|init|dumb-init|tini|catatonit|conmon|runc|docker.*|podman.*|strace|ltrace|gdb|lldb|valgrind|git|vi|vim|nvim|emacs.*|code.*|cursor.*)$/i;

const MOST_STEPS = 12;
const LONGEST_LABEL = 200;
const LARGEST_MANIFEST_BYTES = 1_000_000;

const sameFile = (left: string, right: string): boolean => {
  try {
    const [one, two] = [statSync(left, { bigint: true }), statSync(right, { bigint: true })];
    return one.dev === two.dev && one.ino === two.ino;
  } catch {
    return false;
  }
};

/** SECURITY: one that was made to load more than the command is not the command. */
function isOwnCommand(facts: ProcessFacts, own: OwnCommand): boolean {
  const [, ...args] = facts.args;
  const script = args[0] === '--' ? args[1] : args[0];
  const executable = `/proc/${String(facts.pid)}/exe`;
  const runsIt =
    script !== undefined &&
    own.isExecutable(executable, path.basename(facts.executable)) &&
    own.isScript(path.resolve(facts.folder, script));
  return (runsIt || own.isWhole(executable, facts)) && !isLoadedWithMore(facts.pid);
}

function labelOf(facts: ProcessFacts): string {
  const words = [path.basename(facts.executable), ...facts.args.slice(1)].join(' ');
  const where = facts.terminal === null ? '' : `${facts.terminal}, `;
  const shown = terminalLine(redactKeysIn(words)).slice(0, LONGEST_LABEL);
  return `${shown} (${where}process ${String(facts.pid)})`;
}

/** Of `hook install --ai`, as it stands in an assistant's settings. */
const HOOK_LINE = /^'[^']*' -- '[^']*\/ai-hook\.js' --for [a-z-]+(?: --with-vault)?$/;
const SHELLS = /^(?:(?:ba|da|z|k)?sh|fish|busybox)$/;

/** Assistants start their hooks through a shell; most put the hook in their own place, and those that do not ask nothing. */
function isShellOfHook({ executable, args }: ProcessFacts): boolean {
  return (
    SHELLS.test(path.basename(executable)) &&
    args.slice(1, -1).every((arg) => /^-[a-z]+$/.test(arg)) &&
    HOOK_LINE.test(args.at(-1) ?? '')
  );
}

/** From the process at the other end to the one that asks by it; null where one of them is gone. */
function chainOf(peer: ProcessFacts, own: OwnCommand): readonly ProcessFacts[] | null {
  if (!isOwnCommand(peer, own)) return [peer];
  const starter = readProcess(peer.parent);
  if (starter === null || !isShellOfHook(starter)) return starter === null ? null : [peer, starter];
  const assistant = readProcess(starter.parent);
  return assistant === null ? null : [peer, starter, assistant];
}

/** Null where it left, or was left by what started it, in the meantime. */
export async function programBehind(peer: ProcessFacts, own: OwnCommand): Promise<Program | null> {
  const chain = chainOf(peer, own);
  const asking = chain?.at(-1);
  // Whoever is left by its parent gets the first process for one: that one did not start it.
  if (chain === null || asking === undefined || (asking.pid === 1 && asking !== peer)) return null;
  const subject = await subjectOf(asking).catch(() => null);
  const startedBy = ancestorsOf(asking);
  // SECURITY: looked at again at the end, so that all of it was said of the same processes.
  if (subject === null || !chain.every(isSameProcess)) return null;
  for (const [index, { pid }] of chain.slice(1).entries())
    if (readProcess(certain(chain[index]).pid)?.parent !== pid) return null;
  return { subject, label: labelOf(asking), startedBy: startedBy.map(labelOf) };
}

async function subjectOf(facts: ProcessFacts): Promise<Subject> {
  const { pid, startedAt, executable, args } = facts;
  const hash = await executableHash(pid);
  if (isLoadedWithMore(pid)) return { kind: 'process', pid, startedAt, hash };
  if (!RUNS_OTHERS.test(path.basename(executable))) return { kind: 'program', executable, hash };
  const script = await scriptOf(facts);
  const leader = readProcess(facts.session);
  if (script === null || leader === null) return { kind: 'process', pid, startedAt, hash };
  const session = `${String(leader.pid)}/${leader.startedAt}`;
  const { file, hash: scriptHash } = script;
  return { kind: 'script', executable, hash, args, script: file, scriptHash, session };
}

function ancestorsOf(facts: ProcessFacts): readonly ProcessFacts[] {
  const found: ProcessFacts[] = [];
  for (let next = facts.parent; next > 0 && found.length < MOST_STEPS;) {
    const parent = readProcess(next);
    if (parent === null) break;
    found.push(parent);
    next = parent.parent;
  }
  return found;
}

/** One text for a subject, equal for equal subjects only. */
export function subjectKey(subject: Subject): string {
  return JSON.stringify(subject);
}

/** Whether a Node with the command inside runs here, not one that was given it: build/command/launcher.cjs. */
const isSingleExecutable = (): boolean => {
  const sea = process.getBuiltinModule('node:sea') as { readonly isSea?: () => boolean } | undefined;
  return sea?.isSea?.() === true;
};

/** The command that this process is. @param isSingle whether its executable runs nothing but the command */
export function ownCommand(script: string, isSingle: boolean = isSingleExecutable()): OwnCommand {
  const own = { executable: realpathSync(process.execPath), script: realpathSync(script) };
  const hook = path.join(path.dirname(own.script), HOOK);
  return {
    isExecutable: (executable) => sameFile(executable, own.executable),
    isScript: (file) => sameFile(file, own.script) || sameFile(file, hook),
    isWhole: (executable) => isSingle && sameFile(executable, own.executable),
  };
}

/**
 * The command of whichever installation, for the app, which belongs to none. Who passes for it is taken for what started it:
 * no more than what the command itself can be made to do by whoever starts it.
 */
export function publishedCommand(packageName: string): OwnCommand {
  const isOurs = (script: string): boolean => {
    const manifest = path.join(path.dirname(path.dirname(script)), 'package.json');
    // SECURITY: whoever asks may have made it: a pipe would hold up the process of the vault.
    const text = readSmallFile(manifest, LARGEST_MANIFEST_BYTES).toString('utf8');
    const { name } = JSON.parse(text) as { readonly name?: unknown };
    return ['cli.js', HOOK].includes(path.basename(script)) && name === packageName;
  };
  return {
    isExecutable: (_executable, name) => /^(?:node|nodejs)$/.test(name),
    isScript: (file) => {
      try {
        return isOurs(realpathSync(file));
      } catch {
        return false;
      }
    },
    isWhole: (_executable, { executable }) => {
      try {
        const script = path.join(path.dirname(executable), 'dist', 'cli.js');
        return path.basename(executable) === packageName && isOurs(script);
      } catch {
        return false;
      }
    },
  };
}
