/** Unpacks a small gzip stream in memory. */
import { constants, gunzipSync } from 'node:zlib';

const MAX_UNPACKED = 16 << 20;

/** Null for what is no gzip stream or unpacks to more than 16 MiB. A cut-off stream gives what there is. */
export function gunzipBounded(packed: Uint8Array): Uint8Array | null {
  try {
    return gunzipSync(packed, { maxOutputLength: MAX_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}
