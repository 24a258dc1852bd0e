/** What a step did to its files, in the order in which it did it, with the bytes: read from a trace. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runStep, CALLS } from './strace.ts';
import type { Step } from './steps.ts';
import type { World } from './world.ts';

/** What changes names and no bytes. */
export type NameOperation =
  | { readonly kind: 'make' | 'unlink' | 'folder'; readonly path: string }
  | { readonly kind: 'rename' | 'link'; readonly path: string; readonly to: string };

export type Operation =
  | NameOperation
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  /** The step's answer went out: from here on everything that it says has to last. */
  | { readonly kind: 'answer' };

const LINE = /^\d+\s+([a-z0-9_]+)\((.*)\)\s+= (-?\d+)/;
const STRING = /"((?:\\x[0-9a-f]{2})*)"/g;
const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

/** The file that a descriptor in the arguments stands for; with `-xx` it may be in hexadecimal too. */
function fileOf(text: string): string {
  const found = /^\d+<([^>]*)>/.exec(text)?.[1] ?? '';
  return found.includes('\\x') ? bytesOf(found).toString('utf8') : found;
}

/** @throws where the step fails */
export async function record(
  world: World,
  step: Step,
  preload: readonly string[] = [],
): Promise<{ readonly operations: readonly Operation[]; readonly output: string }> {
  await world.reset();
  const strace = ['--seccomp-bpf', '-xx', '-s', '16777216', '-e', `trace=${CALLS.join(',')}`];
  const run = await runStep(world, step, { strace, preload });
  if (run.code !== 0) throw new Error(`${step.name} fails by itself: ${run.errors}`);
  const operations = operationsOf(world, run.trace);
  checkWhole(world, operations);
  return { operations, output: run.output };
}

/** @throws where something is written that nothing has made: the trace has lost a call, and what is judged by it is worth nothing */
function checkWhole(world: World, operations: readonly Operation[]): void {
  const there = new Set(
    readdirSync(world.base, { recursive: true, encoding: 'utf8' }).map((name) => path.join(world.live, name)),
  );
  for (const one of operations) {
    if (one.kind === 'make') there.add(one.path);
    else if (one.kind === 'unlink') there.delete(one.path);
    else if (one.kind === 'rename' || one.kind === 'link') {
      if (one.kind === 'rename') there.delete(one.path);
      there.add(one.to);
    } else if ((one.kind === 'write' || one.kind === 'truncate') && !there.has(one.path))
      throw new Error(`The recording lacks what made ${one.path}.`);
  }
}

function operationsOf(world: World, trace: readonly string[]): readonly Operation[] {
  const positions = new Map<string, number>();
  const isOurs = (file: string): boolean => file === world.live || file.startsWith(`${world.live}/`);
  return trace.flatMap((line): readonly Operation[] => {
    const [, call, args = '', result = '-1'] = LINE.exec(line) ?? [];
    if (call === undefined || Number(result) < 0) return [];
    const strings = [...args.matchAll(STRING)].map(([, hex = '']) => bytesOf(hex));
    const file = fileOf(args);
    if (call === 'write' && /^1</.test(args)) return [{ kind: 'answer' }];
    if (call === 'write' || call === 'pwrite64') {
      const descriptor = /^\d+/.exec(args)?.[0] ?? '';
      const offset =
        call === 'pwrite64'
          ? Number(args.slice(args.lastIndexOf(',') + 1))
          : (positions.get(descriptor) ?? 0);
      if (call === 'write') positions.set(descriptor, offset + Number(result));
      const bytes = strings[0]!.subarray(0, Number(result));
      return isOurs(file) ? [{ kind: 'write', path: file, offset, bytes }] : [];
    }
    if (call === 'ftruncate') {
      const length = Number(args.slice(args.lastIndexOf(',') + 1));
      return isOurs(file) ? [{ kind: 'truncate', path: file, length }] : [];
    }
    if (call === 'fsync' || call === 'fdatasync') return isOurs(file) ? [{ kind: 'sync', path: file }] : [];
    const [from = '', to = ''] = strings.map((bytes) => path.resolve(bytes.toString('utf8')));
    if (call === 'openat') {
      positions.set(result, 0);
      if (!isOurs(from) || !args.includes('O_CREAT')) return [];
      const made: Operation = { kind: 'make', path: from };
      return args.includes('O_TRUNC') ? [made, { kind: 'truncate', path: from, length: 0 }] : [made];
    }
    if (!isOurs(from)) return [];
    if (call.startsWith('rename')) return [{ kind: 'rename', path: from, to }];
    if (call.startsWith('link')) return [{ kind: 'link', path: from, to }];
    if (call.startsWith('mkdir')) return [{ kind: 'folder', path: from }];
    return [{ kind: 'unlink', path: from }];
  });
}
