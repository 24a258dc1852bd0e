import { z } from 'zod';
import type { EditorCommand } from '../editor-command.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

/** No control characters: an argument with a NUL would end there. */
const argument = z
  .string()
  .max(1000)
  .regex(/^\P{Cc}*$/u);

export const editorCommandSchema = z.object({
  program: argument.min(1),
  args: z.array(argument).min(1).max(20),
}) satisfies z.ZodType<EditorCommand>;

export const editorChannels = {
  'editor.command': channel(
    'main',
    'unlocked',
    nothing,
    z.object({ command: editorCommandSchema.nullable() }),
  ),
  /**
   * SECURITY: not a setting like the others: a page gone wrong could name any program and have it started. For a grant of
   * an `editor`; null takes the command away.
   */
  'editor.set-command': channel(
    'main',
    'unlocked',
    z.object({ grant: grantSchema.nullable() }),
    z.undefined(),
  ),
} as const;
