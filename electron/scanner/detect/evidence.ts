/**
 * Keys that have no checksum and begin with an ordinary word: they count by evidence only. Either the caller knows the
 * key (an HMAC is compared), or it was drawn by a machine and stands where keys stand: behind an Authorization or
 * x-api-key header, or as the value of a variable that is called like one. A pass of its own, made only where a scan was
 * asked to look for such keys; Augno's own detection does not change by it.
 */
import { createHmac } from 'node:crypto';
import { looksRandom, type EvidenceRule, type EvidenceSettings } from '../../../shared/evidence.ts';
import { locate, looksBinary } from './position.ts';
import type { RawHit } from './types.ts';

/** No key is longer. */
const LONGEST_KEY = 512;
/** How much before a key may say that it is one. */
const CONTEXT = 160;

interface Needle {
  readonly text: string;
  readonly rule: EvidenceRule;
}

export interface EvidenceDetector {
  /** False: nothing in it begins like such a key and goes on like one. */
  mayContain(bytes: Uint8Array): boolean;
  /** Keys whose first character lies in `bytes[from, to)`. The caller wipes them. */
  find(bytes: Uint8Array, from: number, to: number): EvidenceHit[];
  /** The same over whole contents, with lines. */
  scan(bytes: Uint8Array): RawHit[];
}

type EvidenceHit = Omit<RawHit, 'line' | 'column' | 'container'>;

/** Letters, digits and `_ . -`, which is what keys are made of everywhere. */
function isBodyByte(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x5f ||
    byte === 0x2d ||
    byte === 0x2e
  );
}

const HEADER = /(?:^|[^A-Za-z])(?:bearer\s+|x-api-key["'\]]{0,2}\s*[:=,]\s*)["'`]?$/i;
const VARIABLE =
  /(?:key|token|secret|credential|password|passwd|auth|authorization|auxot)[A-Za-z0-9_]{0,24}["'\]]{0,2}\s*(?::=|=>|[:=,])\s*["'`]?$/i;

/** What stands on the same line before the key, or on the one before where that only leads to it. */
function contextBefore(bytes: Uint8Array, at: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, at)
    .subarray(Math.max(0, at - CONTEXT))
    .toString('latin1');
  return text;
}

/** For what remembers: a key that the caller knows since is looked for in everything again. Empty where none is sought. */
export function rulesOfEvidence(evidence: EvidenceSettings | undefined): string {
  if (evidence === undefined) return '';
  return JSON.stringify([evidence.rules, [...(evidence.known?.fingerprints ?? [])].sort()]);
}

export function createEvidenceDetector(settings: EvidenceSettings): EvidenceDetector {
  const needles: Needle[] = settings.rules.flatMap((rule) => rule.prefixes.map((text) => ({ text, rule })));
  const known = new Set(settings.known?.fingerprints);
  const lengths = [...(settings.known?.lengths ?? [])].sort((left, right) => right - left);

  /** The fingerprint of the registry's key that begins at `at`, and how long it is. */
  const knownAt = (
    bytes: Uint8Array,
    at: number,
    end: number,
  ): { fingerprint: string; length: number } | null => {
    if (settings.known === null) return null;
    for (const length of lengths) {
      if (at + length > end) continue;
      const fingerprint = createHmac('sha256', settings.known.key)
        .update(bytes.subarray(at, at + length))
        .digest('hex');
      if (known.has(fingerprint)) return { fingerprint, length };
    }
    return null;
  };

  const endOf = (bytes: Uint8Array, from: number): number => {
    const limit = Math.min(bytes.length, from + LONGEST_KEY);
    let end = from;
    while (end < limit && isBodyByte(bytes[end]!)) end += 1;
    return end;
  };

  /** A sentence may end behind the key. */
  const trimmed = (bytes: Uint8Array, end: number): number => {
    let last = end;
    while (bytes[last - 1] === 0x2e) last -= 1;
    return last;
  };

  const visit = (
    bytes: Uint8Array,
    from: number,
    to: number,
    found: (needle: Needle, at: number, end: number) => boolean,
  ): void => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (const needle of needles) {
      const { text, rule } = needle;
      for (let at = buffer.indexOf(text, from, 'latin1'); at >= 0 && at < to;) {
        const end = endOf(bytes, at + text.length);
        if (end - at - text.length >= rule.shortestBody && found(needle, at, end)) return;
        at = buffer.indexOf(text, at + 1, 'latin1');
      }
    }
  };

  const find = (bytes: Uint8Array, from: number, to: number): EvidenceHit[] => {
    const hits: EvidenceHit[] = [];
    const add = (
      { rule, text }: Needle,
      at: number,
      end: number,
      kind: 'valid' | 'likely',
      fingerprint: string | null,
    ): void => {
      hits.push({
        offset: at,
        length: end - at,
        class: kind,
        // Nothing in such a key says where it works: the caution of production.
        mode: 'prod',
        // Not Augno's: `evidence` says whose it is.
        brand: 'augno',
        key: Uint8Array.from(bytes.subarray(at, end)),
        encoding: [],
        evidence: { provider: rule.provider, prefix: text, knownFingerprint: fingerprint },
      });
    };
    visit(bytes, from, to, (needle, at, runEnd) => {
      const same = knownAt(bytes, at, runEnd);
      if (same !== null) {
        add(needle, at, at + same.length, 'valid', same.fingerprint);
        return false;
      }
      if (!needle.rule.byContext) return false;
      const end = trimmed(bytes, runEnd);
      const body = Buffer.from(bytes.subarray(at + needle.text.length, end)).toString('latin1');
      const exact = needle.rule.exactBody?.[needle.text];
      if (exact !== undefined && body.length !== exact) return false;
      if (!looksRandom(body, needle.rule.shortestBody)) return false;
      const before = contextBefore(bytes, at);
      if (HEADER.test(before) || VARIABLE.test(before)) add(needle, at, end, 'likely', null);
      return false;
    });
    return hits.sort((left, right) => left.offset - right.offset);
  };

  return {
    mayContain: (bytes) => {
      let any = false;
      visit(bytes, 0, bytes.length, () => {
        any = true;
        return true;
      });
      return any;
    },
    find,
    scan: (bytes) => {
      const hits = find(bytes, 0, bytes.length);
      return hits.length === 0 ? [] : locate(hits, bytes, looksBinary(bytes));
    },
  };
}
