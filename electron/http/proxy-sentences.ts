/** What a proxy did, in words: which proxy, who named it, and what helps. Nothing of the request had been sent. */
import { assertNever } from '../../shared/errors.ts';
import { ApiError } from './api-error.ts';
import type { ProxyError } from './proxy-failure.ts';

interface Said {
  readonly message: string;
  readonly hint: string;
}

/** Statuses with which proxies and portals send a person to a page of their own. */
function isPortal(status: number): boolean {
  return status === 511 || (status >= 300 && status < 400);
}

function login(error: ProxyError, schemes: readonly string[]): Said {
  const proxy = error.label;
  const named = schemes.join(', ') || 'SOCKS';
  if (schemes.length > 0 && !schemes.some((scheme) => scheme.toLowerCase() === 'basic')) {
    return {
      message: `The proxy ${proxy} wants a log-in of a kind that Augno Vault does not speak: ${named}.`,
      hint: 'Nothing was sent to the server. Ask whoever runs the network to let this program through without it, or for a log-in of the kind Basic.',
    };
  }
  return error.hasCredentials
    ? {
        message: `The proxy ${proxy} does not accept the name and password in its address (${named}).`,
        hint: 'Nothing was sent to the server. Check both; characters such as @ and : are written as %40 and %3A.',
      }
    : {
        message: `The proxy ${proxy} wants a name and a password (${named}).`,
        hint: 'Nothing was sent to the server. Start Augno Vault with both in the variable HTTPS_PROXY, as http://NAME:PASSWORD@HOST:PORT.',
      };
}

function said(error: ProxyError, host: string): Said {
  const { fault, label: proxy } = error;
  switch (fault.kind) {
    case 'down':
      return {
        message: `The proxy ${proxy} can’t be reached, so neither can ${host}.`,
        hint: 'Check the network, and the setting or variable that names the proxy. Nothing was sent.',
      };
    case 'unknown-name':
      return {
        message: `There is no proxy of the name ${proxy}.`,
        hint: 'Check the network, and the setting or variable that names the proxy. Nothing was sent.',
      };
    case 'closed':
      return {
        message: `The proxy ${proxy} closed the connection without a way to ${host}.`,
        hint: 'Nothing was sent to the server. Try again later, or ask whoever runs the network whether the proxy lets this address through.',
      };
    case 'timed-out':
      return {
        message: `The proxy ${proxy} did not open a way to ${host} in time.`,
        hint: 'Nothing was sent to the server. Try again later, or ask whoever runs the network whether the proxy lets this address through.',
      };
    case 'not-a-proxy':
      return {
        message: `What answers at ${proxy} is no proxy of the kind that is set.`,
        hint: 'Check the setting or variable that names the proxy: its kind, host and port. Nothing was sent to the server.',
      };
    case 'certificate':
      return {
        message: `The certificate of the proxy ${proxy} is not trusted.`,
        hint: 'Nothing was sent. Its administrator can put the company’s authority into the system’s certificate store, or name its file in NODE_EXTRA_CA_CERTS.',
      };
    case 'socks':
      return fault.login
        ? login(error, [])
        : {
            message: `The proxy ${proxy} refused the way to ${host}.`,
            hint: 'Nothing was sent to the server. Ask whoever runs the network whether the proxy lets this address through.',
          };
    case 'status':
      if (fault.status === 407) return login(error, fault.schemes.length === 0 ? ['Basic'] : fault.schemes);
      return fault.status >= 500
        ? {
            message: `The proxy ${proxy} could not reach ${host} (${String(fault.status)}).`,
            hint: 'Nothing was sent to the server. Check the address, and try again later.',
          }
        : {
            message: `The proxy ${proxy} does not let anything through to ${host} (${String(fault.status)}).`,
            hint: 'Nothing was sent to the server. Ask whoever runs the network to allow this address.',
          };
    default:
      return assertNever(fault);
  }
}

/** Status 511, or what a proxy says in its place: something between here and the internet wants a person first. */
export function networkLogin(): ApiError {
  return new ApiError({
    code: 'api-unreachable',
    message: 'This network wants you to log in before it lets anything through.',
    hint: 'Open any page in a browser, log in to the network there, then try again. Nothing was changed.',
    effect: 'none',
    status: 511,
  });
}

export function proxyFailure(error: ProxyError, host: string): ApiError {
  const { fault } = error;
  if (fault.kind === 'status' && isPortal(fault.status)) return networkLogin();
  return new ApiError({
    code: 'api-unreachable',
    ...said(error, host),
    field: 'url',
    effect: 'none',
    // What may pass by itself: a proxy that is being restarted, or has lost its own line.
    transient: fault.kind === 'closed' || (fault.kind === 'status' && fault.status >= 500),
    cause: error,
  });
}
