/** The app with a vault, an account and a backup, in the middle of whose steps something is broken. */
import path from 'node:path';
import { grantPath } from './dialogs.ts';
import { startFlowWorld } from './flow.ts';
import type { KilledWorld } from './killed-steps.ts';
import { useCheapPasswords } from './killing.ts';
import { MASTER_PASSWORD } from './main-job.ts';
import { callConfirmed } from './password.ts';

export async function startKilledWorld(): Promise<KilledWorld> {
  const flow = await startFlowWorld('test', 'cheap');
  // The judge opens the vault in this process.
  useCheapPasswords();
  await flow.server.control('POST', 'limits', { requestsPerSecond: null });
  const backup = {
    file: path.join(flow.folder, 'first.augnobackup'),
    password: 'seven lanterns by the harbour',
  };
  await flow.createKey('Bystander');
  const grant = await grantPath(flow.running, flow.page, 'save-backup', backup.file);
  await callConfirmed(flow.page, MASTER_PASSWORD, 'vault.backup', { grant }, backup.password);
  let count = 0;
  return { flow, password: MASTER_PASSWORD, backup, nextName: () => `Killed ${String((count += 1))}` };
}
