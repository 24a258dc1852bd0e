/** `augno-vault ai-hook` by hand; assistants call the same by an entry of its own (`dist/ai-hook.js`), which starts quicker. */
import { runHook } from '../assistants/run-hook.ts';
import type { Command } from './types.ts';

const HELP = `augno-vault ai-hook --for claude-code|codex|cursor|copilot|gemini < event.json

What the hooks of an AI assistant call (augno-vault hook install --ai NAME). Reads one event of that assistant from
standard input and answers in its form: a command or file read that would bring a key into the conversation is refused, a
key in a tool's output is masked, a message that holds a key is stopped. Looks at form and checksum, so it works while the
vault is locked; opens no vault and no connection.

An event that it cannot read blocks nothing and is told, unless a key stands in it (exit code 2, which all of them take
for "blocked").

Example
  augno-vault ai-hook --for claude-code < event.json`;

export const aiHookCommand: Command = {
  name: 'ai-hook',
  summary: 'answer a hook event of an AI assistant, so that no key comes into its conversation',
  help: HELP,
  run: async (args) => await runHook(args),
};
