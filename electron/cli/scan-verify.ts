/** What `scan --verify` asks: whether the API still accepts a key that was found. */
import { BRANDS, BRAND_IDS, CURRENT_BRAND, type BrandId } from '../../shared/brands.ts';
import { AppError } from '../../shared/errors.ts';
import { spelledAs } from '../../shared/key-format.ts';
import { ApiClient } from '../providers/augno/api/client.ts';
import { NEWEST_VERSION, type ApiVersion } from '../../shared/api-version.ts';
import { steppingDown } from '../providers/augno/api/step-down.ts';
import { Destination } from '../http/confirmed-addresses.ts';
import { parseApiAddress } from '../http/address.ts';
import { isKeyRefusal } from '../http/api-error.ts';
import { createCommandSender } from './command-sender.ts';
import { limiterOf } from '../http/request-limiter.ts';
import { certain } from '../../shared/certain.ts';

interface Place {
  readonly brand: BrandId;
  readonly origin: string;
}

type Verdict = 'works' | 'refused' | 'unknown' | 'unreachable';

/**
 * A key is one under both of the vendor's names, and a server takes the spelling of its own name alone; so it is asked at
 * both, as each spells it.
 *
 * SECURITY: the key is sent to the vendor's own public addresses, or, where one of their variables (`AUGNO_BASE_URL`) names
 * an address, to what the variables name alone; that must be https or this machine. Never to an address found in what is
 * scanned.
 * @throws AppError `invalid-input` or `api-insecure-url` where such a variable can't be used
 */
export function createVerifier(
  userAgent: string,
  signal: AbortSignal,
): (key: Uint8Array) => Promise<'works' | 'refused' | 'unknown'> {
  // A wrong address is told before anything is scanned.
  const named = BRAND_IDS.flatMap((brand): Place[] => {
    const configured = process.env[BRANDS[brand].environment.baseUrl];
    return configured ? [{ brand, origin: parseApiAddress(configured).origin }] : [];
  });
  const places =
    named.length > 0 ? named : BRAND_IDS.map((brand) => ({ brand, origin: BRANDS[brand].apiOrigin }));
  const sender = createCommandSender();

  const ask = async (key: Uint8Array, { brand, origin }: Place): Promise<Verdict> => {
    const clientOf = (version: ApiVersion): ApiClient =>
      new ApiClient({
        origin,
        destination: Destination.given(origin),
        brand,
        version,
        userAgent,
        fetch: sender.fetch,
        limiter: limiterOf(origin),
        readKey: () => Promise.resolve(spelledAs(brand, Buffer.from(key).toString('latin1'))),
      });
    try {
      await steppingDown(NEWEST_VERSION, (version) => clientOf(version).probe(signal));
      return 'works';
    } catch (error) {
      if (isKeyRefusal(error)) return 'refused';
      if (!(error instanceof AppError)) return 'unknown';
      if (error.code === 'api-unreachable') return 'unreachable';
      // The key itself was accepted: a role that may not list units, a subscription that ended.
      return error.code === 'api-forbidden' || error.code === 'api-payment-required' ? 'works' : 'unknown';
    }
  };

  // The address that the vendor names now decides; the former one can only add that a key still works there.
  const first = places.find(({ brand }) => brand === CURRENT_BRAND) ?? certain(places[0]);
  const others = places.filter((place) => place !== first);
  const silent = new Set<Place>();
  return async (key) => {
    const verdict = await ask(key, first);
    for (const place of others) {
      if (verdict === 'works' || silent.has(place)) continue;
      const another = await ask(key, place);
      if (another === 'works') return another;
      // It is said to be served no longer: waited for once, not for each key.
      if (another === 'unreachable') silent.add(place);
    }
    return verdict === 'unreachable' ? 'unknown' : verdict;
  };
}
