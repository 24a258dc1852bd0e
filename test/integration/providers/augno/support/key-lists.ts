import type { FetchLike } from '../../../../../electron/http/fetch-like.ts';

/** The network of a client, which stands still once the server has answered with its list of keys. */
export class KeyLists {
  /** How many lists were answered. */
  count = 0;
  /** Done with each of them before the client gets it. */
  after: (() => Promise<unknown>) | null = null;

  readonly fetch: FetchLike = async (input, init) => {
    const response = await fetch(input, init);
    if (!new URL(input).pathname.endsWith('/auth/api-keys') || init.method !== 'GET') return response;
    this.count += 1;
    await this.after?.();
    return response;
  };
}
