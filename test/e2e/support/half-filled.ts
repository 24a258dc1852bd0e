/** Every longer form of the app: how it is opened, filled by half, looked at again, and given up. */
import { expect, type Locator } from '@playwright/test';
import type { Page } from 'playwright';
import { openKey, type FlowWorld } from './flow.ts';
import { choose, goTo } from './main-job.ts';
import { fromKeyMenu, fromPalette } from './unhappy.ts';

/** Toasts are dialogs too; ours can be closed. */
export const dialogOf = (page: Page): Locator =>
  page.getByRole('dialog').filter({ has: page.getByRole('button', { name: 'Close' }) });

export interface HalfFilled {
  readonly formId: RegExp;
  /** What the bar says of it. */
  readonly bar: RegExp;
  readonly open: () => Promise<void>;
  readonly fill: () => Promise<void>;
  readonly check: () => Promise<void>;
  /** How it is given up. */
  readonly giveUp: () => Promise<void>;
}

export function halfFilled(
  world: FlowWorld,
  ids: { readonly keyId: string; readonly serviceKeyId: string },
): readonly HalfFilled[] {
  const dialog = (): Locator => dialogOf(world.page);
  const cancel = async (): Promise<void> => {
    await dialog().getByRole('button', { name: 'Cancel' }).click();
  };
  const escape = async (): Promise<void> => {
    // A dialog that is just being drawn takes the focus before it hears keys.
    await expect
      .poll(() => dialog().evaluate((element) => element.contains(document.activeElement)))
      .toBe(true);
    await world.page.keyboard.press('Escape');
  };
  const field = (label: string | RegExp): Locator => dialog().getByLabel(label, { exact: true });
  const texts = (values: Readonly<Record<string, string>>) => ({
    fill: async () => {
      for (const [label, text] of Object.entries(values)) await field(label).fill(text);
    },
    check: async () => {
      for (const [label, text] of Object.entries(values)) await expect(field(label)).toHaveValue(text);
    },
  });
  const note = (): Locator => world.page.getByLabel('What happened, and what was done');
  return [
    {
      formId: /^connect$/,
      bar: /^You had begun to connect an account/,
      open: () => fromPalette(world.page, 'connect an account'),
      ...texts({ 'Name (optional)': 'Third account', 'API address': 'https://api.example.com' }),
      giveUp: escape,
    },
    {
      formId: /^create-role$/,
      bar: /^You had begun to make a role/,
      open: () => fromPalette(world.page, 'new role'),
      fill: async () => {
        await field('Role’s name').fill('Half a role');
        await dialog()
          .getByRole('group', { name: 'units', exact: true })
          .getByRole('checkbox', { name: 'Read' })
          .click();
      },
      check: async () => {
        await expect(field('Role’s name')).toHaveValue('Half a role');
        await expect(
          dialog().getByRole('group', { name: 'units', exact: true }).getByRole('checkbox', { name: 'Read' }),
        ).toBeChecked();
      },
      giveUp: escape,
    },
    {
      formId: /^revoke-key:/,
      bar: /^You had begun to revoke Half done/,
      open: () => fromKeyMenu(world, ids.keyId, 'Revoke…'),
      ...texts({ 'Note (optional)': 'It was in a ticket' }),
      giveUp: cancel,
    },
    {
      formId: /^pass-on-program:/,
      bar: /^You had begun to pass on Half done/,
      open: () => fromKeyMenu(world, ids.keyId, 'Pass on…'),
      fill: async () => {
        await choose(world.page, 'Program', 'Another program…');
        await field('Program and arguments').fill('wrangler secret put SHOP');
        // Looking elsewhere loses nothing.
        await dialog().getByRole('tab', { name: 'To a file' }).click();
        await dialog().getByRole('tab', { name: 'To a program' }).click();
        await expect(field('Program and arguments')).toHaveValue('wrangler secret put SHOP');
      },
      check: async () => {
        await expect(field('Program and arguments')).toHaveValue('wrangler secret put SHOP');
      },
      giveUp: escape,
    },
    {
      formId: /^service:$/,
      bar: /^You had begun to add a service/,
      open: () =>
        fromPalette(world.page, 'another service').then(async () => {
          await choose(world.page, 'Service', 'Another service…');
        }),
      ...texts({ 'Name of the service': 'Half a service' }),
      giveUp: cancel,
    },
    {
      formId: /^service-key:/,
      bar: /^You had begun to add a key of another service/,
      open: () => fromPalette(world.page, 'another service'),
      ...texts({ Name: 'Half a key', 'Owner (optional)': 'Ann' }),
      giveUp: cancel,
    },
    {
      formId: /^edit-service-key:/,
      bar: /^You had begun to change Hopper/,
      open: async () => {
        await openKey(world, ids.serviceKeyId);
        await world.page.getByRole('button', { name: 'More actions' }).click();
        await world.page.getByRole('menuitem', { name: 'Name, owner and dates…' }).click();
      },
      ...texts({ 'Owner (optional)': 'Bo' }),
      giveUp: cancel,
    },
    {
      formId: /^runbook$/,
      bar: /^You had begun to change the steps/,
      open: async () => {
        await openKey(world, ids.keyId);
        await world.page.getByRole('button', { name: 'More actions' }).click();
        await world.page.getByRole('menuitem', { name: 'Leak response…' }).click();
        await world.page.getByRole('button', { name: 'Edit steps…' }).click();
        await dialog().getByLabel('Title').first().waitFor();
      },
      fill: async () => {
        await dialog().getByLabel('Title').first().fill('Stop it at once');
      },
      check: async () => {
        await expect(dialog().getByLabel('Title').first()).toHaveValue('Stop it at once');
      },
      giveUp: escape,
    },
    {
      formId: /^guide-note:/,
      bar: /^You were in the middle of a step of “Leak response: Half done”/,
      open: async () => {
        if ((await note().count()) > 0) return;
        await world.page.getByRole('button', { name: /Write down what happened/ }).click();
      },
      fill: async () => {
        await note().fill('It stood in a ticket.');
      },
      check: async () => {
        await world.page.getByRole('button', { name: /Write down what happened/ }).click();
        await expect(note()).toHaveValue('It stood in a ticket.');
      },
      giveUp: async () => {
        await world.page.getByRole('button', { name: 'End without finishing' }).click();
      },
    },
    {
      formId: /^review-note:/,
      bar: /^You have an unsaved note in the access review/,
      open: async () => {
        await goTo(world.page, 'Access review');
        await world.page.getByRole('button', { name: 'Begin a review' }).click();
      },
      fill: async () => {
        await world.page.getByRole('row', { name: /Half done/ }).click();
        await world.page.getByLabel('Note about Half done').fill('Ask Ann');
      },
      check: async () => {
        await expect(world.page.getByLabel('Note about Half done')).toHaveValue('Ask Ann');
      },
      giveUp: async () => {
        // Leaving the field is what saves it.
        await world.page.getByLabel('Note about Half done').focus();
        await world.page.getByLabel('Note about Half done').blur();
      },
    },
  ];
}
