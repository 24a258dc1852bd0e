/** Lies about replies, drawn from a seed: mutated values, swapped parts, and what belongs to others. */
import { generateKey, redactKey } from '../../../../../shared/key-format.ts';
import type { SeenRequest } from './raw-server.ts';
import { infoOf, isCreated, type Json, type Reply } from './lying-server.ts';

/** Mulberry32: the same seed tells the same lies. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface LieSources {
  /** Ids of keys, roles and accounts of other connections and services, and the vault's own. */
  readonly foreignIds: readonly string[];
  /** Where nobody agreed that anything goes. */
  readonly elsewhere: string;
}

const HOSTILE_TEXT = [
  '',
  'null',
  '__proto__',
  '../../../etc/passwd',
  'x$(touch /tmp/owned)\nLD_PRELOAD=/tmp/x.so',
  '<img src=x onerror=alert(1)>',
  '\u001B]8;;http://evil.example\u0007\u202E',
  '=cmd|calc!A0',
  'a'.repeat(70_000),
  '1970-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59Z',
  'yesterday',
  'aug_sk_test_****AAAA',
];

const HOSTILE_VALUES: readonly unknown[] = [null, true, -1, 1e308, [], {}, [[]], { id: {} }, 0];

export class Liar {
  readonly #random: () => number;
  readonly #sources: LieSources;
  readonly #seen: unknown[] = [];
  readonly #created: { readonly id: unknown; readonly secret: unknown }[] = [];
  #pages = 0;

  constructor(seed: number, sources: LieSources) {
    this.#random = randomOf(seed);
    this.#sources = sources;
  }

  readonly twist = (request: SeenRequest, honest: Reply): Reply => {
    const reply = { ...honest };
    if (isCreated(honest))
      this.#created.push({ id: infoOf(honest)['id'], secret: (honest.body as Json)['api_key_secret'] });
    if (this.#seen.length < 200) this.#seen.push(structuredClone(honest.body));
    // Mostly honest where something is read: a lie there ends the operation before what it would change.
    const changes = request.method === 'POST' && honest.status < 300;
    if (this.#random() < (changes ? 0.15 : 0.7)) return reply;
    if (isCreated(reply) && this.#random() < 0.85) {
      reply.body = structuredClone(reply.body);
      this.#exchange(reply);
      return reply;
    }
    switch (this.#pick(changes ? 18 : 10)) {
      case 0:
        // Another operation's reply.
        reply.body = structuredClone(this.#of(this.#seen));
        break;
      case 1:
        reply.status = this.#of([200, 201, 204, 400, 401, 403, 404, 409, 418, 500, 503]);
        break;
      case 2:
        reply.body = this.#of(['', '{', '[]', 'null', '"x"', '<html></html>', '{"data":7}']);
        break;
      case 3:
        return {
          status: this.#of([301, 302, 307, 308]),
          headers: { location: this.#sources.elsewhere + request.url },
          body: '',
        };
      case 4:
        reply.body = this.#endless(reply.body);
        break;
      case 5:
        reply.body = this.#problem();
        reply.status = this.#of([400, 402, 403, 404, 409, 500]);
        break;
      default:
        reply.body = structuredClone(reply.body);
        for (let lies = 1 + this.#pick(4); lies > 0; lies -= 1) this.#mutate(reply.body);
    }
    return reply;
  };

  /** One part of a new key exchanged, and all else in order: what only a close look tells. */
  #exchange(reply: Reply): void {
    const body = reply.body as Json;
    const info = infoOf(reply);
    switch (this.#pick(5)) {
      case 0:
      case 1:
        info['id'] = this.#of(this.#sources.foreignIds.filter((id) => /^[a-z]+_[0-9a-z]+$/.test(id)));
        break;
      case 2: {
        // A key that fits itself, of any mode and brand.
        const secret = generateKey(this.#of(['test', 'prod'] as const), {
          brand: this.#of(['augno', 'openmrp'] as const),
        });
        body['api_key_secret'] = secret;
        info['redacted_value'] = redactKey(secret);
        break;
      }
      case 3:
        body['api_key_secret'] = this.#lie('api_key_secret');
        break;
      default: {
        // An earlier one's id, or its secret.
        const earlier = this.#of([...this.#created, { id: info['id'], secret: body['api_key_secret'] }]);
        if (this.#random() < 0.5) info['id'] = earlier.id;
        else {
          body['api_key_secret'] = earlier.secret;
          info['redacted_value'] = redactKey(String(earlier.secret));
        }
      }
    }
  }

  /** One value somewhere in it. */
  #mutate(root: unknown): void {
    const places: [Json, string][] = [];
    const walk = (value: unknown, depth: number): void => {
      if (typeof value !== 'object' || value === null || depth > 6) return;
      for (const name of Object.keys(value)) {
        places.push([value as Json, name]);
        walk((value as Json)[name], depth + 1);
      }
    };
    walk(root, 0);
    if (places.length === 0) return;
    // Ids and secrets are few among many values, and matter most.
    const weighty = places.filter(([, name]) =>
      /^(id|api_key_secret|redacted_value|resource_id|name)$/.test(name),
    );
    const [holder, name] = this.#of(weighty.length > 0 && this.#random() < 0.7 ? weighty : places);
    holder[name] = this.#lie(name);
  }

  #lie(name: string): unknown {
    if (name === 'api_key_secret' && this.#random() < 0.6) {
      const brand = this.#of(['augno', 'openmrp'] as const);
      const key = generateKey(this.#of(['test', 'prod'] as const), { brand });
      return this.#of([key, `${key}\n`, ` ${key}`, key.slice(0, -1), `${key}x`]);
    }
    if (/id$/.test(name) && this.#random() < 0.7) return this.#of(this.#sources.foreignIds);
    return this.#random() < 0.7 ? this.#of(HOSTILE_TEXT) : structuredClone(this.#of(HOSTILE_VALUES));
  }

  #endless(body: unknown): unknown {
    this.#pages += 1;
    const data = Array.isArray((body as Json | null)?.['data']) ? (body as Json)['data'] : [];
    const cursor = `c${String(this.#pages)}`;
    return {
      data,
      page_info: {
        has_next_page: true,
        next_cursor: cursor,
        next_page_url: `${this.#sources.elsewhere}/v1/auth/api-keys?cursor=${cursor}`,
      },
    };
  }

  #problem(): unknown {
    return {
      error: {
        code: this.#of([
          'insufficient_permissions',
          'resource_not_found',
          'parameter_unknown',
          'api_version_invalid',
        ]),
        message: this.#of(HOSTILE_TEXT),
        param: this.#of(HOSTILE_TEXT),
        is_transient: false,
        request_log_url: this.#of([this.#sources.elsewhere, 'javascript:alert(1)', 'https://evil.example/']),
      },
    };
  }

  #pick(below: number): number {
    return Math.floor(this.#random() * below);
  }

  #of<Value>(values: readonly Value[]): Value {
    return values[this.#pick(values.length)]!;
  }
}
