/** `fetch` for the command: Node's, told of the proxy that the environment names. */
import http from 'node:http';
import type { FetchLike } from '../../http/fetch-like.ts';

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];
/** SECURITY: what is meant for this machine is plain HTTP and must not reach a proxy, which could read the key. */
const NEVER_BY_PROXY = ['localhost', '127.0.0.1', '::1', '[::1]'];

type SetGlobalProxy = (environment: Readonly<Record<string, string | undefined>>) => unknown;

/** @param warn called where the environment names a proxy that this Node can't use */
export function commandFetch(warn: (line: string) => void): FetchLike {
  const environment = process.env;
  if (PROXY_VARIABLES.some((name) => environment[name])) {
    const setGlobalProxy = (http as { setGlobalProxyFromEnv?: SetGlobalProxy }).setGlobalProxyFromEnv;
    if (setGlobalProxy === undefined) {
      warn('The proxy of the environment is not used: that needs Node 24.14 or newer.');
    } else {
      const listed = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
      const noProxy = [...listed.split(',').filter(Boolean), ...NEVER_BY_PROXY].join(',');
      setGlobalProxy({ ...environment, no_proxy: noProxy, NO_PROXY: noProxy });
    }
  }
  return (input, init) => fetch(input, init);
}
