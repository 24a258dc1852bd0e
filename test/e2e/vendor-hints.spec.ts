/**
 * What the vendor itself does with keys is said where a person has to know it, in both languages: it may revoke one that it
 * finds exposed, and its connectors for AI assistants put one in plain text into a configuration file.
 */
import { expect, test } from '@playwright/test';
import { de } from '../../renderer/lib/messages/de.ts';
import { en, type MessageId } from '../../renderer/lib/messages/en.ts';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { choose, goTo } from './support/main-job.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld('test');
});
test.afterAll(async () => {
  await closeStarted(world);
});

const LANGUAGES = [
  ['en', en, /revokes keys itself when it finds them exposed/, /plain text/],
  ['de', de, /widerruft Schlüssel selbst, wenn er sie offen liegen findet/, /Klartext/],
] as const;

for (const [language, words, revokes, plainText] of LANGUAGES) {
  test(`in ${language}: a key that is copied for an assistant, one that leaked, one that was revoked`, async () => {
    const { page } = world;
    const t = (id: MessageId): string => words[id];
    const text = (id: MessageId) => page.getByText(t(id));
    expect(t('elsewhere.by-vendor')).toMatch(revokes);
    expect(t('secret.mcp-hint')).toMatch(plainText);
    expect(t('snippets.mcp-why')).toMatch(plainText);
    await call(page, 'settings.update', { language });

    await goTo(page, t('nav.keys'));
    await page.getByRole('button', { name: t('keys.new') }).click();
    const dialog = page.getByRole('dialog', { name: t('create.title') });
    const name = `Assistant ${language}`;
    await dialog.getByLabel(t('create.name'), { exact: true }).fill(name);
    await choose(page, t('create.role'), 'Order integration');
    await dialog.getByRole('button', { name: t('create.create') }).click();
    await expect(text('secret.mcp-hint')).toBeVisible();
    await page.getByRole('button', { name: t('common.done') }).click();
    const { keys } = await call(page, 'keys.list', undefined);
    const { id } = keys.find((key) => key.name === name)!;

    await page.getByRole('row', { name }).first().click();
    await expect(text('snippets.mcp-why')).toHaveCount(0);
    await expect(text('snippets.look-first')).toHaveCount(0);
    await choose(page, t('snippets.choose'), t('snippets.client'));
    await expect(text('snippets.look-first')).toBeVisible();
    await choose(page, t('snippets.choose'), t('snippets.mcp'));
    await expect(text('snippets.mcp-why')).toBeVisible();

    await page.getByRole('button', { name: t('detail.more') }).click();
    await page.getByRole('menuitem', { name: t('leak.start') }).click();
    await expect(text('guide.leak.end-text')).toBeVisible();
    await page.getByRole('button', { name: t('guide.abandon') }).click();

    // Neither this vault nor anybody it knows: as the vendor's own watch does it.
    const { url } = world.server;
    const { adminKey } = world.server.account('test');
    const headers = { Authorization: `Bearer ${adminKey}`, 'Augno-Version': '1.0.forge-preview.8' };
    expect((await fetch(`${url}/v1/auth/api-keys/${id}`, { method: 'DELETE', headers })).status).toBe(200);
    await call(page, 'connections.sync', { connectionId: world.connectionId });
    await goTo(page, t('nav.overview'));
    const item = page.getByTestId('attention-item').filter({ hasText: name });
    await item.getByRole('button', { name: t('elsewhere.open') }).click();
    await expect(text('elsewhere.by-vendor')).toBeVisible();
    await page.keyboard.press('Escape');
  });
}
