/** Calls the app as its own page does: for setting things up, where the screens are not what a test is about. */
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import type {
  ChannelInput,
  ChannelName,
  ChannelOutput,
  IpcReply,
  VaultBridge,
} from '../../../shared/ipc-contract.ts';
import type { RunningApp } from './app.ts';

export async function reply<Name extends ChannelName>(
  page: Page,
  name: Name,
  input: ChannelInput<Name>,
): Promise<IpcReply<Name>> {
  return await page.evaluate(
    ([channel, value]) =>
      (globalThis as unknown as { vault: VaultBridge }).vault.call(channel, value as never),
    [name, input] as const,
  );
}

/** @throws Error with the code of a refusal */
export async function call<Name extends ChannelName>(
  page: Page,
  name: Name,
  input: ChannelInput<Name>,
): Promise<ChannelOutput<Name>> {
  const answer = await reply(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** Locks, which replaces the window. @returns the new one's page */
export async function lockVault(running: RunningApp, page: Page): Promise<Page> {
  const closed = page.waitForEvent('close');
  // The page goes away before it hears the answer.
  await reply(page, 'vault.lock', undefined).catch(() => undefined);
  await closed;
  return await running.page();
}

/** @returns once the vault's process tries the password: its derivation takes longer than what is asked behind it */
export async function beginUnlock(page: Page, password: string): Promise<void> {
  // The page may go before it hears the answer.
  reply(page, 'vault.unlock', { password }).catch(() => undefined);
  expect(await reply(page, 'keys.list', undefined)).toMatchObject({
    ok: false,
    error: { code: 'vault-locked' },
  });
}
