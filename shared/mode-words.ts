/** Whether a name (of a file, a variable, a program) says what it is for. Pure, and without zod. */
import type { KeyMode } from './key-format.ts';

const TEST_WORDS: ReadonlySet<string> = new Set([
  'test',
  'tests',
  'testing',
  'dev',
  'develop',
  'development',
  'sandbox',
  'stage',
  'staging',
  'stg',
  'qa',
  'uat',
  'e2e',
]);
const PRODUCTION_WORDS: ReadonlySet<string> = new Set(['prod', 'prd', 'production']);
/** People keep all their code in a folder of such a name, whatever it is for. */
const SAYS_LITTLE_AS_FOLDER: ReadonlySet<string> = new Set(['dev', 'develop', 'development']);

/** Words of `.env.production`, `STAGING_API_KEY`, `testConfig.json`, `shop-staging/2.1`. */
function wordsOf(name: string): readonly string[] {
  return (
    name
      .replace(/([a-z]\d*)([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      // `prod1` and `prod2` are both production.
      .map((word) => word.replace(/\d+$/, ''))
      .filter((word) => word !== '')
  );
}

/** Null where it says nothing, or both. */
export function modeNamedIn(name: string): KeyMode | null {
  const words = wordsOf(name);
  const test = words.some((word) => TEST_WORDS.has(word));
  const production = words.some((word) => PRODUCTION_WORDS.has(word));
  if (test === production) return null;
  return test ? 'test' : 'prod';
}

/** By the file's own name, else by the folder it lies in. `path` with `/`. */
export function modeNamedByPath(path: string): KeyMode | null {
  const parts = path.split('/').filter((part) => part !== '');
  const file = modeNamedIn(parts.at(-1) ?? '');
  if (file !== null) return file;
  const folder = parts.at(-2);
  if (folder === undefined || SAYS_LITTLE_AS_FOLDER.has(folder.toLowerCase())) return null;
  return modeNamedIn(folder);
}
