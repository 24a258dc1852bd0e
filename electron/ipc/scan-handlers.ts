import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { IpcHandlers } from '../processes/answer.ts';
import type { IpcServices } from './services.ts';

type Names = 'scan.start' | 'scan.cancel' | 'findings.open';

export function scanHandlers({ scans, vault, app }: IpcServices): Pick<IpcHandlers, Names> {
  return {
    'scan.start': ({ paths, history }) => {
      if (!paths.every((item) => path.isAbsolute(item))) {
        throw new AppError({
          code: 'invalid-input',
          message: 'This is not the full path of a folder.',
          hint: 'Nothing was scanned. Choose the folder with the button.',
          field: 'paths',
        });
      }
      return scans.start(paths, history);
    },
    'scan.cancel': ({ scanId }) => {
      scans.cancel(scanId);
      return undefined;
    },
    'findings.open': async ({ findingId }) => {
      const { findings } = await vault.call('findings.list', undefined);
      const found = findings.find((item) => item.id === findingId);
      const relative = found?.finding.path ?? null;
      if (found === undefined || relative === null) {
        throw new AppError({
          code: 'not-found',
          message: 'This finding has no file to show.',
          hint: 'It is in the history of a repository. Its commit is named in the finding.',
        });
      }
      // SECURITY: shown in the file manager, never opened: a file of a scanned repository may be a program.
      const file = path.resolve(found.root, relative);
      app.showFile(file.startsWith(found.root) ? file : found.root);
      return undefined;
    },
  };
}
