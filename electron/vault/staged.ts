/** What a transaction stages. */
import { notStorable } from './errors.ts';
import type { SecretBytes } from './secret-bytes.ts';

export type StagedRecord =
  | {
      readonly kind: 'put';
      readonly collection: string;
      readonly id: string;
      readonly json: string;
      readonly stamps: string;
    }
  | { readonly kind: 'delete'; readonly collection: string; readonly id: string };

export type StagedSecret =
  { readonly kind: 'put'; readonly secret: SecretBytes } | { readonly kind: 'destroy' };

/** @throws AppError `invalid-input` */
export function checkName(text: string, what: 'id' | 'collection'): void {
  if (text.length > 0 && Buffer.byteLength(text) <= 1024 && !text.includes('\0')) return;
  throw notStorable(what);
}
