/**
 * Start, memory and processor of the app against an empty Electron window in the same run: proportional set sizes of the
 * whole tree of processes, so that shared pages count once. Linux only. Started by `npm run bench -- app/app`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { _electron, type ElectronApplication } from 'playwright';
import { launchApp } from '../../e2e/support/app.ts';
import { call, lockVault } from '../../e2e/support/bridge.ts';
import { processTree } from '../../e2e/support/process-memory.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const ROUNDS = 3;
const SETTLE_MS = 8000;
const PASSWORD = 'marmalade cupboard twelve';

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;

/** MB. */
function proportionalSize(root: number): number {
  const kilobytes = processTree(root).reduce((sum, id) => {
    try {
      return (
        sum +
        Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(id)}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
      );
    } catch {
      return sum;
    }
  }, 0);
  return kilobytes / 1024;
}

/** Seconds of processor that the tree has used, user and system. */
function processorSeconds(root: number): number {
  return processTree(root).reduce((sum, id) => {
    try {
      const stat = readFileSync(`/proc/${String(id)}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      return sum;
    }
  }, 0);
}

const temporary = mkdtempSync(path.join(tmpdir(), 'augno-vault-bench-app-'));
const emptyApp = path.join(temporary, 'empty');
mkdirSync(emptyApp);
writeFileSync(path.join(emptyApp, 'package.json'), '{"main":"main.js"}');
writeFileSync(
  path.join(emptyApp, 'main.js'),
  `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } }).loadURL('data:text/html,<title>empty</title><p>empty'));`,
);

async function launchEmpty(): Promise<ElectronApplication> {
  return await _electron.launch({
    executablePath: process.env['AUGNO_VAULT_ELECTRON'] ?? '',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${path.join(temporary, 'data')}`,
      emptyApp,
    ],
  });
}

const starts: { empty: number[]; lock: number[]; list: number[] } = { empty: [], lock: [], list: [] };
const sizes: Record<'empty' | 'locked' | 'unlocked' | 'tray', number[]> = {
  empty: [],
  locked: [],
  unlocked: [],
  tray: [],
};
const vaultFolder = path.join(temporary, 'vault');

{
  // Makes the vault once, on the sandbox account.
  const running = await launchApp({ vaultFolder });
  const page = await running.page();
  await call(page, 'vault.create', { name: 'Bench', password: PASSWORD });
  await call(page, 'connections.connect-sandbox', undefined);
  await running.close();
}
for (let round = 0; round < ROUNDS; round += 1) {
  let began = performance.now();
  const empty = await launchEmpty();
  await (await empty.firstWindow()).waitForLoadState('load');
  starts.empty.push(performance.now() - began);
  await sleep(SETTLE_MS);
  sizes.empty.push(proportionalSize(empty.process().pid!));
  await empty.close();

  began = performance.now();
  const running = await launchApp({ vaultFolder });
  let page = await running.page();
  await page.getByLabel('Master password').waitFor();
  starts.lock.push(performance.now() - began);
  const root = running.app.process().pid!;
  await page.getByLabel('Master password').fill(PASSWORD);
  began = performance.now();
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByTestId('key-row').first().waitFor();
  starts.list.push(performance.now() - began);
  await sleep(SETTLE_MS);
  sizes.unlocked.push(proportionalSize(root));
  page = await lockVault(running, page);
  await page.getByLabel('Master password').waitFor();
  await sleep(SETTLE_MS);
  sizes.locked.push(proportionalSize(root));
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.hide();
  });
  await sleep(SETTLE_MS);
  sizes.tray.push(proportionalSize(root));
  await running.close();
}

/** Started as at login, and without the automation, whose tracing paints: locked, in the tray, for a minute. */
async function processorInTray(): Promise<number> {
  const child = spawn(
    process.env['AUGNO_VAULT_ELECTRON'] ?? '',
    [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, '--vault', vaultFolder, '--hidden'],
    { stdio: 'ignore' },
  );
  try {
    await sleep(2 * SETTLE_MS);
    const before = processorSeconds(child.pid!);
    await sleep(60_000);
    return processorSeconds(child.pid!) - before;
  } finally {
    child.kill();
  }
}
const trayProcessor = await processorInTray();

const reference = median(sizes.empty);
const row = (name: string, value: number, unit: string, against: number): string =>
  `| ${name} | ${value.toFixed(0)} ${unit} | ${(value / against).toFixed(2)} |\n`;
process.stdout.write('| what | figure | × empty window |\n|---|---:|---:|\n');
process.stdout.write(
  row('start of an empty Electron window', median(starts.empty), 'ms', median(starts.empty)),
);
process.stdout.write(
  row('start until the unlock screen takes a password', median(starts.lock), 'ms', median(starts.empty)),
);
process.stdout.write(
  `| unlock (with key derivation) until the list is painted | ${median(starts.list).toFixed(0)} ms | |\n`,
);
for (const state of ['empty', 'unlocked', 'locked', 'tray'] as const) {
  process.stdout.write(row(`proportional memory, ${state}`, median(sizes[state]), 'MB', reference));
}
process.stdout.write(
  `| processor over a minute in the tray, locked | ${((trayProcessor / 60) * 100).toFixed(2)} % | |\n`,
);

// What the page loads before anything is opened.
const assets = path.join(ROOT, 'dist', 'renderer');
const html = readFileSync(path.join(assets, 'index.html'), 'utf8');
const first = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, file]) =>
  path.join(assets, file!),
);
const bytes = first.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
process.stdout.write(
  `| renderer JavaScript at first load, gzip, ${String(first.length)} files | ${(bytes / 1000).toFixed(0)} kB | |\n`,
);

// The unpacked package, where one was made.
const unpacked = path.join(ROOT, 'dist-package', 'linux-unpacked');
const sizeOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const file = path.join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(file) : entry.isFile() ? statSync(file).size : 0);
  }, 0);
try {
  process.stdout.write(
    `| unpacked package (its ten largest parts: docs/packaging.md) | ${(sizeOf(unpacked) / 1e6).toFixed(0)} MB | |\n`,
  );
} catch {
  process.stdout.write('| unpacked package | run npm run package first | |\n');
}
rmSync(temporary, { recursive: true, force: true });
