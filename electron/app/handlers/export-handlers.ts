import type { HandlersOf } from '../../wire/answer.ts';
import type { guideChannels } from '../../../shared/ipc/guide-channels.ts';
import type { upkeepChannels } from '../../../shared/ipc/upkeep-channels.ts';
import type { exportChannels } from '../../../shared/ipc/export-channels.ts';
import type { IpcServices } from './services.ts';

export function exportHandlers({
  vault,
  app,
}: IpcServices): HandlersOf<typeof exportChannels & typeof upkeepChannels & typeof guideChannels, 'main'> {
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
