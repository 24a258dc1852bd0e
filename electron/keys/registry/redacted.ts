/** The API's display form of a key (`aug_sk_<mode>_****<last four>`), read. */
import { BRANDS, BRAND_IDS, type BrandId } from '../../../shared/brands.ts';
import type { KeyMode } from '../../../shared/key-format.ts';
import { certain } from '../../../shared/certain.ts';

export interface RedactedParts {
  readonly brand: BrandId;
  readonly mode: KeyMode;
  readonly lastFour: string;
}

export function parseRedacted(text: string): RedactedParts | null {
  const brand = BRAND_IDS.find((id) => text.startsWith(BRANDS[id].keyPrefix));
  if (brand === undefined) return null;
  const match = /^(test|prod)_\*+([A-Za-z0-9]{4})$/.exec(text.slice(BRANDS[brand].keyPrefix.length));
  if (match === null) return null;
  return { brand, mode: match[1] as KeyMode, lastFour: certain(match[2]) };
}
