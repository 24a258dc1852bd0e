/** Whether a file is something that is shipped to users, where a key in it is already public. */
const CLIENT_PACKAGE = /\.(apk|aab|ipa|asar|xap|appx|msix|dmg|crx|xpi)$/i;
const CLIENT_FILE = /(\.bundle\.js|\.chunk\.js|\.min\.js|\.js\.map|\.mjs\.map|\.css\.map)$/i;

export function isClientSide(path: string | null, container: readonly string[]): boolean {
  return [path ?? '', ...container].some((part) => CLIENT_PACKAGE.test(part) || CLIENT_FILE.test(part));
}
