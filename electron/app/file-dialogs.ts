/** The system's own dialogs for files: where a backup goes, which file is read. */
import { homedir } from 'node:os';
import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import type { FilePurpose } from '../../shared/ipc/protection-channels.ts';

const BACKUP_FILTERS = [{ name: 'Augno Vault', extensions: ['augnobackup'] }];
const EXPORT_FILTERS = [{ name: 'Augno Vault', extensions: ['augnoexport'] }];
const ALL_FILES = { name: '*', extensions: ['*'] };

const day = (at: Date): string => at.toISOString().slice(0, 10);

type Request =
  | { readonly kind: 'save'; readonly name: string; readonly filters: Electron.FileFilter[] }
  | { readonly kind: 'open'; readonly filters: Electron.FileFilter[] };

const RUNBOOK_FILTERS = [{ name: 'JSON', extensions: ['json'] }];

function requestOf(purpose: FilePurpose): Request {
  switch (purpose) {
    case 'save-backup':
      return { kind: 'save', name: `vault-${day(new Date())}.augnobackup`, filters: BACKUP_FILTERS };
    case 'save-export':
      return { kind: 'save', name: `keys-${day(new Date())}.augnoexport`, filters: EXPORT_FILTERS };
    case 'save-review':
      return {
        kind: 'save',
        name: `access-review-${day(new Date())}.csv`,
        filters: [{ name: 'CSV', extensions: ['csv'] }],
      };
    case 'save-runbook':
      return { kind: 'save', name: 'leak-response.json', filters: RUNBOOK_FILTERS };
    case 'open-runbook':
      return { kind: 'open', filters: [...RUNBOOK_FILTERS, ALL_FILES] };
    case 'open-backup':
      return { kind: 'open', filters: [...BACKUP_FILTERS, ALL_FILES] };
    case 'open-export':
      return { kind: 'open', filters: [...EXPORT_FILTERS, ALL_FILES] };
    case 'open-place':
    case 'open-import':
      // Hidden files too: `.env` is what is looked for.
      return { kind: 'open', filters: [] };
  }
}

export interface FileDialogs {
  chooseFolder(): Promise<string | null>;
  chooseFile(purpose: FilePurpose): Promise<string | null>;
  /** @param name what is proposed */
  chooseTarget(name: string, filters: Electron.FileFilter[]): Promise<string | null>;
}

export function createFileDialogs(currentWindow: () => BrowserWindow | null): FileDialogs {
  const open = async (options: Electron.OpenDialogOptions): Promise<string | null> => {
    const window = currentWindow();
    const choice =
      window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
    return choice.canceled ? null : (choice.filePaths[0] ?? null);
  };
  const save = async (name: string, filters: Electron.FileFilter[]): Promise<string | null> => {
    const options: Electron.SaveDialogOptions = {
      defaultPath: path.join(homedir(), name),
      filters,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    };
    const window = currentWindow();
    const choice =
      window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
    return choice.canceled || choice.filePath === '' ? null : choice.filePath;
  };
  return {
    chooseFolder: () => open({ properties: ['openDirectory'] }),
    chooseFile: (purpose) => {
      const request = requestOf(purpose);
      return request.kind === 'save'
        ? save(request.name, request.filters)
        : open({ properties: ['openFile', 'showHiddenFiles'], filters: request.filters });
    },
    chooseTarget: save,
  };
}
