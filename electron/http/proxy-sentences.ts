/** What a proxy did, in words: which proxy, who named it, and what helps. Nothing of the request had been sent. */
import { assertNever, type SaidError } from '../../shared/errors.ts';
import { ApiError } from './api-error.ts';
import type { ProxyError } from './proxy-failure.ts';
import { say } from '../../shared/messages/say.ts';

/** Statuses with which proxies and portals send a person to a page of their own. */
function isPortal(status: number): boolean {
  return status === 511 || (status >= 300 && status < 400);
}

function login(error: ProxyError, schemes: readonly string[]): SaidError {
  const proxy = error.label;
  const named = schemes.join(', ') || 'SOCKS';
  if (schemes.length > 0 && !schemes.some((scheme) => scheme.toLowerCase() === 'basic')) {
    return {
      message: say('network.the-proxy-proxy-wants-a-log-in', { proxy, named }),
      hint: say('network.nothing-was-sent-to-the-server-ask'),
    };
  }
  return error.hasCredentials
    ? {
        message: say('network.the-proxy-proxy-does-not-accept-the', { proxy, named }),
        hint: say('network.nothing-was-sent-to-the-server-check'),
      }
    : {
        message: say('network.the-proxy-proxy-wants-a-name-and', { proxy, named }),
        hint: say('network.nothing-was-sent-to-the-server-start'),
      };
}

function said(error: ProxyError, host: string): SaidError {
  const { fault, label: proxy } = error;
  switch (fault.kind) {
    case 'down':
      return {
        message: say('network.the-proxy-proxy-cant-be-reached-so', { proxy, host }),
        hint: say('network.check-the-network-and-the-setting-or'),
      };
    case 'unknown-name':
      return {
        message: say('network.there-is-no-proxy-of-the-name', { proxy }),
        hint: say('network.check-the-network-and-the-setting-or'),
      };
    case 'closed':
      return {
        message: say('network.the-proxy-proxy-closed-the-connection-without', { proxy, host }),
        hint: say('network.nothing-was-sent-to-the-server-try'),
      };
    case 'timed-out':
      return {
        message: say('network.the-proxy-proxy-did-not-open-a', { proxy, host }),
        hint: say('network.nothing-was-sent-to-the-server-try'),
      };
    case 'not-a-proxy':
      return {
        message: say('network.what-answers-at-proxy-is-no-proxy', { proxy }),
        hint: say('network.check-the-setting-or-variable-that-names'),
      };
    case 'certificate':
      return {
        message: say('network.the-certificate-of-the-proxy-proxy-is', { proxy }),
        hint: say('network.nothing-was-sent-its-administrator-can-put'),
      };
    case 'socks':
      return fault.login
        ? login(error, [])
        : {
            message: say('network.the-proxy-proxy-refused-the-way-to', { proxy, host }),
            hint: say('network.nothing-was-sent-to-the-server-ask-2'),
          };
    case 'status':
      if (fault.status === 407) return login(error, fault.schemes.length === 0 ? ['Basic'] : fault.schemes);
      return fault.status >= 500
        ? {
            message: say('network.the-proxy-proxy-could-not-reach-host', {
              proxy,
              host,
              status: fault.status,
            }),
            hint: say('network.nothing-was-sent-to-the-server-check-2'),
          }
        : {
            message: say('network.the-proxy-proxy-does-not-let-anything', {
              proxy,
              host,
              status: fault.status,
            }),
            hint: say('network.nothing-was-sent-to-the-server-ask-3'),
          };
    default:
      return assertNever(fault);
  }
}

/** Status 511, or what a proxy says in its place: something between here and the internet wants a person first. */
export function networkLogin(): ApiError {
  return new ApiError({
    code: 'api-unreachable',
    message: say('network.this-network-wants-you-to-log-in'),
    hint: say('network.open-any-page-in-a-browser-log'),
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
