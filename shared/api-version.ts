/** The API versions that this product speaks; everything that names one takes it from here. */

/** The one it speaks best. */
export const CURRENT_API_VERSION = '1.0.forge-preview.3';

/** Page URLs, scheduled revocation (`revoke_at`), renamed filters. */
export const NEWER_VERSION = CURRENT_API_VERSION;
/** Cursors, no scheduled revocation; the version of the published OpenAPI document. */
export const OLDER_VERSION = '1.0.forge-preview.1';

export type ApiVersion = typeof NEWER_VERSION | typeof OLDER_VERSION;

export const API_VERSIONS = [NEWER_VERSION, OLDER_VERSION] as const satisfies readonly ApiVersion[];

/** Whether rotate takes `revoke_at`, so that the server itself ends the old key on the day. */
export function schedulesRevocation(version: ApiVersion): boolean {
  return version === NEWER_VERSION;
}
