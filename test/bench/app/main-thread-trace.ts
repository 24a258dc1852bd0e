/** Tasks of a page's main thread while something is done, from Chromium's trace; what they add up to. */
import type { CDPSession, Page } from 'playwright';

export interface Task {
  /** Milliseconds of the trace's clock. */
  readonly startMs: number;
  readonly wallMs: number;
  /** Of the processor: a busy machine does not count. */
  readonly cpuMs: number;
}

export interface Trace {
  readonly tasks: readonly Task[];
  /** Where the page handed a frame over to be drawn. */
  readonly frames: readonly number[];
  /** Where events reached the page, by their type. */
  readonly events: readonly { readonly type: string; readonly startMs: number }[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly type?: string } };
}

const CATEGORIES = 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline';

async function collect(session: CDPSession): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  const done = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => {
      resolve();
    });
  });
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.end');
  await done;
  return events;
}

export async function traceMainThread(page: Page, work: () => Promise<void>): Promise<Trace> {
  const session = await page.context().newCDPSession(page);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES.split(','), excludedCategories: ['*'] },
  });
  await work();
  const all = await collect(session);
  await session.detach();
  const main = all.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  if (main === undefined) throw new Error('The trace has no main thread.');
  const ours = all
    .filter(({ pid, tid }) => pid === main.pid && tid === main.tid)
    .sort((left, right) => left.ts - right.ts);
  return {
    tasks: ours
      .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
      .map(({ ts, dur = 0, tdur = 0 }) => ({ startMs: ts / 1000, wallMs: dur / 1000, cpuMs: tdur / 1000 })),
    frames: ours.filter(({ name, ph }) => name === 'Commit' && ph === 'X').map(({ ts }) => ts / 1000),
    events: ours
      .filter(({ name }) => name === 'EventDispatch')
      .map(({ ts, args }) => ({ type: args?.data?.type ?? '', startMs: ts / 1000 })),
  };
}

/** What each such event cost in all, until the next one: its handlers, what was drawn later, garbage. */
export function workAfter(trace: Trace, type: string): readonly number[] {
  const starts = trace.events.filter((event) => event.type === type).map(({ startMs }) => startMs);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? Infinity;
    return trace.tasks
      .filter(({ startMs, wallMs }) => startMs + wallMs > start && startMs < end - 1)
      .reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  });
}

/** What the main thread worked from one frame to the next, for the frames in which anything happened. */
export function workPerFrame(trace: Trace): readonly number[] {
  return trace.frames
    .map((start, index) => {
      const end = trace.frames[index + 1] ?? Infinity;
      return trace.tasks
        .filter(({ startMs, wallMs }) => startMs + wallMs > start && startMs + wallMs <= end)
        .reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    })
    .filter((work) => work > 0.05);
}

export function percentile(values: readonly number[], per: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * per) / 100))] ?? 0;
}
