/** Editors that can be told a line, by absolute path: nothing from a search path or a scanned folder is ever run. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';

interface Editor {
  readonly id: string;
  readonly name: string;
  readonly programs: readonly string[];
  readonly args: (file: string, line: number, column: number) => readonly string[];
}

const goto = (file: string, line: number, column: number): readonly string[] => [
  '--goto',
  `${file}:${String(line)}:${String(column)}`,
];
const jetbrains = (file: string, line: number): readonly string[] => ['--line', String(line), file];

const local = (...parts: string[]): string => path.join(homedir(), ...parts);
/** Installed for this user, or for all. */
const programFiles = (...parts: string[]): readonly string[] =>
  [
    path.join(process.env['LOCALAPPDATA'] ?? 'C:\\', 'Programs'),
    process.env['ProgramFiles'] ?? 'C:\\Program Files',
    process.env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)',
  ].map((folder) => path.join(folder, ...parts));

const EDITORS: readonly Editor[] = [
  {
    id: 'vscode',
    name: 'Visual Studio Code',
    programs: [
      '/usr/bin/code',
      '/usr/share/code/bin/code',
      '/snap/bin/code',
      '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code',
      ...programFiles('Microsoft VS Code', 'Code.exe'),
    ],
    args: goto,
  },
  {
    id: 'vscodium',
    name: 'VSCodium',
    programs: [
      '/usr/bin/codium',
      '/snap/bin/codium',
      '/Applications/VSCodium.app/Contents/Resources/app/bin/codium',
      ...programFiles('VSCodium', 'VSCodium.exe'),
    ],
    args: goto,
  },
  {
    id: 'cursor',
    name: 'Cursor',
    programs: [
      '/usr/bin/cursor',
      '/Applications/Cursor.app/Contents/Resources/app/bin/cursor',
      ...programFiles('cursor', 'Cursor.exe'),
    ],
    args: goto,
  },
  {
    id: 'sublime',
    name: 'Sublime Text',
    programs: [
      '/usr/bin/subl',
      '/opt/sublime_text/sublime_text',
      '/Applications/Sublime Text.app/Contents/SharedSupport/bin/subl',
      ...programFiles('Sublime Text', 'subl.exe'),
    ],
    args: (file, line, column) => [`${file}:${String(line)}:${String(column)}`],
  },
  {
    id: 'idea',
    name: 'IntelliJ IDEA',
    programs: [
      '/usr/local/bin/idea',
      '/snap/bin/intellij-idea-ultimate',
      '/snap/bin/intellij-idea-community',
      local('.local', 'share', 'JetBrains', 'Toolbox', 'scripts', 'idea'),
      '/Applications/IntelliJ IDEA.app/Contents/MacOS/idea',
    ],
    args: jetbrains,
  },
  {
    id: 'webstorm',
    name: 'WebStorm',
    programs: [
      '/usr/local/bin/webstorm',
      '/snap/bin/webstorm',
      local('.local', 'share', 'JetBrains', 'Toolbox', 'scripts', 'webstorm'),
      '/Applications/WebStorm.app/Contents/MacOS/webstorm',
    ],
    args: jetbrains,
  },
];

export interface EditorChoice {
  readonly id: string;
  readonly name: string;
}

type Exists = (file: string) => boolean;

/** Those that are installed where their makers put them. */
export function installedEditors(exists: Exists = existsSync): readonly EditorChoice[] {
  return EDITORS.filter(({ programs }) => programs.some(exists)).map(({ id, name }) => ({ id, name }));
}

/** The program and its arguments; null where the editor is not there. */
export function editorCommand(
  id: string,
  place: { readonly file: string; readonly line: number | null; readonly column: number | null },
  exists: Exists = existsSync,
): { readonly program: string; readonly args: readonly string[] } | null {
  const editor = EDITORS.find((one) => one.id === id);
  const program = editor?.programs.find(exists);
  if (editor === undefined || program === undefined) return null;
  // SECURITY: an absolute path, so that a file named like an option is none.
  return { program, args: editor.args(place.file, place.line ?? 1, place.column ?? 1) };
}

/** @throws AppError `not-found` where the editor or the file is gone */
export function openInEditor(
  id: string,
  place: { readonly file: string; readonly line: number | null; readonly column: number | null },
): void {
  const command = editorCommand(id, place);
  if (command === null || !existsSync(place.file)) {
    throw new AppError({
      code: 'not-found',
      message:
        command === null
          ? say('app.this-editor-is-not-installed-any-more')
          : say('app.this-file-is-not-there-any-more'),
      hint:
        command === null
          ? say('app.nothing-was-opened-choose-another-editor-or')
          : say('app.nothing-was-opened-scan-the-folder-again'),
    });
  }
  spawn(command.program, [...command.args], { detached: true, stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}
