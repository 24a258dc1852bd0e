/** Makes docs/screenshots anew: every screen in both themes, from the real app on the sandbox account. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { launchApp } from '../support/app.ts';
import { call } from '../support/bridge.ts';
import { makeRepository } from '../support/files.ts';
import { makeWorkFolder, resize, SCREENSHOTS, type Scene } from './scene.ts';
import * as guides from './scenes-guides.ts';
import * as keys from './scenes-keys.ts';
import { nothingYet, trouble } from './scenes-trouble.ts';
import * as vault from './scenes-vault.ts';

/** In this order, since later ones show what earlier ones did. */
const SCENES: readonly (readonly [string, (scene: Scene) => Promise<void>])[] = [
  ['keys', keys.keyScreens],
  ['forms', keys.keyForms],
  ['findings', vault.findings],
  ['german', guides.german],
  ['large-text', guides.largeText],
  ['contrast', guides.highContrast],
  ['guides', guides.guides],
  ['rotation', keys.rotation],
  ['many', keys.manyKeys],
  ['over-time', keys.keysOverTime],
  ['pass-on', keys.passOn],
  ['review', guides.accessReview],
  ['help', guides.helpScreens],
  ['services', keys.otherServices],
  ['settings', vault.settings],
  ['lock', vault.lockScreen],
];

/** A key with everything a team notes about it, and a repository into which it leaked. */
async function prepare({ page, workFolder }: Scene): Promise<void> {
  const { connections } = await call(page, 'connections.list', undefined);
  const production = connections.find(({ mode }) => mode === 'prod')!;
  const { roles } = await call(page, 'roles.list', { connectionId: production.id });
  const roleId = roles.find(({ name }) => name === 'Order integration')!.id;
  const made = await call(page, 'keys.create', {
    connectionId: production.id,
    name: 'Picking robot',
    roleId,
    expiresAt: null,
  });
  await call(page, 'keys.edit', {
    keyId: made.keyId,
    notes: 'Ask Ben before rotating on a Monday.',
    tags: ['warehouse', 'robots'],
    places: ['GitHub secret AUGNO_API_KEY of acme/picking', 'Kubernetes secret picking/augno'],
  });
  await call(page, 'care.save', {
    keyId: made.keyId,
    owner: 'Ben Okafor',
    access: ['Ann Example'],
    rotateEveryDays: 90,
  });
  const { keys: all } = await call(page, 'keys.list', undefined);
  const webshop = all.find(({ name }) => name === 'Webshop')!;
  await call(page, 'care.save', {
    keyId: webshop.id,
    owner: 'Ann Example',
    access: ['Ben Okafor'],
    rotateEveryDays: null,
  });
  const { secret } = await call(page, 'keys.reveal-secret', { keyId: made.keyId });
  mkdirSync(path.join(workFolder, 'labels'));
  makeRepository(path.join(workFolder, 'picking'), [
    { 'README.md': '# Picking\n' },
    { 'config/dev.env': `LOG=debug\nAUGNO_API_KEY=${secret}\n` },
    { 'config/dev.env': 'LOG=debug\n', 'deploy/job.yaml': `env:\n  AUGNO_API_KEY: ${secret}\n` },
  ]);
}

/** `--only=WORDS`: scenes whose name matches; the pictures of the others stay. @returns how many scenes failed */
export async function takeScreenshots(): Promise<number> {
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
  const wanted = (name: string): boolean => only === undefined || new RegExp(only).test(name);
  if (only === undefined) rmSync(SCREENSHOTS, { recursive: true, force: true });
  const work = makeWorkFolder();
  const running = await launchApp({ vaultFolder: path.join(work.path, 'vault') });
  let failed = 0;
  const take = async (name: string, shots: () => Promise<void>): Promise<void> => {
    if (!wanted(name)) return;
    try {
      await shots();
      process.stdout.write(`✓ ${name}\n`);
    } catch (thrown) {
      failed += 1;
      process.stderr.write(`✗ ${name}: ${thrown instanceof Error ? thrown.message : 'unknown'}\n`);
    }
  };
  try {
    const scene: Scene = { running, page: await running.page(), workFolder: work.path };
    await resize(scene, 1280, 800);
    await vault.firstRun(scene);
    await prepare(scene);
    for (const [name, show] of SCENES) await take(name, () => show(scene));
  } finally {
    await running.close();
    work.remove();
  }
  await take('trouble', trouble);
  await take('nothing-yet', nothingYet);
  return failed;
}
