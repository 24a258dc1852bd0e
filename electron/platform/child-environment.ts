/** What the app's processes get of its environment. */

/** SECURITY: children get no inherited secrets: only what a process needs to find folders, locale, display and proxy. */
const PASSED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TZ',
  'XDG_DATA_HOME',
  'XDG_CONFIG_HOME',
  'XDG_RUNTIME_DIR',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'DBUS_SESSION_BUS_ADDRESS',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  // SECURITY: refused, with words, by what sends.
  'NODE_TLS_REJECT_UNAUTHORIZED',
] as const;

/** Without the first of these no socket opens and no program starts; the others say where programs and folders are. */
const PASSED_ON_WINDOWS = [
  'SYSTEMROOT',
  'WINDIR',
  'SYSTEMDRIVE',
  'COMSPEC',
  'PATHEXT',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'PROGRAMW6432',
  'ONEDRIVE',
  'ONEDRIVECOMMERCIAL',
  'ONEDRIVECONSUMER',
  'USERNAME',
  'TEMP',
  'TMP',
] as const;

/** Windows spells its own names as it likes (`SystemRoot`, `Path`) and takes any case for the same. */
export function childEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): Record<string, string> {
  const isWindows = platform === 'win32';
  const inOneCase = (name: string): string => (isWindows ? name.toUpperCase() : name);
  const passed = new Set([...PASSED, ...(isWindows ? PASSED_ON_WINDOWS : [])].map(inOneCase));
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && passed.has(inOneCase(name))) kept[name] = value;
  }
  return kept;
}
