/** What is wrong with a server's certificate, by Node's codes and Chromium's, and who can put it right. */
import { ApiError } from './api-error.ts';

interface Fault {
  readonly codes: RegExp;
  readonly message: (host: string) => string;
  readonly hint: string;
}

const CLOCK_HINT =
  'Check this computer’s date and time first. If they are right, whoever runs the server has to renew its certificate. The key was not sent.';

const FAULTS: readonly Fault[] = [
  {
    codes: /ALTNAME|HOSTNAME_MISMATCH|ERR_CERT_COMMON_NAME_INVALID/,
    message: (host) => `The certificate of ${host} belongs to another name, so nothing was sent to it.`,
    hint: 'Check the address for typing mistakes. Where the network wants a log-in first, log in to it in a browser. The key was not sent.',
  },
  {
    codes: /CERT_HAS_EXPIRED|ERR_CERT_DATE_INVALID/,
    message: (host) => `The certificate of ${host} has expired, so nothing was sent to it.`,
    hint: CLOCK_HINT,
  },
  {
    codes: /CERT_NOT_YET_VALID/,
    message: (host) => `The certificate of ${host} is not valid yet, so nothing was sent to it.`,
    hint: CLOCK_HINT,
  },
  {
    codes: /DEPTH_ZERO_SELF_SIGNED_CERT/,
    message: (host) => `The certificate of ${host} is self-signed, so nothing was sent to it.`,
    hint: 'Check the address. If it is your own server, put that certificate into the system’s certificate store, or name its file in NODE_EXTRA_CA_CERTS. The key was not sent.',
  },
  {
    codes:
      /SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET|UNABLE_TO_VERIFY|CERT_UNTRUSTED|ERR_CERT_AUTHORITY_INVALID/,
    message: (host) =>
      `The certificate of ${host} comes from an authority that this computer does not know, so nothing was sent to it.`,
    hint: 'Where a company inspects its traffic, its administrator can put its authority into the system’s certificate store, or name its file in NODE_EXTRA_CA_CERTS. The key was not sent.',
  },
  {
    codes: /CERT/,
    message: (host) => `The certificate of ${host} is not trusted, so nothing was sent to it.`,
    hint: 'Check the address. In a network that inspects traffic, ask its administrator; the key was not sent.',
  },
];

/** Null where none of `codes` speaks of a certificate. */
export function certificateFailure(codes: readonly string[], host: string, cause: unknown): ApiError | null {
  const fault = FAULTS.find((candidate) => codes.some((code) => candidate.codes.test(code)));
  if (fault === undefined) return null;
  const { hint } = fault;
  const message = fault.message(host);
  return new ApiError({ code: 'api-unreachable', message, hint, field: 'url', effect: 'none', cause });
}
