/** The version of this package, for `--version` and the user agent. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Only for what is bundled into dist/: package.json lies one folder above it, in the checkout, the app and the npm package. */
export function readPackageVersion(): string {
  const text = readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
