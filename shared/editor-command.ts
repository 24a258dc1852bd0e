/**
 * A program of the user's own that opens a file at a line: its path and its arguments, with `{file}`, `{line}` and
 * `{column}` in them. Pure, and without zod.
 */

export const EDITOR_PLACEHOLDERS = ['{file}', '{line}', '{column}'] as const;

export interface EditorCommand {
  readonly program: string;
  readonly args: readonly string[];
}

export type EditorProblem =
  /** Not a full path: what a search path would lead to is not known beforehand. */
  | 'relative'
  /** A shell, or a script of one: it would read a file's name as orders. */
  | 'shell'
  /** No argument holds `{file}`. */
  | 'no-file'
  /** A placeholder that there is not. */
  | 'unknown-placeholder';

const SHELLS: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'dash',
  'zsh',
  'fish',
  'ksh',
  'csh',
  'tcsh',
  'busybox',
  'env',
  'xargs',
  'cmd',
  'powershell',
  'pwsh',
  'wscript',
  'cscript',
]);

/** What is wrong with a command; null: nothing, as far as words tell. */
export function editorProblem({ program, args }: EditorCommand): EditorProblem | null {
  if (!/^(\/|[A-Za-z]:[\\/])/.test(program)) return 'relative';
  const name = (program.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  if (SHELLS.has(name.replace(/\.(exe|com)$/, '')) || /\.(bat|cmd|ps1|vbs|sh)$/.test(name)) return 'shell';
  const named = args.flatMap((arg) => arg.match(/\{[^{}\s]*\}/g) ?? []);
  if (named.some((one) => !EDITOR_PLACEHOLDERS.some((known) => known === one))) return 'unknown-placeholder';
  return named.includes('{file}') ? null : 'no-file';
}

/** In one pass, so that a file named `{line}` stays what it is. Line and column are 1 where they are not known. */
export function editorArguments(
  { args }: EditorCommand,
  place: { readonly file: string; readonly line: number | null; readonly column: number | null },
): readonly string[] {
  const values: Readonly<Record<string, string>> = {
    '{file}': place.file,
    '{line}': String(place.line ?? 1),
    '{column}': String(place.column ?? 1),
  };
  return args.map((arg) => arg.replaceAll(/\{(?:file|line|column)\}/g, (name) => values[name] ?? name));
}
