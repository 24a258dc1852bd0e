/** `npm run dev` in a copy of the project: the page changes where it stands, main is built and started again. */
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { makeTemporaryFolder } from './support/app.ts';
import { attachToApp } from './support/debugging-port.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const temporary = makeTemporaryFolder();
test.afterAll(() => temporary.remove());

function copyProject(): string {
  const project = path.join(temporary.path, 'project');
  const parts = [
    'build',
    'electron',
    'renderer',
    'shared',
    'package.json',
    'package-lock.json',
    'vite.config.ts',
  ];
  for (const part of parts) cpSync(path.join(ROOT, part), path.join(project, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
  return project;
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

test('a change of the page is there without a reload, one of main starts the app again', async () => {
  test.setTimeout(300_000);
  const project = copyProject();
  const dev = spawn(
    process.execPath,
    ['build/dev.mjs', '--vault', path.join(temporary.path, 'vault'), '--remote-debugging-port=0'],
    { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [dev.stdout, dev.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const browsers: Browser[] = [];
  /** The page of the app that was started as the so-many-th. */
  const pageOf = async (start: number): Promise<Page> => {
    const addresses = (): readonly string[] =>
      [...output.matchAll(/DevTools listening on (ws:\S+)/g)].map(([, address]) => address!);
    await expect
      .poll(() => (dev.exitCode === null ? addresses().length : output), { timeout: 120_000 })
      .toBe(start);
    const browser = await attachToApp(addresses().at(-1)!);
    browsers.push(browser);
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page.getByRole('heading', { name: 'Make your vault' }).waitFor();
    return page;
  };
  try {
    const page = await pageOf(1);
    expect(page.url()).toBe('vault-ui://app/index.html');
    const name = page.getByLabel('Vault name');
    await name.fill('Half typed');
    edit(path.join(project, 'renderer/features/first-run/first-run.tsx'), (text) =>
      text.replace('<main', '<main data-changed="yes"'),
    );
    await page.locator('[data-changed=yes]').waitFor();
    await expect(name).toHaveValue('Half typed');

    edit(path.join(project, 'electron/main.ts'), (text) => {
      const [before, after] = text.split('const vaultFolder = ');
      return `${before!}process.stderr.write(\`\${new Error('started anew').stack}\\n\`);\nconst vaultFolder = ${after!}`;
    });
    const line = readFileSync(path.join(project, 'electron/main.ts'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('started anew'));
    await pageOf(2);
    // Where it stands in the source, and not in what was built.
    expect(output).toContain(`electron/main.ts:${String(line + 1)}:`);
  } finally {
    for (const browser of browsers) await browser.close().catch(() => undefined);
    dev.kill('SIGINT');
    if (dev.exitCode === null) await once(dev, 'exit');
  }
  expect(dev.exitCode).toBe(130);
});
