/** Pages of a list: opaque signed cursors, both forms of `page_info`. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OrderedRecord } from '../state/records.ts';
import { lowerBound, type Position } from '../state/table.ts';
import { Problem } from './problem.ts';
import type { QueryValues } from './query.ts';
import type { Contract } from './versions.ts';
import { certain } from '../../../shared/certain.ts';

const DEFAULT_LIMIT = 100;

type Direction = 'f' | 'b';

interface Cursor extends Position {
  readonly direction: Direction;
}

/** base64url of `{"c":…,"i":…,"d":"f"}`, a dot, base64url of 32 signature bytes. */
export class CursorCodec {
  readonly #key: Buffer;

  constructor(pepper: string) {
    this.#key = createHmac('sha256', Buffer.from(pepper, 'hex')).update('cursors v1').digest();
  }

  /** `scope` ties a cursor to one list, so that it can't be carried over to another. */
  encode(scope: string, position: Position, direction: Direction): string {
    const payload = JSON.stringify({
      c: new Date(position.createdAt).toISOString(),
      i: position.sequence,
      d: direction,
    });
    return `${Buffer.from(payload).toString('base64url')}.${this.#sign(scope, payload).toString('base64url')}`;
  }

  /** @throws Problem `validation_failed` */
  decode(scope: string, text: string): Cursor {
    const bad = new Problem(400, 'validation_failed', 'The cursor is not valid.', { param: 'cursor' });
    const [encoded, signature, ...more] = text.split('.');
    if (encoded === undefined || signature === undefined || more.length > 0) throw bad;
    const payload = Buffer.from(encoded, 'base64url').toString('utf8');
    const given = Buffer.from(signature, 'base64url');
    const expected = this.#sign(scope, payload);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw bad;
    const value = JSON.parse(payload) as { c: string; i: number; d: Direction };
    return { createdAt: Date.parse(value.c), sequence: value.i, direction: value.d };
  }

  #sign(scope: string, payload: string): Buffer {
    return createHmac('sha256', this.#key).update(`${scope}\n${payload}`).digest();
  }
}

export interface PageRequest<Row extends OrderedRecord> {
  /** Oldest first; the page shows them newest first. */
  readonly rows: readonly Row[];
  readonly matches: (row: Row) => boolean;
  readonly render: (row: Row) => unknown;
  readonly query: QueryValues;
  readonly scope: string;
  readonly cursors: CursorCodec;
  readonly contract: Contract;
  /** Path and query as requested, for the URLs of the newer form. */
  readonly url: URL;
}

interface Slice<Row> {
  /** Newest first. */
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** Walks from `start` in steps of `step`, collecting up to `limit` matches; `more` if there is another one. */
function collect<Row>(
  rows: readonly Row[],
  matches: (row: Row) => boolean,
  start: number,
  step: 1 | -1,
  limit: number,
): { readonly found: Row[]; readonly more: boolean } {
  const found: Row[] = [];
  for (let index = start; index >= 0 && index < rows.length; index += step) {
    const row = certain(rows[index]);
    if (!matches(row)) continue;
    if (found.length === limit) return { found, more: true };
    found.push(row);
  }
  return { found, more: false };
}

function sliceOf<Row extends OrderedRecord>(
  { rows, matches }: PageRequest<Row>,
  cursor: Cursor | null,
  limit: number,
): Slice<Row> {
  if (cursor === null) {
    const { found, more } = collect(rows, matches, rows.length - 1, -1, limit);
    return { rows: found, hasNext: more, hasPrevious: false };
  }
  const at = lowerBound(rows, cursor);
  const exact = rows[at];
  const isExact =
    exact !== undefined && exact.createdAt === cursor.createdAt && exact.sequence === cursor.sequence;
  if (cursor.direction === 'f') {
    const { found, more } = collect(rows, matches, at - 1, -1, limit);
    const before = collect(rows, matches, at, 1, 0);
    return { rows: found, hasNext: more, hasPrevious: before.more };
  }
  const { found, more } = collect(rows, matches, isExact ? at + 1 : at, 1, limit);
  const after = collect(rows, matches, isExact ? at : at - 1, -1, 0);
  return { rows: found.reverse(), hasNext: after.more, hasPrevious: more };
}

/** @throws Problem `validation_failed` for a bad cursor */
export function renderPage<Row extends OrderedRecord>(request: PageRequest<Row>): unknown {
  const limit = request.query.integer('limit') ?? DEFAULT_LIMIT;
  const given = request.query.text('cursor');
  const cursor = given === null ? null : request.cursors.decode(request.scope, given);
  const slice = sliceOf(request, cursor, limit);
  const first = slice.rows[0];
  const last = slice.rows[slice.rows.length - 1];
  const next = slice.hasNext && last !== undefined ? request.cursors.encode(request.scope, last, 'f') : null;
  const previous =
    slice.hasPrevious && first !== undefined ? request.cursors.encode(request.scope, first, 'b') : null;
  return {
    object: 'list',
    page_info: pageInfo(request, next, previous),
    data: slice.rows.map(request.render),
  };
}

function pageInfo(
  { contract, url }: { readonly contract: Contract; readonly url: URL },
  next: string | null,
  previous: string | null,
): unknown {
  const flags = { has_next_page: next !== null, has_prev_page: previous !== null };
  if (contract === 'v15') return { next_cursor: next, prev_cursor: previous, ...flags };
  const link = (cursor: string | null): string | null => {
    if (cursor === null) return null;
    const target = new URL(url);
    target.searchParams.set('cursor', cursor);
    return `${target.pathname}${target.search}`;
  };
  return { next_page_url: link(next), previous_page_url: link(previous), ...flags };
}

/** A list that is never longer than one page. */
export function renderWhole(contract: Contract, data: readonly unknown[]): unknown {
  const info =
    contract === 'v15'
      ? { next_cursor: null, prev_cursor: null }
      : { next_page_url: null, previous_page_url: null };
  return { object: 'list', page_info: { ...info, has_next_page: false, has_prev_page: false }, data };
}
