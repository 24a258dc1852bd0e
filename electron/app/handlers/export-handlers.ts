import type { HandlersOf } from '../../wire/answer.ts';
import type { guideChannels } from '../../../shared/ipc/guide-channels.ts';
import type { upkeepChannels } from '../../../shared/ipc/upkeep-channels.ts';
import type { exportChannels } from '../../../shared/ipc/export-channels.ts';
import type { IpcServices } from './services.ts';

export const today = (): string => new Date().toISOString().slice(0, 10);

export function exportHandlers({
  app: { exportList, language },
  kit,
  vault,
}: IpcServices): HandlersOf<typeof exportChannels & typeof upkeepChannels & typeof guideChannels, 'main'> {
  return {
    'audit.export': async ({ format }) => ({
      path: await exportList(`activity-${today()}.${format}`, format, { of: 'activity', format }),
    }),
    'reviews.export': async ({ reviewId }) => ({
      path: await exportList(`access-review-${today()}.csv`, 'csv', { of: 'review', reviewId }),
    }),
    'runbook.export': async () => ({
      path: await exportList('leak-response.json', 'json', { of: 'runbook' }),
    }),
    'guides.save-report': async ({ guideId, format }) => {
      const about = { guideId, language: language() };
      const name = `leak-report-${today()}.${format}`;
      const page = (): Promise<string> => vault.call('process.leak-report-page', about);
      return {
        path:
          format === 'pdf'
            ? await kit.save(page, name)
            : await exportList(name, 'md', { of: 'leak-report', ...about }),
      };
    },
    'keys.export': async ({ keyIds }) => ({
      path: await exportList(`keys-${today()}.csv`, 'csv', { of: 'keys', keyIds }),
    }),
  };
}
