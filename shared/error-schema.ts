/** The schema of an error on its way between processes. Apart from errors.ts, so that the command starts without zod. */
import { z } from 'zod';
import { ERROR_CODES, type SerializedError } from './errors.ts';
import { saidSchema } from './messages/schema.ts';

export const saidErrorSchema = z.object({ message: saidSchema, hint: saidSchema });

export const serializedErrorSchema: z.ZodType<SerializedError> = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string(),
  said: saidErrorSchema,
  field: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  requestLogUrl: z.string().optional(),
  requestLogText: z.string().optional(),
});
