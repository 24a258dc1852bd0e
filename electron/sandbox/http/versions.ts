/** The two contracts the server speaks, chosen by the version header of each request. */
import type { Brand } from '../../../shared/brands.ts';
import { Problem } from './problem.ts';

export type Contract = 'v15' | 'v50';

const CONTRACTS: Readonly<Record<string, Contract>> = {
  '1.0.forge-preview.1': 'v15',
  '1.0.forge-preview.2': 'v15',
  '1.0.forge-preview.3': 'v50',
};

const SUPPORTED_VERSIONS: readonly string[] = Object.keys(CONTRACTS);
/** Echoed where no version was accepted. */
export const NEWEST_VERSION = SUPPORTED_VERSIONS[SUPPORTED_VERSIONS.length - 1]!;

const SHAPE = /^\d+\.\d+\.[a-z]+(?:-preview\.\d+)?$/;

/** @throws Problem `api_version_required`, `api_version_invalid` */
export function contractOf(brand: Brand, version: string | null): Contract {
  const header = brand.headers.version;
  if (version === null || version.trim() === '') {
    throw new Problem(
      400,
      'api_version_required',
      `The ${header} header is required. Supported versions: ${SUPPORTED_VERSIONS.join(', ')}.`,
      { param: header },
    );
  }
  const contract = CONTRACTS[version.trim()];
  if (contract === undefined) {
    const why = SHAPE.test(version.trim()) ? 'is not supported' : 'is not a version';
    throw new Problem(
      400,
      'api_version_invalid',
      `The value of the ${header} header ${why}. Supported versions: ${SUPPORTED_VERSIONS.join(', ')}.`,
      { param: header },
    );
  }
  return contract;
}
