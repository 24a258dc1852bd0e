/** What `scan --verify` asks: whether the API still accepts a key that was found. */
import { BRANDS, type BrandId } from '../../shared/brands.ts';
import { ApiClient } from '../providers/augno/api/client.ts';
import { NEWEST_VERSION, type ApiVersion } from '../../shared/api-version.ts';
import { steppingDown } from '../providers/augno/api/step-down.ts';
import { Destination } from '../http/confirmed-addresses.ts';
import { parseApiAddress } from '../http/address.ts';
import { isKeyRefusal } from '../http/api-error.ts';
import { createCommandSender } from './command-sender.ts';
import { limiterOf } from '../http/request-limiter.ts';

/**
 * SECURITY: the key is sent to its brand's own public API, or to the address in the brand's variable (`AUGNO_BASE_URL`),
 * which must be https or this machine; nowhere else, and never to an address found in what is scanned.
 * @throws AppError `invalid-input` or `api-insecure-url` where that variable can't be used
 */
export function createVerifier(
  userAgent: string,
  signal: AbortSignal,
): (key: Uint8Array, parts: { readonly brand: BrandId }) => Promise<'works' | 'refused' | 'unknown'> {
  const originOf = (brand: BrandId): string => {
    const { apiOrigin, environment } = BRANDS[brand];
    const configured = process.env[environment.baseUrl];
    return configured ? parseApiAddress(configured).origin : apiOrigin;
  };
  // A wrong address is told before anything is scanned.
  for (const brand of Object.keys(BRANDS) as BrandId[]) originOf(brand);
  const sender = createCommandSender();
  return async (key, { brand }) => {
    const origin = originOf(brand);
    const clientOf = (version: ApiVersion): ApiClient =>
      new ApiClient({
        origin,
        destination: Destination.given(origin),
        brand,
        version,
        userAgent,
        fetch: sender.fetch,
        limiter: limiterOf(origin),
        readKey: () => Promise.resolve(Buffer.from(key).toString('latin1')),
      });
    try {
      await steppingDown(NEWEST_VERSION, (version) => clientOf(version).probe(signal));
      return 'works';
    } catch (error) {
      if (isKeyRefusal(error)) return 'refused';
      // A role that may not list units: the key itself was accepted.
      return error instanceof Error && 'code' in error && error.code === 'api-forbidden'
        ? 'works'
        : 'unknown';
    }
  };
}
