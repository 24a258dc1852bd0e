/** `augno-vault mcp install|uninstall --for NAME`: ours among an assistant's servers, for this user. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Machine } from '../../assistants/hook-settings.ts';
import { loadSearch } from '../../assistants/key-search.ts';
import {
  isMcpClient,
  MCP_CLIENTS,
  plainKeysIn,
  planMcpInstall,
  planMcpUninstall,
} from '../../assistants/mcp-settings.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say } from '../../../shared/messages/say.ts';
import { vaultArguments } from '../../platform/paths.ts';
import { confirmChange } from '../confirm-change.ts';
import type { CommandContext } from '../types.ts';
import { readArguments, usage } from '../arguments.ts';
import { thisPlatform } from '../../platform/this-platform.ts';

export async function changeInstallation(
  action: 'install' | 'uninstall',
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { values } = readArguments('mcp', args, { for: { type: 'string' }, yes: { type: 'boolean' } });
  const client = values['for'] ?? '';
  if (!isMcpClient(client))
    throw usage(say('agent.mcp-needs-one-of', { names: MCP_CLIENTS.join(', ') }), 'mcp');
  const machine: Machine = { home: homedir(), environment: process.env, platform: thisPlatform };
  // SECURITY: behind the `--` Node takes nothing for an option of its own.
  const script = realpathSync(process.argv[1] ?? '');
  const program = {
    command: process.execPath,
    args: ['--', script, 'mcp', ...vaultArguments(context.vaultFolder)],
  };
  const change =
    action === 'install' ? planMcpInstall(client, machine, program) : planMcpUninstall(client, machine);
  await loadSearch();
  for (const { server, redacted } of plainKeysIn(client, change)) {
    const file = terminalLine(change.file);
    context.warn(
      say('agent.mcp-plain-key', {
        key: redacted,
        file,
        server: server === null ? '?' : terminalLine(server),
      }),
    );
  }
  const what = `The MCP servers of ${client}`;
  return await confirmChange(change, { yes: values['yes'] === true, what }, context);
}
