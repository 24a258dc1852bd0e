import type { Page } from 'playwright';
import type { VaultBridge } from '../../../shared/ipc-contract.ts';
import type { Answer } from './asking.ts';

/** @returns what the page is told at the scan's end; null where it went before */
export function beginScan(page: Page, grant: number): Promise<Answer | null> {
  return page
    .evaluate(
      (chosen) =>
        new Promise<Answer>((resolve, reject) => {
          const { vault } = globalThis as unknown as { vault: VaultBridge };
          vault.on('scan.finished', ({ outcome, error }) => {
            if (outcome === 'done' && error === null) resolve({ ok: true });
            else resolve({ ok: false, error: error ?? { code: outcome, message: '' } });
          });
          vault.call('scan.start', { what: { kind: 'chosen', grant: chosen }, history: false }).catch(reject);
        }),
      grant,
    )
    .catch(() => null);
}
