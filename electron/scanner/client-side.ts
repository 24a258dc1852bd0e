/** Whether something is shipped to users, where a key in it is already public. */

const CLIENT_PACKAGE = /\.(apk|aab|ipa|asar|xap|appx|msix|dmg|crx|xpi|aar)$/i;
const CLIENT_FILE = /(\.bundle\.m?js|\.chunk\.m?js|\.min\.js|\.(js|mjs|cjs|css)\.map)$/i;
/** Where build tools of web pages put what browsers load. */
const CLIENT_FOLDER =
  /(^|\/)(public|www|wwwroot|_next\/static|\.next\/static|static\/(js|chunks)|dist|build\/static|out\/_next|assets)\/(?:.*\/)?[^/]+\.(m?js|html?|map|css|json)$/i;

/** Variables that web frameworks compile into what browsers load. */
export const PUBLIC_VARIABLE =
  /\b(NEXT_PUBLIC|VITE|REACT_APP|VUE_APP|NUXT_PUBLIC|NUXT_ENV|EXPO_PUBLIC|GATSBY|PUBLIC|NG_APP|SNOWPACK_PUBLIC|PARCEL_PUBLIC|STORYBOOK|RSBUILD|TARO_APP|UMI_APP)_\w{0,80}['"]?\]?\s{0,8}[:=]\s{0,8}['"`]?$/;

export function isClientSide(path: string | null, container: readonly string[]): boolean {
  return [path ?? '', ...container].some(
    (part) => CLIENT_PACKAGE.test(part) || CLIENT_FILE.test(part) || CLIENT_FOLDER.test(part),
  );
}
