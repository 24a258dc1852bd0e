/** Main's own dialogs that wait for `answer`, as they do for a person, and go when main takes them away. */
import { expect } from '@playwright/test';
import type { ElectronApplication } from 'playwright';

export interface HeldDialog {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

export interface HeldDialogs {
  readonly all: () => Promise<readonly HeldDialog[]>;
  /** The one that shows this text, once it is there. */
  readonly showing: (text: string) => Promise<HeldDialog>;
  readonly answer: (text: string, button: string) => Promise<void>;
}

export async function holdDialogs(app: ElectronApplication): Promise<HeldDialogs> {
  await app.evaluate(({ dialog }) => {
    const held: { options: unknown; resolve: (response: number) => void }[] = [];
    (globalThis as unknown as { held: unknown }).held = held;
    dialog.showMessageBox = ((...args: unknown[]) =>
      new Promise((resolve) => {
        const options = args.at(-1) as { readonly signal?: AbortSignal };
        const entry = {
          options,
          resolve: (response: number) => {
            held.splice(held.indexOf(entry), 1);
            resolve({ response, checkboxChecked: false });
          },
        };
        held.push(entry);
        options.signal?.addEventListener('abort', () => {
          if (held.includes(entry)) entry.resolve(0);
        });
      })) as never;
  });
  const all = (): Promise<readonly HeldDialog[]> =>
    app.evaluate(() => {
      const { held } = globalThis as unknown as {
        readonly held: readonly { readonly options: HeldDialog }[];
      };
      return held.map(({ options: { message, detail, buttons } }) => ({
        message,
        detail,
        buttons: [...buttons],
      }));
    });
  const showing = async (text: string): Promise<HeldDialog> => {
    await expect.poll(async () => (await all()).map(({ detail }) => detail).join()).toContain(text);
    return (await all()).find(({ detail }) => detail.includes(text))!;
  };
  return {
    all,
    showing,
    answer: async (text, button) => {
      const { buttons } = await showing(text);
      await app.evaluate(
        (_electron, { wanted, response }) => {
          const { held } = globalThis as unknown as {
            readonly held: readonly { options: { detail: string }; resolve: (response: number) => void }[];
          };
          held.find(({ options }) => options.detail.includes(wanted))?.resolve(response);
        },
        { wanted: text, response: buttons.indexOf(button) },
      );
    },
  };
}
