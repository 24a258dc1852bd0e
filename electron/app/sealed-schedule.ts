/** What notices may name while the vault is locked, and where it lies: sealed by the system's keychain. */
import type { LockedNotices } from '../../shared/ipc/desktop-settings.ts';
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

export interface SealKeeper {
  /** Writes it where it is another than before and may lie there; else takes away what lies there. */
  keep(content: SealedSchedule): Promise<void>;
  /** What is sealed was read here, or comes from here. Until then a look must not put nothing in its place. */
  known(): void;
  /** What was sealed last is no measure any more. */
  forget(): void;
}

export function createSealKeeper(options: {
  readonly sealed: SealedStore;
  readonly settings: () => { readonly enabled: boolean; readonly locked: LockedNotices };
  readonly diagnose: (thrown: unknown) => void;
}): SealKeeper {
  let last: string | null = null;
  let isKnown = false;
  return {
    async keep(content) {
      const { locked, enabled } = options.settings();
      if (locked !== 'named' || !enabled) {
        last = null;
        options.sealed.remove();
        return;
      }
      if (!isKnown) return;
      const text = JSON.stringify(content);
      if (text === last) return;
      const bytes = Buffer.from(text, 'utf8');
      try {
        await options.sealed.write(bytes);
        last = text;
      } catch (thrown) {
        options.diagnose(thrown);
      } finally {
        bytes.fill(0);
      }
    },
    known() {
      isKnown = true;
    },
    forget() {
      last = null;
    },
  };
}
