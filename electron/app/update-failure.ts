/** Why a feed could not be reached, in words: electron-updater's own errors quote addresses and replies. */
import { AppError } from '../../shared/errors.ts';
import { say, type Said } from '../../shared/messages/say.ts';

/** For a manifest or its signature, a few hundred bytes each; and for a download without a single byte of progress. */
export const FEED_LIMIT_MS = 30_000;
export const FEED_LIMIT_BYTES = 256 * 1024;
export const STALLED_AFTER_MS = 60_000;

interface Cause {
  /** Of the engine's network errors, without `net::`. */
  readonly names: RegExp;
  readonly message: Said;
  readonly hint: Said;
}

const CAUSES: readonly Cause[] = [
  {
    names: /ERR_PROXY_AUTH|ERR_TUNNEL_CONNECTION_FAILED|ERR_UNEXPECTED_PROXY_AUTH|\b407\b/,
    message: say('app.the-networks-proxy-does-not-let-the'),
    hint: say('app.nothing-was-changed-ask-whoever-runs-the'),
  },
  {
    names: /ERR_PROXY_|ERR_SOCKS_|ERR_NO_SUPPORTED_PROXIES|ERR_MANDATORY_PROXY/,
    message: say('app.the-proxy-that-the-system-names-cant'),
    hint: say('app.nothing-was-changed-check-the-systems-network'),
  },
  {
    names: /ERR_CERT_DATE_INVALID/,
    message: say('app.the-certificate-of-the-update-feed-is'),
    hint: say('app.nothing-was-changed-check-this-computers-date'),
  },
  {
    names: /ERR_CERT_|ERR_SSL_/,
    message: say('app.the-certificate-of-the-update-feed-is-2'),
    hint: say('app.nothing-was-changed-in-a-network-that'),
  },
  {
    names: /\b511\b/,
    message: say('network.this-network-wants-you-to-log-in'),
    hint: say('network.open-any-page-in-a-browser-log'),
  },
  {
    names: /^cancelled$/,
    message: say('app.the-update-feed-did-not-answer-in'),
    hint: say('app.nothing-was-changed-check-the-network-then'),
  },
];

export function feedTooLong(): AppError {
  return new AppError({
    code: 'update-unreachable',
    message: say('app.the-update-feed-sends-more-than'),
    hint: say('app.nothing-was-changed-check-the-address-and'),
  });
}

export function updateFailure(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, message } = thrown as { readonly code?: unknown; readonly message?: unknown };
  if (code === 'ERR_CHECKSUM_MISMATCH') {
    return new AppError({
      code: 'update-refused',
      message: say('app.what-was-downloaded-is-not-what-the'),
      hint: say('app.nothing-was-installed-and-the-file-was'),
      cause: thrown,
    });
  }
  const said = [code, message].filter((text) => typeof text === 'string');
  const cause = CAUSES.find(({ names }) => said.some((text) => names.test(text)));
  return new AppError({
    code: 'update-unreachable',
    message: cause?.message ?? say('app.the-update-feed-cant-be-reached-or'),
    hint: cause?.hint ?? say('app.nothing-was-changed-check-the-address-and'),
    cause: thrown,
  });
}
