/** Whether something is shipped to users, where a key in it is already public. */

const CLIENT_PACKAGE = /\.(apk|aab|ipa|asar|xap|appx|msix|dmg|crx|xpi|aar)$/i;
const CLIENT_FILE = /(\.bundle\.m?js|\.chunk\.m?js|\.min\.js|\.(js|mjs|cjs|css)\.map)$/i;
/** Where build tools of web pages put what browsers load. */
const CLIENT_FOLDER =
  /(^|\/)(public|www|wwwroot|_next\/static|\.next\/static|static\/(js|chunks)|dist|build\/static|out\/_next|assets)\/(?:.*\/)?[^/]+\.(m?js|html?|map|css|json)$/i;

/** Prefixes of the variables that web frameworks compile into what browsers load. */
const PUBLIC_PREFIXES = [
  'NEXT_PUBLIC',
  'VITE',
  'REACT_APP',
  'VUE_APP',
  'NUXT_PUBLIC',
  'NUXT_ENV',
  'EXPO_PUBLIC',
  'GATSBY',
  'PUBLIC',
  'NG_APP',
  'NX_PUBLIC',
  'SNOWPACK_PUBLIC',
  'PARCEL_PUBLIC',
  'PLASMO_PUBLIC',
  'BUN_PUBLIC',
  'SANITY_STUDIO',
  'STORYBOOK',
  'RSBUILD',
  'RAZZLE',
  'WXT',
  'TARO_APP',
  'UMI_APP',
];

/** What may stand between the name and its value: an assignment, a fallback, `ENV NAME value`, `value:` on the next line. */
const TO_VALUE = String.raw`['"]?\]?(?:\s{0,8}(?:[:=]|\|\||\?\?)\s{0,8}|[ \t]|\s{0,4},?\s{1,40}["']?value["']?\s{0,4}[:=]\s{0,4})['"${'`'}]?`;

/** Text that ends so leads to the value of such a variable. */
export const PUBLIC_VARIABLE = new RegExp(String.raw`\b(${PUBLIC_PREFIXES.join('|')})_\w{0,80}${TO_VALUE}$`);

export function isClientSide(path: string | null, container: readonly string[]): boolean {
  return [path ?? '', ...container].some(
    (part) => CLIENT_PACKAGE.test(part) || CLIENT_FILE.test(part) || CLIENT_FOLDER.test(part),
  );
}
