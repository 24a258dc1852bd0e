/** Which licences may be in what is shipped. Another one is a decision for a person: read it, then add it or the package goes. */

/** All ask for no more than that their text is shipped along, which Settings → About and third-party.json do. */
const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  // Of the face alone: a font may be shipped with the app, and not sold by itself.
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

/**
 * Whether an SPDX expression leaves a choice that is allowed. Knows OR, AND and parentheses around the whole.
 * @param {string} expression
 */
export function isAllowedLicence(expression) {
  const plain = expression.trim().replace(/^\((.*)\)$/, '$1');
  return plain
    .split(/ OR /i)
    .some((choice) =>
      choice.split(/ AND /i).every((licence) => allowedLicences.has(licence.trim().replace(/[()]/g, ''))),
    );
}

/**
 * What is wrong with the packages that are shipped.
 * @param {readonly import('../bundle/third-party.mjs').ThirdPartyPackage[]} packages
 * @returns {readonly string[]} a sentence for each
 */
export function licenceProblems(packages) {
  return packages.flatMap(({ name, version, licence, text }) => [
    ...(isAllowedLicence(licence)
      ? []
      : [`${name}@${version} has the licence ${licence}, which is not on the list.`]),
    ...(text.length > 100 ? [] : [`${name}@${version} brings no text of its licence.`]),
  ]);
}
