/** What may go wrong at the API while a form is open, and what a form has to do then: say so, stay, and keep what was typed. */
import { expect, type Locator } from '@playwright/test';
import type { Page } from 'playwright';
import { openKey, type FlowWorld } from './flow.ts';

export interface Refusal {
  readonly name: string;
  readonly fault: Readonly<Record<string, unknown>>;
  /** The error's code, which stands in its technical details. */
  readonly says: RegExp;
}

/** Answered at once: nothing is tried again. */
export const REFUSALS: readonly Refusal[] = [
  { name: 'the role does not allow it', fault: { status: 403 }, says: /api-forbidden/ },
  { name: 'the admin key is not accepted', fault: { status: 401 }, says: /api-invalid-key|api-key-/ },
  { name: 'changed elsewhere meanwhile', fault: { status: 409 }, says: /conflict/ },
];
export const DOWN: Refusal = {
  name: 'the API is down',
  fault: { dropBeforeCommit: true },
  says: /api-unreachable/,
};
export const LIMITED: Refusal = {
  name: 'too many requests',
  fault: { status: 429 },
  says: /api-rate-limited/,
};

export interface Form {
  /** What holds the form. */
  readonly form: Locator;
  readonly submit: Locator;
  /** Throws where what was typed is not there any more. */
  readonly kept: () => Promise<void>;
}

/** Submits once for each refusal, and looks that it is said where it can be seen and that the form is as it was. */
export async function survives(world: FlowWorld, form: Form, refusals: readonly Refusal[]): Promise<void> {
  for (const { name, fault, says } of refusals) {
    await world.server.control('POST', 'faults', fault);
    await form.submit.click();
    await expect(form.form.getByRole('alert').filter({ hasText: says }).first(), name).toBeVisible({
      timeout: 20_000,
    });
    await world.server.control('DELETE', 'faults');
    await form.kept();
    await expect(form.submit, name).toBeEnabled();
  }
}

/** A request as another admin makes it, from elsewhere. */
export async function elsewhere(
  world: FlowWorld,
  mode: 'test' | 'prod',
  method: string,
  path: string,
  body?: unknown,
  adminKey = world.server.account(mode).adminKey,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${world.server.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${adminKey}`,
      'Augno-Version': '1.0.forge-preview.1',
      'Idempotency-Key': crypto.randomUUID(),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path} gave ${String(response.status)}.`);
  return (await response.json()) as Record<string, unknown>;
}

/** From the menu of a key's details. */
export async function fromKeyMenu(world: FlowWorld, keyId: string, item: string): Promise<void> {
  await openKey(world, keyId);
  await world.page.getByRole('button', { name: 'More actions' }).click();
  await world.page.getByRole('menuitem', { name: item }).click();
}

/** From the command palette. */
export async function fromPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or do…' }).fill(words);
  await page.keyboard.press('Enter');
}

/** How many keys of that name the server has, and how many of them work. */
export async function countAt(
  world: FlowWorld,
  mode: 'test' | 'prod',
  name: string,
): Promise<{ readonly all: number; readonly alive: number }> {
  const keys = (await world.server.keys(world.server.account(mode))).filter((key) => key.name === name);
  return { all: keys.length, alive: keys.filter(({ revoked_at: at }) => at === null).length };
}
