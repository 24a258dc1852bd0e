/** `augno-vault mcp`: what an AI assistant may know of the vault, without a single value. */
import { EXIT, type Command } from './types.ts';
import { usage } from './arguments.ts';
import { say } from '../../shared/messages/say.ts';

export const mcpCommand: Command = {
  name: 'mcp',
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
