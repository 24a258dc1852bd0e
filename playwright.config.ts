/**
 * The tests that drive the real Electron window. One at a time on each desktop, whose tray and notifications they share:
 * the one around this program, or as many as `npm test` opened for it.
 */
import { defineConfig } from '@playwright/test';

const desktops = JSON.parse(process.env['AUGNO_VAULT_DESKTOPS'] ?? '[]') as readonly Readonly<
  Record<string, string>
>[];
// This file is also what a worker reads first; its number among those that run at once is the desktop it has to itself.
Object.assign(process.env, desktops[Number(process.env['TEST_PARALLEL_INDEX'] ?? -1)]);

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: Math.max(1, desktops.length),
  // A test that fails now and then is a defect to be found, not to be repeated away.
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['json'] as const] : [])],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
