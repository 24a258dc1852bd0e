/**
 * What a release must have before it is worth making: installers that are not signed, not notarised, or whose updates nobody
 * checks are not found out about by looking at a green run.
 */

/** Set by GitHub for a run that a tag started. @param {Readonly<Record<string, string | undefined>>} environment */
export const isTagged = (environment) => environment['GITHUB_REF_TYPE'] === 'tag';

/** @type {Partial<Record<NodeJS.Platform, readonly string[]>>} */
const FOR_SIGNING = {
  darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
};

/**
 * @param {NodeJS.Platform} platform
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {readonly string[]} the names of what is missing; one that is empty is
 */
export function missingForRelease(platform, environment) {
  const wanted = isTagged(environment) ? [...(FOR_SIGNING[platform] ?? [])] : [];
  // SECURITY: without the name electron-updater runs whatever installer the feed names, signed or not.
  if (platform === 'win32' && environment['AUGNO_VAULT_UPDATE_KEY'])
    wanted.push('AUGNO_VAULT_UPDATE_PUBLISHER');
  return wanted.filter((name) => !environment[name]);
}
