/** The versions the server speaks, chosen by the header of each request, and the shape that each has. */
import { API_VERSIONS, hasNewerShapes, type ApiVersion } from '../../../shared/api-version.ts';
import type { Brand } from '../../../shared/brands.ts';
import { Problem } from './problem.ts';

/** `v15`: cursors, as in the published document. `v50`: page URLs, from `.2` on. What else differs asks for the version. */
export type Contract = 'v15' | 'v50';

/** Oldest first. */
const SUPPORTED_VERSIONS: readonly ApiVersion[] = API_VERSIONS.toReversed();
/** Echoed where no version was accepted. */
export { NEWEST_VERSION } from '../../../shared/api-version.ts';

const SHAPE = /^\d+\.\d+\.[a-z]+(?:-preview\.\d+)?$/;

export function contractOf(version: ApiVersion): Contract {
  return hasNewerShapes(version) ? 'v50' : 'v15';
}

/** @throws Problem `api_version_required`, `api_version_invalid` */
export function readVersion(brand: Brand, version: string | null): ApiVersion {
  const header = brand.headers.version;
  if (version === null || version.trim() === '') {
    throw new Problem(
      400,
      'api_version_required',
      `The ${header} header is required. Supported versions: ${SUPPORTED_VERSIONS.join(', ')}.`,
      { param: header },
    );
  }
  const known = SUPPORTED_VERSIONS.find((candidate) => candidate === version.trim());
  if (known === undefined) {
    const why = SHAPE.test(version.trim()) ? 'is not supported' : 'is not a version';
    throw new Problem(
      400,
      'api_version_invalid',
      `The value of the ${header} header ${why}. Supported versions: ${SUPPORTED_VERSIONS.join(', ')}.`,
      { param: header },
    );
  }
  return known;
}
