/** A request whose reply is wanted whole and as bytes, without what `fetch` does around them for pages of a browser. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { certain } from '../../shared/certain.ts';

export interface WholeRequest {
  readonly url: string;
  readonly method: string;
  /** SECURITY: a secret stands here and nowhere else in a request. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
  readonly signal: AbortSignal;
  /** Of the reply's body, as it came and decoded. */
  readonly maximumBytes: number;
}

export interface WholeReply {
  readonly status: number;
  /** Names in small letters, each as often as it came. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

interface Most {
  readonly maxOutputLength: number;
}

const DECODERS: ReadonlyMap<string, (bytes: Buffer, most: Most) => Promise<Buffer>> = new Map(
  [
    ['gzip', gunzip] as const,
    ['x-gzip', gunzip] as const,
    ['deflate', inflate] as const,
    ['br', brotliDecompress] as const,
  ].map(([name, decode]) => [name, promisify<Buffer, Most, Buffer>(decode)]),
);
const MOST_CODINGS = 5;

/** What arrives of a reply, until it is whole. */
export class CollectedReply {
  readonly options: Dispatcher.DispatchOptions;
  readonly #maximumBytes: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #status = 0;
  #headers: (readonly [string, string])[] = [];

  constructor({ url, method, headers, body, maximumBytes }: WholeRequest) {
    const { origin, pathname, search } = new URL(url);
    this.#maximumBytes = maximumBytes;
    this.options = {
      ...{ origin, path: `${pathname}${search}`, body },
      method: method as Dispatcher.HttpMethod,
      headers: headers.flat(),
    };
  }

  begin(status: number, raw: readonly Buffer[]): void {
    this.#status = status;
    for (let index = 0; index + 1 < raw.length; index += 2)
      this.#headers.push([
        certain(raw[index]).toString('latin1').toLowerCase(),
        certain(raw[index + 1]).toString('latin1'),
      ]);
  }

  /** @returns whether it still is as large as it may be */
  add(chunk: Buffer): boolean {
    this.#size += chunk.length;
    if (this.#size > this.#maximumBytes) return false;
    this.#chunks.push(chunk);
    return true;
  }

  /** @throws where it is encoded in a way that nobody here reads, or too large */
  async whole(): Promise<WholeReply> {
    const [chunk, ...others] = this.#chunks;
    let body = chunk === undefined || others.length > 0 ? Buffer.concat(this.#chunks) : chunk;
    const codings = body.length === 0 ? [] : this.#codings();
    for (const coding of codings.toReversed()) {
      const decode = DECODERS.get(coding);
      // SECURITY: a key in bytes that nobody here reads would be found by nobody.
      if (decode === undefined || codings.length > MOST_CODINGS)
        throw new Error('The reply is encoded in a way that is not read here.');
      body = await decode(body, { maxOutputLength: this.#maximumBytes });
    }
    return { status: this.#status, headers: this.#headers, body };
  }

  #codings(): readonly string[] {
    return this.#headers.flatMap(([name, value]) =>
      name !== 'content-encoding'
        ? []
        : value
            .split(',')
            .map((coding) => coding.trim().toLowerCase())
            .filter((coding) => coding !== '' && coding !== 'identity'),
    );
  }
}
