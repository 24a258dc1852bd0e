/**
 * The list of keys in the real window: what a keystroke in the filter, a frame of scrolling and the showing of each screen
 * cost the page's main thread, from Chromium's own trace. Started by `npm run bench -- app/list`. The keys come from a local sandbox over HTTP,
 * as a real account's do.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { startSandbox } from '../../../electron/sandbox/index.ts';
import { launchApp, type RunningApp } from '../../e2e/support/app.ts';
import { call } from '../../e2e/support/bridge.ts';
import { connectAccount } from '../../e2e/support/dialogs.ts';
import { MASTER_PASSWORD } from '../../e2e/support/main-job.ts';
import { measureScreens } from './screens.ts';
import { percentile, traceMainThread, workAfter, workPerFrame, type Task } from './main-thread-trace.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const LONG_TASK_MS = 50;
const TYPED = ['invoice', 'seed 42', 'status:active role:', 'is:stale env:test', '-tag:erp expires:<90d'];

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;
const worst = (tasks: readonly Task[]): number => Math.max(0, ...tasks.map(({ wallMs }) => wallMs));

/** Counts the rows that are in the document at each frame. */
async function watchRows(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`(() => {
    let most = 0;
    const look = () => {
      most = Math.max(most, document.querySelectorAll('[data-testid="key-row"]').length);
      globalThis.mostRows = most;
      requestAnimationFrame(look);
    };
    look();
  })()`);
  return () => page.evaluate('globalThis.mostRows');
}

interface Figures {
  readonly keystrokes: number[];
  readonly keystrokeTask: number[];
  readonly frames: number[];
  readonly scrollTask: number[];
  readonly longTasks: number[];
  readonly jumpTask: number[];
  readonly rows: number[];
}
const noFigures = (): Figures => ({
  keystrokes: [],
  keystrokeTask: [],
  frames: [],
  scrollTask: [],
  longTasks: [],
  jumpTask: [],
  rows: [],
});

async function typeInFilter(page: Page, figures: Figures): Promise<void> {
  const field = page.getByRole('searchbox', { name: 'Search keys' });
  const costs: number[] = [];
  const tasks: Task[] = [];
  for (const text of TYPED) {
    await field.fill('');
    await field.focus();
    await sleep(300);
    const trace = await traceMainThread(page, async () => {
      for (const letter of text) {
        await page.keyboard.press(letter === ' ' ? 'Space' : letter);
        // Longer than the deferred drawing takes, so that each letter pays for its own.
        await sleep(120);
      }
    });
    costs.push(...workAfter(trace, 'keydown'));
    tasks.push(...trace.tasks);
  }
  await field.fill('');
  await sleep(300);
  figures.keystrokes.push(...costs);
  figures.keystrokeTask.push(worst(tasks));
}

async function scroll(page: Page, figures: Figures): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Keys' });
  const box = (await grid.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const most = await watchRows(page);
  const wheel = await traceMainThread(page, async () => {
    for (let turn = 0; turn < 150; turn += 1) {
      await page.mouse.wheel(0, turn < 100 ? 240 : -400);
      await sleep(12);
    }
  });
  await grid.focus();
  const held = await traceMainThread(page, async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      await page.keyboard.down('PageDown');
      await sleep(25);
    }
    await page.keyboard.up('PageDown');
  });
  const jumps = await traceMainThread(page, async () => {
    for (const key of ['End', 'Home', 'End', 'Home']) {
      await page.keyboard.press(key);
      await sleep(300);
    }
  });
  const tasks = [...wheel.tasks, ...held.tasks];
  figures.frames.push(...workPerFrame(wheel), ...workPerFrame(held));
  figures.scrollTask.push(worst(tasks));
  figures.jumpTask.push(worst(jumps.tasks));
  figures.longTasks.push([...tasks, ...jumps.tasks].filter(({ wallMs }) => wallMs > LONG_TASK_MS).length);
  figures.rows.push(await most());
}

