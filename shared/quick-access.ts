/**
 * Quick access: a small window of main's in which a key is found by its name and copied. What it and the vault's process say
 * to each other goes over a port that no page has, in the process's words.
 */
import { z } from 'zod';

export interface QuickWords {
  readonly language: 'en' | 'de';
  readonly title: string;
  readonly search: string;
  /** Beside the list. */
  readonly keys: string;
  readonly none: string;
  readonly noneHeld: string;
  /** With `{count}` in it. */
  readonly more: string;
  readonly hint: string;
  readonly production: string;
  readonly copying: string;
  readonly password: string;
  readonly locked: string;
  readonly empty: string;
  readonly unlock: string;
  readonly checking: string;
  /** While it is tried: closing the window does not stop it. */
  readonly goesOn: string;
  /** With `{seconds}` in it. */
  readonly waiting: string;
}

export interface QuickKey {
  readonly id: string;
  readonly name: string;
  readonly redacted: string;
  readonly account: string;
  readonly isProduction: boolean;
  /** Why it is not the one to take: over, or replaced by another; null where it is in use. */
  readonly ended: string | null;
}

/** From the vault's process. */
export type ToQuick =
  | { readonly kind: 'locked'; readonly words: QuickWords }
  | { readonly kind: 'keys'; readonly words: QuickWords; readonly keys: readonly QuickKey[] }
  /** Of what was asked last: it was not done. */
  | { readonly kind: 'refused'; readonly text: string; readonly waitSeconds: number };

/** From the window. */
export const fromQuickSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unlock'), password: z.string().min(1) }),
  z.object({ kind: z.literal('copy'), keyId: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('close') }),
]);
export type FromQuick = z.infer<typeof fromQuickSchema>;

/** What the window's preload script puts on `window`. */
export interface QuickBridge {
  /** What was said before there was a listener comes first. */
  listen(listener: (message: ToQuick) => void): void;
  say(message: FromQuick): void;
}
