/** The runtime that this machine gets, for real: a tiny app with a window, a utility process and SQLite in each. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasDisplay, startVirtualDisplay } from '../../../build/bootstrap/display.mjs';
import { endEverything } from '../../../build/bootstrap/processes.mjs';
import { resolveElectronRuntime, type ElectronRuntime } from '../../../build/electron-runtime/index.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
let folder = '';
let runtime: ElectronRuntime;
let display: Record<string, string> = {};

const openSqlite = `new (require('better-sqlite3'))(':memory:').prepare('select 40 + 2 as n').get().n`;
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "tiny-app", "version": "7.8.9", "main": "dist/main.js" }',
  'dist/main.js': `
    const { app, BrowserWindow, utilityProcess } = require('electron');
    app.setPath('userData', process.argv.at(-1));
    app.whenReady().then(async () => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadURL('data:text/html,<p>hello');
      const page = await window.webContents.executeJavaScript('document.body.innerText');
      const child = utilityProcess.fork(__dirname + '/child.js', ['one', 'two'], { serviceName: 'tiny' });
      child.once('message', (message) => {
        const facts = { name: app.getName(), version: app.getVersion(), path: app.getAppPath(), packaged: app.isPackaged,
          page, sqlite: ${openSqlite}, node: process.versions.node, child: message };
        console.log('FACTS ' + JSON.stringify(facts));
        child.once('exit', () => app.exit(0));
        child.kill();
      });
      child.postMessage('begin');
    });`,
  'dist/child.js': `
    const { Worker } = require('node:worker_threads');
    process.parentPort.on('message', ({ data }) => {
      const answer = { data, args: process.argv.slice(2), sqlite: ${openSqlite} };
      const worker = new Worker(__dirname + '/worker.js', { workerData: 'given' });
      worker.once('message', (worker) => process.parentPort.postMessage({ ...answer, worker }));
      worker.once('error', (error) => process.parentPort.postMessage({ ...answer, worker: String(error) }));
    });`,
  'dist/worker.js': `
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.postMessage({ workerData, sqlite: ${openSqlite} });`,
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  // With the official runtime the app finds the project's own package.
  const { symlinkSync } = await import('node:fs');
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  runtime = await resolveElectronRuntime({ announce: () => undefined });
  if (!hasDisplay()) display = await startVirtualDisplay();
});
afterAll(async () => {
  await endEverything();
  rmSync(folder, { recursive: true, force: true });
});

it('runs an app as `electron <folder>` does, with SQLite in main, a utility process and its worker', async () => {
  const args = [...runtime.argsPrefix, folder, '--vault', path.join(folder, 'profile')];
  const child = spawn(runtime.executable, args, {
    env: { ...process.env, ...display },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const facts = /^FACTS (.*)$/m.exec(output)?.[1];
  expect(facts, output).toBeDefined();
  expect(JSON.parse(facts!)).toMatchObject({
    name: 'tiny-app',
    version: '7.8.9',
    path: folder,
    packaged: false,
    page: 'hello',
    sqlite: 42,
    child: { data: 'begin', args: ['one', 'two'], sqlite: 42, worker: { workerData: 'given', sqlite: 42 } },
  });
  expect(code).toBe(0);
});
