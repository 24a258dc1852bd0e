/** The system's own dialogs for files: where a backup goes, which file is read. */
import { homedir } from 'node:os';
import path from 'node:path';
import { dialog } from 'electron';
import type { ChoicePurpose } from '../../shared/grant-purposes.ts';
import { syncedBy } from '../platform/synced-folder.ts';
import type { MainMessages } from './messages.ts';
import type { Questions } from './questions.ts';

const BACKUP_FILTERS = [{ name: 'Augno Vault', extensions: ['augnobackup'] }];
const EXPORT_FILTERS = [{ name: 'Augno Vault', extensions: ['augnoexport'] }];
const COPY_FILTERS = [{ name: 'Augno Vault', extensions: ['db', 'augnobackup'] }];
const ALL_FILES = { name: '*', extensions: ['*'] };

const day = (at: Date): string => at.toISOString().slice(0, 10);

export type PathPurpose = Exclude<ChoicePurpose, 'watch-usual-places'>;

type Request =
  | {
      readonly kind: 'save';
      readonly name: string;
      readonly filters: Electron.FileFilter[];
      /** The file stays and only a line of it changes, so there is nothing to be warned of. */
      readonly keeps?: boolean;
    }
  | { readonly kind: 'open'; readonly filters: Electron.FileFilter[] }
  | { readonly kind: 'folder' };

const RUNBOOK_FILTERS = [{ name: 'JSON', extensions: ['json'] }];

function requestOf(purpose: PathPurpose): Request {
  switch (purpose) {
    case 'save-backup':
      return { kind: 'save', name: `vault-${day(new Date())}.augnobackup`, filters: BACKUP_FILTERS };
    case 'save-export':
      return { kind: 'save', name: `keys-${day(new Date())}.augnoexport`, filters: EXPORT_FILTERS };
    case 'save-place':
      return { kind: 'save', name: '.env', filters: [], keeps: true };
    case 'open-runbook':
      return { kind: 'open', filters: [...RUNBOOK_FILTERS, ALL_FILES] };
    case 'open-backup':
      return { kind: 'open', filters: [...BACKUP_FILTERS, ALL_FILES] };
    case 'open-export':
      return { kind: 'open', filters: [...EXPORT_FILTERS, ALL_FILES] };
    case 'open-copy':
      return { kind: 'open', filters: [...COPY_FILTERS, ALL_FILES] };
    case 'open-place':
    case 'open-import':
      // Hidden files too: `.env` is what is looked for.
      return { kind: 'open', filters: [] };
    case 'scan-folder':
    case 'watch-folder':
      return { kind: 'folder' };
  }
}

export interface FileDialogs {
  /** @returns null where the person closed it */
  choose(purpose: PathPurpose): Promise<string | null>;
  /** @param name what is proposed */
  chooseTarget(name: string, filters: Electron.FileFilter[]): Promise<string | null>;
  /** @param proposed where the dialog begins */
  chooseFolder(proposed: string): Promise<string | null>;
}

export function createFileDialogs(questions: Questions, words: () => MainMessages): FileDialogs {
  const open = (options: Electron.OpenDialogOptions): Promise<string | null> =>
    questions.show(async (window) => {
      const choice =
        window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      return choice.canceled ? null : (choice.filePaths[0] ?? null);
    });
  const save = (name: string, filters: Electron.FileFilter[], keeps = false): Promise<string | null> =>
    questions.show(async (window) => {
      const options: Electron.SaveDialogOptions = {
        defaultPath: path.join(homedir(), name),
        filters,
        properties: keeps
          ? ['createDirectory', 'showHiddenFiles']
          : ['createDirectory', 'showOverwriteConfirmation'],
      };
      const choice =
        window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
      return choice.canceled || choice.filePath === '' ? null : choice.filePath;
    });
  /** What is kept on this computer only is what people think of; asked again where a program copies it to servers. */
  const saveHere = async (name: string, filters: Electron.FileFilter[]): Promise<string | null> => {
    const file = await save(name, filters);
    const service = file === null ? null : syncedBy(file);
    if (service === null) return file;
    const { 'save.synced': message, 'save.synced-detail': detail, 'save.synced-there': yes } = words();
    const no = words()['ask.cancel'];
    return (await questions.ask({ tone: 'warning', message: message(service), detail, no, yes }))
      ? file
      : null;
  };
  return {
    choose: (purpose) => {
      const request = requestOf(purpose);
      switch (request.kind) {
        case 'save':
          return request.keeps === true
            ? save(request.name, request.filters, true)
            : saveHere(request.name, request.filters);
        case 'open':
          return open({ properties: ['openFile', 'showHiddenFiles'], filters: request.filters });
        case 'folder':
          return open({ properties: ['openDirectory'] });
      }
    },
    chooseTarget: saveHere,
    chooseFolder: (proposed) =>
      open({ defaultPath: proposed, properties: ['openDirectory', 'createDirectory', 'promptToCreate'] }),
  };
}
