/** The schema of an error on its way between processes. Apart from errors.ts, so that the command starts without zod. */
import { z } from 'zod';
import { ERROR_CODES, type SerializedError } from './errors.ts';
import { saidSchema } from './messages/schema.ts';

const textSchema = z.union([z.string(), saidSchema]);
export const saidErrorSchema = z.object({ message: textSchema, hint: textSchema });

export const serializedErrorSchema: z.ZodType<SerializedError> = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string(),
  said: saidErrorSchema.optional(),
  field: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
  requestLogUrl: z.string().optional(),
  requestLogText: z.string().optional(),
});
