import type { Page } from 'playwright';
import type { EventPayload, VaultBridge } from '../../../shared/ipc-contract.ts';

/** The next scan to end, whoever began it. What it found is known before; another one can begin only now. */
export function finishedScan(page: Page): Promise<EventPayload<'scan.finished'>> {
  return page.evaluate(
    () =>
      new Promise<EventPayload<'scan.finished'>>((resolve) => {
        (globalThis as unknown as { vault: VaultBridge }).vault.on('scan.finished', resolve);
      }),
  );
}
