import type { IpcHandlers } from '../../wire/answer.ts';
import type { IpcServices } from './services.ts';

type Names = 'audit.export' | 'keys.export' | 'reviews.export' | 'runbook.export';

export function exportHandlers({ vault, app }: IpcServices): Pick<IpcHandlers, Names> {
  const today = (): string => new Date().toISOString().slice(0, 10);
  return {
    'audit.export': async ({ format }) => ({
      path: await app.saveText(`activity-${today()}.${format}`, format, () =>
        vault.call('process.export-activity', { format }),
      ),
    }),
    'reviews.export': async ({ reviewId }) => ({
      path: await app.saveText(`access-review-${today()}.csv`, 'csv', () =>
        vault.call('process.export-review', { reviewId }),
      ),
    }),
    'runbook.export': async () => ({
      path: await app.saveText('leak-response.json', 'json', () =>
        vault.call('process.export-runbook', undefined),
      ),
    }),
    'keys.export': async ({ keyIds }) => ({
      path: await app.saveText(`keys-${today()}.csv`, 'csv', () =>
        vault.call('process.export-keys', { keyIds }),
      ),
    }),
  };
}
