/** A process of its own that reads and asks for a key, and says which of the runtime's own clients for HTTP it loaded. */
import { Destination } from '../../../../../electron/http/confirmed-addresses.ts';
import { RequestLimiter } from '../../../../../electron/http/request-limiter.ts';
import { createSender } from '../../../../../electron/http/sender.ts';
import { ApiClient } from '../../../../../electron/providers/augno/api/client.ts';
import { NEWEST_VERSION } from '../../../../../shared/api-version.ts';
import { generateKey } from '../../../../../shared/key-format.ts';

const [origin = ''] = process.argv.slice(2);
const sender = createSender({ environment: {}, routesOf: () => [{ kind: 'direct' }] });
const client = new ApiClient({
  origin,
  destination: Destination.given(origin),
  brand: 'augno',
  version: NEWEST_VERSION,
  userAgent: 'AugnoVault/0.0.0 (test)',
  fetch: sender.fetch,
  limiter: new RequestLimiter(10_000),
  readKey: () => Promise.resolve(generateKey('prod')),
});
const { items } = await client.listKeys();
// The answer is no key, which is said once the request was sent.
await client.createKey({ name: 'ci', role_id: 'role_1' }, 'idem-1').catch(() => undefined);
sender.close();
const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };
process.stdout.write(
  JSON.stringify([items.length, moduleLoadList.filter((name) => name.endsWith('undici'))]),
);
