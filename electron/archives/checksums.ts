/** The checksums behind compressed streams: CRC-32 of gzip, zip and PNG, that of bzip2, Adler-32 of zlib. */
import zlib from 'node:zlib';

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ ((value & 1) * 0xedb88320);
  return value >>> 0;
});

function crc32Here(bytes: Uint8Array, before: number): number {
  let crc = ~before;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Of bytes that follow those whose checksum is `before`. Runtimes before Node 20.15 have none of their own. */
export const crc32: (bytes: Uint8Array, before: number) => number =
  (zlib as { crc32?: typeof crc32Here }).crc32 ?? crc32Here;

/** No sum overflows within so many bytes. */
const ADLER_STEP = 5552;

/** Begins at 1. */
export function adler32(bytes: Uint8Array, before: number): number {
  let low = before & 0xffff;
  let high = before >>> 16;
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(at + ADLER_STEP, bytes.length);
    for (; at < end; at += 1) {
      low += bytes[at]!;
      high += low;
    }
    low %= 65_521;
    high %= 65_521;
  }
  return ((high << 16) | low) >>> 0;
}

const BZIP2_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value >>> 0;
});

/** Most significant bit first; begins at −1, and the result is turned over by the caller. */
export function bzip2Crc(bytes: Uint8Array, length: number, before: number): number {
  let crc = before;
  for (let at = 0; at < length; at += 1) crc = (crc << 8) ^ BZIP2_TABLE[((crc >>> 24) ^ bytes[at]!) & 0xff]!;
  return crc;
}
