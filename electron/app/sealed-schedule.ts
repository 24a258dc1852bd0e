/** What notices may name while the vault is locked, and where it lies: sealed by the system's keychain. */
import { z } from 'zod';

const sealedSchema = z.object({
  schedule: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.enum(['expiry', 'revocation', 'rotation-due']),
        id: z.string(),
        keyId: z.string(),
        name: z.string(),
        redacted: z.string(),
        mode: z.enum(['prod', 'test']),
        at: z.string(),
      }),
      z.object({
        kind: z.literal('review-due'),
        id: z.string(),
        at: z.string(),
        days: z.array(z.number()).readonly().optional(),
      }),
    ]),
  ),
  /** Of notices of these dates. */
  shown: z.array(z.string()),
  snoozed: z.record(z.string(), z.string()),
});

export type SealedSchedule = z.infer<typeof sealedSchema>;

/** A small sealed file beside the profile. */
export interface SealedStore {
  read(): Promise<Uint8Array | null>;
  write(content: Uint8Array): Promise<void>;
  remove(): void;
}

/** Null for anything else: encryption without integrity gives garbage for a file that was altered. */
export function parseSealedSchedule(bytes: Uint8Array): SealedSchedule | null {
  try {
    return sealedSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}
