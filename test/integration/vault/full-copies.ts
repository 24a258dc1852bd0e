/** Two copies of a vault that holds one of everything, and what is done with them. */
import { openVault, type ManagedVault } from '../../../electron/vault/index.ts';
import type { MergeReport } from '../../../electron/vault/merge/types.ts';
import { expect } from 'vitest';
import { runCommand } from '../providers/augno/support/command.ts';
import { FORMAT_LAYOUTS, readFormat, text } from '../../fixtures/formats/read.ts';

export const fixture = readFormat(FORMAT_LAYOUTS.at(-1)!);
export const { passwords } = fixture.contents;

export async function change<Result>(
  at: string,
  work: (vault: ManagedVault) => Result | Promise<Result>,
): Promise<Result> {
  const vault = await openVault({
    folder: at,
    credential: { kind: 'password', password: text(passwords.vault) },
    pollIntervalMs: 0,
  });
  try {
    return await work(vault);
  } finally {
    vault.close();
  }
}

export async function merge(at: string, file: string, more: readonly string[] = []): Promise<MergeReport> {
  const { code, json } = await runCommand(at, ['merge', file, '--json', ...more], [passwords.vault]);
  expect(code).toBe(0);
  return json<MergeReport & Record<string, unknown>>();
}

export const keys = fixture.contents.records['keys'] as Readonly<
  Record<string, { readonly connectionId: string; readonly alias: string | null }>
>;
