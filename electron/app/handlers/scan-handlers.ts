import type { HandlersOf } from '../../wire/answer.ts';
import type { sourceChannels } from '../../../shared/ipc/source-channels.ts';
import type { findingChannels } from '../../../shared/ipc/finding-channels.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Source } from '../../../shared/ipc/source-channels.ts';
import { USUAL_PLACES } from '../../../shared/scan-schedule.ts';
import { today } from './export-handlers.ts';
import type { IpcServices } from './services.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export function scanHandlers({
  scans,
  vault,
  app,
  grants,
}: IpcServices): HandlersOf<typeof findingChannels & typeof sourceChannels, 'main'> {
  const sourceOf = async (sourceId: string): Promise<Source> => {
    const { sources } = await vault.call('sources.list', undefined);
    const source = sources.find(({ id }) => id === sourceId);
    if (source === undefined)
      throw gone(say('app.this-folder-is-not-watched-any-more'), say('app.nothing-was-scanned'));
    return source;
  };
  /** One that was stored before folders were confirmed is asked about once. */
  const confirmed = async (source: Source): Promise<boolean> => {
    if (source.confirmed) return true;
    const yes =
      source.path === USUAL_PLACES
        ? await grants.askAboutUsualPlaces()
        : await grants.askAboutFolders([source.path]);
    if (yes) await vault.call('process.confirm-folders', { folders: [source.path] });
    return yes;
  };
  return {
    'scan.start': async ({ what, history }) => {
      const { roots, unconfirmed } = await vault.call('process.scan-roots', what);
      if (roots.length === 0)
        throw gone(say('app.this-key-was-found-nowhere'), say('app.nothing-was-scanned'));
      if (unconfirmed.length > 0) {
        if (!(await grants.askAboutFolders(unconfirmed))) throw notConfirmed();
        await vault.call('process.confirm-folders', { folders: unconfirmed });
      }
      const { scanId } = await scans.start({ paths: roots, history });
      return { scanId, paths: [...roots] };
    },
    'scan.cancel': ({ scanId }) => {
      scans.cancel(scanId);
    },
    'sources.confirm': async ({ sourceId }) => ({ confirmed: await confirmed(await sourceOf(sourceId)) }),
    'sources.scan': async ({ sourceId }) => {
      const source = await sourceOf(sourceId);
      if (!(await confirmed(source))) throw notConfirmed();
      const { scanId } = await scans.startSource(source);
      return { scanId };
    },
    'findings.open': async ({ findingId }) => {
      const { file, root } = await vault.call('process.finding-place', { findingId });
      // SECURITY: shown in the file manager, never opened: a file of a scanned repository may be a program.
      app.showFile(file ?? root);
    },
    'findings.editors': () => ({ editors: [...app.editors()] }),
    'findings.open-in-editor': async ({ findingId, editor }) => {
      const { file, line, column } = await vault.call('process.finding-place', { findingId });
      if (file === null)
        throw gone(say('app.this-finding-has-no-file-of-its'), say('app.it-is-inside-an-archive-or-in'));
      await app.openInEditor(editor, { file, line, column });
    },
    'findings.export': async ({ format }) => ({
      path: await app.exportList(`findings-${today()}.${format}`, format, { of: 'findings', format }),
    }),
  };
}

function notConfirmed(): AppError {
  return new AppError({
    code: 'cancelled',
    message: say('app.the-folder-was-not-confirmed'),
    hint: say('app.nothing-was-scanned'),
  });
}

function gone(message: Said, hint: Said): AppError {
  return new AppError({ code: 'not-found', message, hint });
}
