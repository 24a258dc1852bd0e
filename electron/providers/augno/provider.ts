/**
 * Augno as a provider: everything is done over its API, by the account service. What is here is what the other providers
 * are told apart from it by.
 */
import { BRANDS, type BrandId } from '../../../shared/brands.ts';
import { wholeKey } from '../../../shared/key-format.ts';
import { AUGNO_PROVIDER_ID } from '../../../shared/providers.ts';
import type { ConnectionFacts, Provider } from '../../keys/provider.ts';
import { say } from '../../../shared/messages/say.ts';

export const augno: Provider = {
  description: {
    id: AUGNO_PROVIDER_ID,
    name: BRANDS.augno.productName,
    abilities: {
      create: 'api',
      rotate: 'api',
      revoke: 'api',
      test: 'api',
      lists: true,
      expires: true,
      roles: true,
      logs: true,
      checksum: true,
    },
    connectionNames: false,
    kinds: [
      {
        id: 'key',
        label: say('service.kind-api-key'),
        prefix: BRANDS.augno.keyPrefix,
        owner: 'anyone',
        place: null,
        sentence: null,
      },
    ],
    forms: [
      { id: 'bearer', label: 'Bearer', headers: [{ name: 'Authorization', value: 'Bearer {key}' }] },
      { id: 'basic', label: 'Basic', headers: [{ name: 'Authorization', value: 'Basic base64({key}:)' }] },
    ],
    address: { use: 'base', required: true, default: BRANDS.augno.apiOrigin },
    ownHeader: false,
    testPath: '/v1/catalog/units',
    variable: BRANDS.augno.environment.apiKey,
  },
  // The checksum proves them: the scanner's own detector needs no evidence.
  evidence: null,
  recognise: (secret) => {
    const key = wholeKey(secret);
    return key !== null
      ? { ok: true, kind: 'key', redacted: key.redacted }
      : {
          ok: false,
          message: say('account.this-is-not-an-augno-api-key'),
          hint: say('account.keys-begin-with-keyprefix-nothing-was-stored', {
            keyPrefix: BRANDS.augno.keyPrefix,
          }),
        };
  },
  // The account service asks, with the headers that the API demands.
  probes: () => [],
  judge: (status) => (status === 401 ? 'refused' : status < 300 || status === 403 ? 'accepted' : 'unknown'),
};

export function factsOf(brand: BrandId, connectionName: string, aheadMs: number): ConnectionFacts {
  const name = BRANDS[brand].productName;
  const description = { ...augno.description, id: brand, name };
  return { description, name, connectionName, hasAddress: true, aheadMs };
}
