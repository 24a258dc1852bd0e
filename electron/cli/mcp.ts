/** `augno-vault mcp`: what an AI assistant may know of the vault, without a single value. */
import { EXIT, type Command } from './types.ts';
import { usage } from './arguments.ts';
import { say } from '../../shared/messages/say.ts';

const HELP = `augno-vault mcp
augno-vault mcp install|uninstall|restore --for claude-code|claude-desktop|cursor|vscode|codex|copilot|gemini [--yes]

A server for AI assistants (Model Context Protocol over standard input and output). Its tools list keys, tell how a key is
doing, what needs a person and where keys leaked, explain a permission, propose a narrower role from what a key really
called, scan a path, and open the app at a rotation or the response to a leak, where a person decides. No tool gives a value,
and none changes anything.

The vault is asked of whoever holds it open (augno-vault agent); the first time, you allow that assistant to list keys by the
code that both show. While nobody holds it open, scanning and explaining still work.

install adds it to that assistant's configuration for this user, and uninstall takes it out. The change is shown and asked
about; --yes makes it without. Where a server has a key of this vault in plain text (AUGNO_API_KEY or OpenMRP's name), install
then asks for the master password and has that server started with agent run instead: it uses the key and does not have it,
while the vault is held open. The file as it was is sealed in the vault for 30 days, and restore puts such servers back. The
key stood there for all to read, so its rotation is offered. Keys that can't be replaced are named and left.

Example
  augno-vault mcp install --for claude-code`;

export const mcpCommand: Command = {
  name: 'mcp',
  summary: 'tell an AI assistant about the vault, without values',
  help: HELP,
  async run(args, context) {
    const [action, ...rest] = args;
    if (action === 'install' || action === 'uninstall' || action === 'restore')
      return await (await import('./mcp/install.ts')).changeInstallation(action, rest, context);
    if (args.length > 0) throw usage(say('agent.mcp-actions'), 'mcp');
    // Loaded where it is asked for: the SDK takes longer than the rest of the command.
    await (await import('./mcp/server.ts')).serveMcp(context);
    return EXIT.done;
  },
};
