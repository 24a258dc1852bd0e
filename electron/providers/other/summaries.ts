/** Stored services as the rest of the program sees them. */
import type { ProviderConnection } from '../../../shared/providers.ts';
import type { Provider } from '../../keys/provider.ts';
import type { ProviderConnectionRecord } from '../../keys/registry/other-records.ts';
import { parseServiceAddress } from './address.ts';
import type { Said } from '../../../shared/messages/say.ts';

export function summarizeProviderConnection(
  id: string,
  record: ProviderConnectionRecord,
  provider: Provider,
  keyCount: number,
): ProviderConnection {
  return {
    id,
    provider: record.provider,
    providerName: provider.description.name,
    name: record.name,
    url: record.url,
    header: record.header,
    headerPrefix: record.headerPrefix,
    mode: record.mode,
    keyCount,
    warning: warningOf(record.url, provider.description.address.use),
  };
}

/** An address that could not be typed is asleep for good; that is said elsewhere. */
function warningOf(url: string | null, use: 'base' | 'test'): Said | null {
  if (url === null) return null;
  try {
    return parseServiceAddress(url, use).warning;
  } catch {
    return null;
  }
}