/** Does something with the list of so many keys, as it is in the window. */
async function withKeys<Result>(keys: number, work: (page: Page) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-bench-list-'));
  const sandbox = await startSandbox({ testControls: true, seed: 'empty', seedKeys: keys });
  let running: RunningApp | null = null;
  try {
    await fetch(`${sandbox.url}/__sandbox/limits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requestsPerSecond: null }),
    });
    running = await launchApp({ vaultFolder: path.join(folder, 'vault') });
    const page = await running.page();
    await call(page, 'vault.create', { name: 'Bench', password: MASTER_PASSWORD });
    const { url } = sandbox;
    const account = sandbox.accounts.find(({ mode }) => mode === 'test')!;
    await connectAccount(running, page, { url, name: '', adminKey: account.adminKey }, MASTER_PASSWORD);
    await page.getByTestId('key-row').first().waitFor({ timeout: 120_000 });
    await page.getByRole('tab', { name: /^All/ }).click();
    await sleep(3000);
    return await work(page);
  } finally {
    await running?.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(page: Page): Promise<Figures> {
  const figures = noFigures();
  for (let round = 0; round < ROUNDS; round += 1) {
    await typeInFilter(page, figures);
    await scroll(page, figures);
  }
  return figures;
}

async function printScreens(keys: number): Promise<void> {
  const figures = await withKeys(keys, (page) => measureScreens(page, ROUNDS));
  process.stdout.write(
    `\n${keys.toLocaleString('en')} keys and a review of them, ${String(ROUNDS)} rounds\n\n`,
  );
  process.stdout.write('| shown | work, median | longest task, worst |\n|---|---:|---:|\n');
  for (const [screen, { work, longest }] of figures)
    process.stdout.write(
      `| ${screen} | ${median(work).toFixed(0)} ms | ${Math.max(...longest).toFixed(0)} ms |\n`,
    );
}

function print(keys: number, figures: Figures): void {
  const line = (name: string, value: string, aim: string): void => {
    process.stdout.write(`| ${name} | ${value} | ${aim} |\n`);
  };
  const p = (values: readonly number[], per: number): string => percentile(values, per).toFixed(1);
  process.stdout.write(`\n${keys.toLocaleString('en')} keys, ${String(ROUNDS)} rounds\n\n`);
  process.stdout.write('| what | figure | aim |\n|---|---:|---:|\n');
  line(
    `keystroke in the filter, all its work, p50 / p95 of ${String(figures.keystrokes.length)}`,
    `${p(figures.keystrokes, 50)} / ${p(figures.keystrokes, 95)} ms`,
    keys > 10_000 ? '' : '16 ms p95',
  );
  line('longest task while typing, median of rounds', `${median(figures.keystrokeTask).toFixed(1)} ms`, '');
  line(
    `frame while scrolling, p50 / p95 of ${String(figures.frames.length)}`,
    `${p(figures.frames, 50)} / ${p(figures.frames, 95)} ms`,
    '16 ms p95',
  );
  line('longest task while scrolling', `${Math.max(...figures.scrollTask).toFixed(1)} ms`, '50 ms');
  line('longest task at End and Home', `${Math.max(...figures.jumpTask).toFixed(1)} ms`, '50 ms');
  line('tasks over 50 ms', String(figures.longTasks.reduce((sum, count) => sum + count, 0)), '0');
  line('rows in the document, at most', String(Math.max(...figures.rows)), '80');
}

for (const keys of (process.env['BENCH_KEYS'] ?? '10000,100000').split(',').map(Number)) {
  print(keys, await withKeys(keys, measure));
}
// Both of the aims: many keys on each screen, and a review of 3,500.
for (const keys of (process.env['BENCH_SCREENS'] ?? '3500,5000').split(',').map(Number)) {
  await printScreens(keys);
}
const assets = path.join(ROOT, 'dist', 'renderer');
const html = readFileSync(path.join(assets, 'index.html'), 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, file]) => file!);
const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(assets, file))).length, 0);
process.stdout.write(
  `\nrenderer JavaScript at first load, gzip: ${(bytes / 1000).toFixed(0)} kB (aim 250 kB)\n`,
);
