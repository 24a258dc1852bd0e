/** Arguments of Chromium that would open the app to another program or weaken what the page may do. */

/**
 * SECURITY: fuses shut Node's inspector; Chromium's own has none. A release leaves at once when it is started with one
 * of these, before there is a window or a vault. Development packages take them: the tests drive those over the port.
 */
const REFUSED: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'load-extension',
  'log-net-log',
  'enable-crash-reporter',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
];

/** The refused switches among the arguments, without values. */
export function refusedSwitches(commandLine: readonly string[]): readonly string[] {
  const given = commandLine.map((argument) =>
    /^(?:--?|\/)([a-z-]+)(?:=.*)?$/is.exec(argument)?.[1]?.toLowerCase(),
  );
  return REFUSED.filter((name) => given.includes(name));
}
