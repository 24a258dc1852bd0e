/**
 * The API versions that this product speaks, and what each changed of what it uses. Everything that names a version takes
 * it from here.
 *
 * - `.2` page URLs in place of cursors, scheduled revocation (`revoke_at`), renamed filters and log fields
 * - `.3`, `.4` what they changed is not known: they are taken for the version before
 * - `.5` lists of logs and audit events without `starts_at` cover 24 hours; a single log takes no unknown parameters
 * - `.6` costs read null without the permission `costs:read` (in older versions 0)
 * - `.7`, `.8` nothing that this product uses
 */

/** Newest first; each was tested with. */
export const API_VERSIONS = [
  '1.0.forge-preview.8',
  '1.0.forge-preview.7',
  '1.0.forge-preview.6',
  '1.0.forge-preview.5',
  '1.0.forge-preview.4',
  '1.0.forge-preview.3',
  '1.0.forge-preview.2',
  '1.0.forge-preview.1',
] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

/** The one that is asked for first. */
export const NEWEST_VERSION: ApiVersion = API_VERSIONS[0];

function isSince(version: ApiVersion, first: ApiVersion): boolean {
  return API_VERSIONS.indexOf(version) <= API_VERSIONS.indexOf(first);
}

/** Page URLs, `request` in audit events, query parameters as JSON values: what came with `.2`. */
export function hasNewerShapes(version: ApiVersion): boolean {
  return isSince(version, '1.0.forge-preview.2');
}

/** Whether rotate takes `revoke_at`, so that the server itself ends the old key on the day. */
export function schedulesRevocation(version: ApiVersion): boolean {
  return isSince(version, '1.0.forge-preview.2');
}

/** Whether lists of logs and audit events cover one day only where no `starts_at` is given. */
export function listsOneDay(version: ApiVersion): boolean {
  return isSince(version, '1.0.forge-preview.5');
}

/** Whether a cost that a role may not see reads 0; from `.6` on it reads null. */
export function showsWithheldCostsAsZero(version: ApiVersion): boolean {
  return !isSince(version, '1.0.forge-preview.6');
}
