/** `augno-vault ai-hook` by hand; assistants call the same by an entry of its own (`dist/ai-hook.js`), which starts quicker. */
import { runHook } from '../assistants/run-hook.ts';
import type { Command } from './types.ts';

export const aiHookCommand: Command = {
  name: 'ai-hook',
  run: async (args) => await runHook(args),
};
