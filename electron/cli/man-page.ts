/** A page for `man`, of the same texts that `--help` prints. */
import { COMMANDS } from './registry.ts';
import { certain } from '../../shared/certain.ts';

/** As it stands, for roff: backslashes and what begins a request are kept from meaning anything. */
function literal(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}

const block = (text: string): string => `.nf\n${literal(text.trim())}\n.fi`;

/** @param overview what `--help` without a command prints */
export async function manPage(version: string, overview: string): Promise<string> {
  const [title, ...rest] = overview.split('\n');
  const commands = await Promise.all(
    COMMANDS.map(async ({ name, load }) => `.SS ${literal(name)}\n${block((await load()).help)}`),
  );
  return [
    `.TH AUGNO\\-VAULT 1 "" "Augno Vault ${literal(version)}"`,
    '.SH NAME',
    literal(certain(title).replace('augno-vault: ', 'augno-vault - ')),
    '.SH SYNOPSIS',
    block(rest.join('\n')),
    '.SH COMMANDS',
    ...commands,
    '',
  ].join('\n');
}
