import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { findingFile } from '../processes/flows/finding-file.ts';
import type { IpcHandlers } from '../processes/answer.ts';
import type { IpcServices } from './services.ts';

type Names =
  | 'scan.start'
  | 'scan.cancel'
  | 'sources.scan'
  | 'findings.open'
  | 'findings.editors'
  | 'findings.open-in-editor'
  | 'findings.export';

export function scanHandlers({ scans, vault, app }: IpcServices): Pick<IpcHandlers, Names> {
  /** Where a finding is: its file, if that is inside the scanned root and no archive. */
  const place = async (
    findingId: string,
  ): Promise<{ root: string; file: string | null; line: number | null; column: number | null }> => {
    const { findings } = await vault.call('findings.list', undefined);
    const found = findings.find((item) => item.id === findingId);
    if (found === undefined || found.finding.path === null) {
      throw gone(
        'This finding has no file to show.',
        'It is in the history of a repository. Its commit is named in the finding.',
      );
    }
    const { line, column } = found.finding;
    const file = findingFile(found.root, found.finding);
    const inside = file !== null && (file === found.root || file.startsWith(found.root + path.sep));
    return { root: found.root, file: inside ? file : null, line, column };
  };
  return {
    'scan.start': async ({ paths, history }) => {
      if (!paths.every((item) => path.isAbsolute(item))) {
        throw new AppError({
          code: 'invalid-input',
          message: 'This is not the full path of a folder.',
          hint: 'Nothing was scanned. Choose the folder with the button.',
          field: 'paths',
        });
      }
      const { scanId } = await scans.start({ paths, history });
      return { scanId };
    },
    'scan.cancel': ({ scanId }) => {
      scans.cancel(scanId);
      return undefined;
    },
    'sources.scan': async ({ sourceId }) => {
      const { sources } = await vault.call('sources.list', undefined);
      const source = sources.find(({ id }) => id === sourceId);
      if (source === undefined) throw gone('This folder is not watched any more.', 'Nothing was scanned.');
      const { scanId } = await scans.startSource(source);
      return { scanId };
    },
    'findings.open': async ({ findingId }) => {
      const { file, root } = await place(findingId);
      // SECURITY: shown in the file manager, never opened: a file of a scanned repository may be a program.
      app.showFile(file ?? root);
      return undefined;
    },
    'findings.editors': () => ({ editors: [...app.editors()] }),
    'findings.open-in-editor': async ({ findingId, editor }) => {
      const { file, line, column } = await place(findingId);
      if (file === null)
        throw gone('This finding has no file of its own.', 'It is inside an archive or in the history.');
      app.openInEditor(editor, { file, line, column });
      return undefined;
    },
    'findings.export': async ({ format }) => {
      const name = `findings-${new Date().toISOString().slice(0, 10)}.${format}`;
      const text = (): Promise<string> => vault.call('process.export-findings', { format });
      return { path: await app.saveText(name, format, text) };
    },
  };
}

function gone(message: string, hint: string): AppError {
  return new AppError({ code: 'not-found', message, hint });
}
