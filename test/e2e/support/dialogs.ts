/**
 * Main's own dialogs, answered from outside, as a person would. Nothing in the app does that: a test of the bundle looks for
 * it. What was asked is kept, to be looked at.
 */
import type { ElectronApplication, Page } from 'playwright';
import type { ChannelInput, ChannelOutput } from '../../../shared/ipc-contract.ts';
import type { ChoicePurpose } from '../../../shared/grant-purposes.ts';
import type { RunningApp } from './app.ts';
import { call } from './bridge.ts';
import { callConfirmed } from './password.ts';

export interface AskedQuestion {
  readonly kind: 'question' | 'open' | 'save';
  readonly message: string;
  readonly detail: string;
}

interface Answers {
  /** To every question. */
  readonly yes: boolean;
  /** In every dialog for a file or folder; null: closed. */
  readonly path: string | null;
}

/** Until it is called again, or the app ends. */
export async function answerDialogs(
  { app }: { readonly app: ElectronApplication },
  answers: Partial<Answers> = {},
): Promise<void> {
  const given: Answers = { yes: true, path: null, ...answers };
  await app.evaluate(({ dialog }, { yes, path }) => {
    const store = globalThis as unknown as { asked?: unknown[] };
    const asked = (store.asked ??= []);
    const note = (kind: string, options: unknown): void => {
      const { message = '', detail = '' } = options as { message?: string; detail?: string };
      asked.push({ kind, message, detail });
    };
    dialog.showMessageBox = (...args: unknown[]) => {
      note('question', args.at(-1));
      return Promise.resolve({ response: yes ? 1 : 0, checkboxChecked: false });
    };
    dialog.showOpenDialog = (...args: unknown[]) => {
      note('open', args.at(-1));
      return Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] });
    };
    dialog.showSaveDialog = (...args: unknown[]) => {
      note('save', args.at(-1));
      return Promise.resolve({ canceled: path === null, filePath: path ?? '' });
    };
  }, given);
}

/** What was asked since `answerDialogs` was first called, or since this was; forgotten afterwards. */
export async function askedQuestions({
  app,
}: {
  readonly app: ElectronApplication;
}): Promise<readonly AskedQuestion[]> {
  return await app.evaluate(() => {
    const store = globalThis as unknown as { asked?: unknown[] };
    return (store.asked ?? []).splice(0) as never;
  });
}

type Opened = Pick<RunningApp, 'app'>;

/** As if the person had chosen this file or folder. @returns the grant */
export async function grantPath(
  running: Opened,
  page: Page,
  purpose: ChoicePurpose,
  path: string,
): Promise<number> {
  await answerDialogs(running, { path });
  const { granted } = await call(page, 'grants.choose', { purpose });
  if (granted === null) throw new Error(`Nothing was granted for ${purpose}.`);
  return granted.grant;
}

export async function grantAddress(
  running: Opened,
  page: Page,
  input: ChannelInput<'grants.address'>,
): Promise<number> {
  await answerDialogs(running);
  const { granted } = await call(page, 'grants.address', input);
  if (granted === null) throw new Error(`Nothing was granted for ${input.address}.`);
  return granted.grant;
}

export async function connectAccount(
  running: Opened,
  page: Page,
  account: { readonly url: string; readonly name: string; readonly adminKey: string },
  password: string,
): Promise<ChannelOutput<'connections.connect'>> {
  const grant = await grantAddress(running, page, { purpose: 'account', address: account.url });
  const { name, adminKey } = account;
  // The password is asked for where this vault did not know the address.
  const { connections } = await call(page, 'connections.list', undefined);
  const known = connections.some(({ url }) => new URL(url).origin === new URL(account.url).origin);
  const input = { grant, name, adminKey };
  return known
    ? await call(page, 'connections.connect', input)
    : await callConfirmed(page, password, 'connections.connect', input);
}

export async function scanFolder(
  running: Opened,
  page: Page,
  folder: string,
  history = false,
): Promise<string> {
  const grant = await grantPath(running, page, 'scan-folder', folder);
  return (await call(page, 'scan.start', { what: { kind: 'chosen', grant }, history })).scanId;
}
