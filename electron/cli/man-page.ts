/** A page for `man`, of the same texts that `--help` prints. */
import { overviewOf, type CommandName, type Help } from './messages/index.ts';
import { certain } from '../../shared/certain.ts';

/** As it stands, for roff: backslashes and what begins a request are kept from meaning anything. */
function literal(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}

const block = (text: string): string => `.nf\n${literal(text.trim())}\n.fi`;

/** @param names of the subcommands, in the order in which they are listed */
export function manPage(version: string, help: Help, names: readonly CommandName[]): string {
  const [title, ...rest] = overviewOf(help, names).split('\n');
  const commands = names.map((name) => `.SS ${literal(name)}\n${block(help.commands[name].text)}`);
  return [
    `.TH AUGNO\\-VAULT 1 "" "Augno Vault ${literal(version)}"`,
    `.SH ${help.manual.name}`,
    literal(certain(title).replace('augno-vault: ', 'augno-vault - ')),
    `.SH ${help.manual.synopsis}`,
    block(rest.join('\n')),
    `.SH ${help.manual.commands}`,
    ...commands,
    '',
  ].join('\n');
}
