/** Why a feed could not be reached, in words: electron-updater's own errors quote addresses and replies. */
import { AppError } from '../../shared/errors.ts';

/** For a manifest or its signature, a few hundred bytes each; and for a download without a single byte of progress. */
export const FEED_LIMIT_MS = 30_000;
export const STALLED_AFTER_MS = 60_000;

interface Cause {
  /** Of the engine's network errors, without `net::`. */
  readonly names: RegExp;
  readonly message: string;
  readonly hint: string;
}

const CAUSES: readonly Cause[] = [
  {
    names: /ERR_PROXY_AUTH|ERR_TUNNEL_CONNECTION_FAILED|ERR_UNEXPECTED_PROXY_AUTH|\b407\b/,
    message: 'The network’s proxy does not let the app through to the update feed.',
    hint: 'Nothing was changed. Ask whoever runs the network to allow this address, or whether its proxy wants a log-in.',
  },
  {
    names: /ERR_PROXY_|ERR_SOCKS_|ERR_NO_SUPPORTED_PROXIES|ERR_MANDATORY_PROXY/,
    message: 'The proxy that the system names can’t be reached or used.',
    hint: 'Nothing was changed. Check the system’s network settings, then try again.',
  },
  {
    names: /ERR_CERT_DATE_INVALID/,
    message: 'The certificate of the update feed is out of date.',
    hint: 'Nothing was changed. Check this computer’s date and time first; then ask whoever runs the feed.',
  },
  {
    names: /ERR_CERT_|ERR_SSL_/,
    message: 'The certificate of the update feed is not trusted.',
    hint: 'Nothing was changed. In a network that inspects traffic, its administrator can put the company’s authority into the system’s certificate store.',
  },
  {
    names: /\b511\b/,
    message: 'This network wants you to log in before it lets anything through.',
    hint: 'Open any page in a browser, log in to the network there, then try again. Nothing was changed.',
  },
  {
    names: /^cancelled$/,
    message: 'The update feed did not answer in time.',
    hint: 'Nothing was changed. Check the network, then try again.',
  },
];

export function updateFailure(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, message } = thrown as { readonly code?: unknown; readonly message?: unknown };
  if (code === 'ERR_CHECKSUM_MISMATCH') {
    return new AppError({
      code: 'update-refused',
      message: 'What was downloaded is not what the feed announced.',
      hint: 'Nothing was installed, and the file was deleted. Try again; if it happens twice, ask whoever runs the feed.',
      cause: thrown,
    });
  }
  const said = [code, message].filter((text) => typeof text === 'string');
  const cause = CAUSES.find(({ names }) => said.some((text) => names.test(text)));
  return new AppError({
    code: 'update-unreachable',
    message: cause?.message ?? 'The update feed can’t be reached, or does not answer as one.',
    hint: cause?.hint ?? 'Nothing was changed. Check the address and the network, then try again.',
    cause: thrown,
  });
}
