/** `augno-vault mcp install|uninstall|restore --for NAME`: ours among an assistant's servers, for this user. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Machine } from '../../assistants/hook-settings.ts';
import { loadSearch } from '../../assistants/key-search.ts';
import {
  isMcpClient,
  MCP_CLIENTS,
  mcpFileOf,
  planMcpInstall,
  planMcpUninstall,
} from '../../assistants/mcp-settings.ts';
import { say } from '../../../shared/messages/say.ts';
import { vaultArguments } from '../../platform/paths.ts';
import { confirmChange } from '../confirm-change.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { thisPlatform } from '../../platform/this-platform.ts';
import { putPlainKeysBack, replacePlainKeys, warnOfPlainKeys } from './plain-keys.ts';

export async function changeInstallation(
  action: 'install' | 'uninstall' | 'restore',
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { values } = readArguments('mcp', args, { for: { type: 'string' }, yes: { type: 'boolean' } });
  const client = values['for'] ?? '';
  const yes = values['yes'] === true;
  if (!isMcpClient(client))
    throw usage(say('agent.mcp-needs-one-of', { names: MCP_CLIENTS.join(', ') }), 'mcp');
  const machine: Machine = { home: homedir(), environment: process.env, platform: thisPlatform };
  // SECURITY: behind the `--` Node takes nothing for an option of its own.
  const own = { command: process.execPath, args: ['--', realpathSync(process.argv[1] ?? '')] };
  const place = { client, file: mcpFileOf(client, machine), ...own };
  await loadSearch();
  if (action === 'restore') return await putPlainKeysBack(place, yes, context);
  const program = { ...own, args: [...own.args, 'mcp', ...vaultArguments(context.vaultFolder)] };
  const change =
    action === 'install' ? planMcpInstall(client, machine, program) : planMcpUninstall(client, machine);
  const code = await confirmChange(
    change,
    { yes, what: say('command.mcp-servers-of-assistant', { name: client }) },
    context,
  );
  if (action === 'install' && code === EXIT.done) await replacePlainKeys(place, yes, context);
  warnOfPlainKeys(place, context);
  return code;
}
