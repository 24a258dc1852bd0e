/** Begins what a step asks of the app, so that something can be broken before its answer. */
import type { ChannelInput, ChannelName } from '../../../shared/ipc-contract.ts';
import { reply } from './bridge.ts';
import type { KilledWorld } from './killed-steps.ts';
import { askedPassword, cancelPassword, typePassword } from './password.ts';

/** What the page is told, or a window that asked for the password says. */
export type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

export const asks = <Name extends ChannelName>(
  { flow }: KilledWorld,
  name: Name,
  input: ChannelInput<Name>,
): (() => Promise<Answer | null>) => {
  const { page } = flow;
  return () => reply(page, name, input).catch(() => null);
};

/** The password is asked for; typing it is the beginning. */
export async function confirmed<Name extends ChannelName>(
  world: KilledWorld,
  name: Name,
  input: ChannelInput<Name>,
  chosen?: string,
): Promise<() => Promise<Answer | null>> {
  const { window, over } = await askedPassword(world.flow.page, name, input);
  return async () => {
    // The window may go while it is typed.
    await typePassword(window, world.password, chosen).catch(() => undefined);
    const alert = window.locator('[role="alert"]:visible').filter({ hasText: /\S/ }).first();
    const said = alert
      .waitFor({ timeout: 0 })
      .then(() => alert.innerText())
      .catch(() => over.then(() => null));
    const message = await Promise.race([said, over.then(() => null)]).catch(() => null);
    if (message === null) return await over.catch(() => null);
    // It could not be found out whether it is the password: the window stays, and a person may go.
    await cancelPassword(window);
    return { ok: false, error: { code: 'said in the window', message } };
  };
}
