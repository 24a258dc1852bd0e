/** The dialog of a new key: how a program uses it without having it stands before the plain secret, in both languages. */
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { axeViolations, showTheme } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { choose, goTo, readClipboard } from './support/main-job.ts';

test.skip(process.platform !== 'linux', 'Only Linux says who connects.');

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld();
});
test.afterAll(async () => {
  await world.close();
});

async function shoot(name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await world.page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test.describe('whoever makes a key sees first how a program uses it without having it', () => {
  const words = {
    en: {
      ...{ screen: 'Keys', form: 'New key', role: 'Role', make: 'Create key', made: 'Report was created' },
      offered: ['Copy this command', 'Copy secret'],
    },
    de: {
      ...{ screen: 'Schlüssel', form: 'Neuer Schlüssel', role: 'Rolle', make: 'Schlüssel erstellen' },
      ...{ made: 'Bericht wurde erstellt', offered: ['Diesen Befehl kopieren', 'Geheimnis kopieren'] },
    },
  } as const;
  for (const language of ['de', 'en'] as const)
    test(`in ${language}`, async () => {
      const { screen, form: title, role, make, made, offered } = words[language];
      const { page } = world;
      await call(page, 'settings.update', { language });
      await goTo(page, screen);
      await page.getByRole('button', { name: title }).click();
      const form = page.getByRole('dialog', { name: title });
      await form.getByLabel('Name').fill(made.split(' ')[0]!);
      await choose(page, role, 'Admin');
      await form.getByRole('button', { name: make }).click();
      const created = page.getByRole('dialog', { name: made });
      const buttons = offered.map((name) => created.getByRole('button', { name }));
      for (const button of buttons) await expect(button).toBeVisible();
      const [first, second] = await Promise.all(buttons.map((button) => button.boundingBox()));
      expect(first!.y).toBeLessThan(second!.y);
      const command = await created.getByText(/^augno-vault agent run/).textContent();
      expect(command).toMatch(/^augno-vault agent run --key \S+ -- COMMAND$/);
      for (const theme of ['light', 'dark'] as const) {
        await showTheme(page, theme);
        expect(await axeViolations(page)).toEqual([]);
        await shoot(`offer-${language}-${theme}`);
      }
      await buttons[0]!.click();
      expect(await readClipboard(world.running)).toBe(command);
      await page.keyboard.press('Escape');
      await expect(created).toBeHidden();
    });
});
