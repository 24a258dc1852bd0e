/**
 * The keys of the Auxot-shaped server: `user.` and `team.` and 32 random bytes, of which only an Argon2id hash is kept.
 * The hash's own work would be spent at every request; so a request's key is first found by a fast keyed hash that lives
 * in this process's memory only.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { hash, verify, argon2id } from 'argon2';

export type AuxotKeyKind = 'user' | 'team';

export interface AuxotKey {
  readonly id: string;
  readonly kind: AuxotKeyKind;
  readonly name: string;
  /** The user's or the team's name. */
  readonly owner: string;
  /** PHC string. */
  readonly hash: string;
  readonly createdAt: string;
}

/** OWASP's least for Argon2id; a test server need not be slow. */
const PARAMETERS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export class AuxotKeys {
  readonly #keys = new Map<string, AuxotKey>();
  readonly #cacheKey = randomBytes(32);
  /** Keyed hash of a key that was verified → its id. */
  readonly #verified = new Map<string, string>();
  #next = 1;

  list(): readonly AuxotKey[] {
    return [...this.#keys.values()];
  }

  /** @returns the secret, which is shown once and kept nowhere here */
  async create(kind: AuxotKeyKind, name: string, owner: string): Promise<{ id: string; secret: string }> {
    const secret = `${kind}.${randomBytes(32).toString('base64url')}`;
    const id = `key_${String(this.#next)}`;
    this.#next += 1;
    this.#keys.set(id, {
      ...{ id, kind, name, owner, createdAt: new Date().toISOString() },
      hash: await hash(secret, PARAMETERS),
    });
    return { id, secret };
  }

  /** It stops working at once. */
  delete(id: string): boolean {
    for (const [fast, known] of this.#verified) if (known === id) this.#verified.delete(fast);
    return this.#keys.delete(id);
  }

  async authenticate(secret: string): Promise<AuxotKey | null> {
    const fast = createHmac('sha256', this.#cacheKey).update(secret).digest('hex');
    const known = this.#verified.get(fast);
    if (known !== undefined) return this.#keys.get(known) ?? null;
    for (const key of this.#keys.values()) {
      if (!secret.startsWith(`${key.kind}.`) || !(await verify(key.hash, secret))) continue;
      // It may have been deleted while the hash was being worked out.
      if (!this.#keys.has(key.id)) return null;
      this.#verified.set(fast, key.id);
      return key;
    }
    return null;
  }
}
