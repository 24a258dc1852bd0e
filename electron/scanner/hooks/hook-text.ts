/** The lines that a hook gets, and how they are put into, found in and taken out of a hook that is there already. */

export type HookName = 'pre-commit' | 'pre-merge-commit' | 'pre-push';
export const HOOK_NAMES = [
  'pre-commit',
  'pre-merge-commit',
  'pre-push',
] as const satisfies readonly HookName[];

/** Makes `hook run` say which repository it judges, and judge everything in it. */
export const PROOF_OPTION = '--proof';

const BEGIN =
  '# >>> augno-vault: put here by "augno-vault hook install"; take out with "augno-vault hook uninstall" >>>';
const END = '# <<< augno-vault <<<';
const BLOCK = /^# >>> augno-vault[\s\S]*?^# <<< augno-vault <<<\r?\n?/m;
const SHELL = /^#!.*\b(?:sh|bash|dash|ksh|zsh)\b/;

export interface HookCommand {
  /** Absolute path of the Node that runs it. */
  readonly node: string;
  /** Absolute path of `cli.js`. */
  readonly script: string;
}

/** Hooks are read and written byte by byte, as Latin-1; a path in them is in UTF-8, as the system has it. */
function quote(text: string): string {
  const quoted = `'${text.replaceAll('\\', '/').replaceAll("'", `'\\''`)}'`;
  return Buffer.from(quoted, 'utf8').toString('latin1');
}

/**
 * Shell lines that run the scan and stop the hook unless it found nothing and could look at everything.
 * SECURITY: the command is named by absolute paths, and a command that is gone refuses: it never passes unseen.
 */
export function hookBlock(name: HookName, command: HookCommand): string {
  const act = name === 'pre-push' ? 'push' : name === 'pre-commit' ? 'commit' : 'merge';
  // SECURITY: behind the `--` Node takes nothing for an option of its own; names and addresses of remotes follow.
  const run = '"$augno_vault_node" -- "$augno_vault_script" hook run';
  const lines = [
    BEGIN,
    `augno_vault_node=${quote(command.node)}`,
    `augno_vault_script=${quote(command.script)}`,
    'if [ ! -x "$augno_vault_node" ] || [ ! -f "$augno_vault_script" ]; then',
    `  echo "augno-vault: the scanner is no longer where this hook expects it, so nothing was scanned and this ${act} was refused." >&2`,
    '  echo "  expected: $augno_vault_node $augno_vault_script" >&2',
    '  echo "  Install the hook again (augno-vault hook install), or remove it (augno-vault hook uninstall)." >&2',
    '  exit 1',
    'fi',
  ];
  // A merge without conflicts runs this one instead of pre-commit; what it would commit is staged all the same.
  if (name !== 'pre-push') lines.push(`${run} pre-commit </dev/null || exit 1`);
  else {
    lines.push(
      'augno_vault_input=$(cat)',
      `printf '%s\\n' "$augno_vault_input" | ${run} pre-push "$@" || exit 1`,
      '# What follows reads the same lines.',
      'exec 0<<AUGNO_VAULT_INPUT',
      '$augno_vault_input',
      'AUGNO_VAULT_INPUT',
    );
  }
  lines.push(END, '');
  return lines.join('\n');
}

export function hasBlock(text: string): boolean {
  return BLOCK.test(text);
}

/** The paths that a block names; null where there is none. */
export function commandIn(text: string): HookCommand | null {
  const block = BLOCK.exec(text)?.[0];
  const read = (name: string): string | undefined =>
    new RegExp(`^augno_vault_${name}='(.*)'$`, 'm').exec(block ?? '')?.[1]?.replaceAll(`'\\''`, "'");
  const node = read('node');
  const script = read('script');
  const asText = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');
  return node === undefined || script === undefined ? null : { node: asText(node), script: asText(script) };
}

export function isShellScript(text: string): boolean {
  return SHELL.test(text) && !text.includes('\0');
}

/** `text` with the block in it, right behind the first line if that names the shell. Replaces a block that is there. */
export function withBlock(text: string, block: string): string {
  const without = withoutBlock(text);
  if (!without.startsWith('#!')) return block + without;
  const end = without.indexOf('\n') + 1;
  return end === 0 ? `${without}\n${block}` : without.slice(0, end) + block + without.slice(end);
}

export function withoutBlock(text: string): string {
  return text.replace(BLOCK, '');
}

/** A hook of our own that then runs the one that was there. */
export function chainingHook(block: string, original: string): string {
  return `#!/bin/sh\n${block}exec "$(dirname "$0")/${original}" "$@"\n`;
}

/** Nothing is left in it but a first line and white space. */
export function isEmptyHook(text: string): boolean {
  return text.replace(/^#!.*\r?\n?/, '').trim() === '';
}
