/** What is wrong with a server's certificate, by Node's codes and Chromium's, and who can put it right. */
import { ApiError } from './api-error.ts';
import { say, type Said } from '../../shared/messages/say.ts';

interface Fault {
  readonly codes: RegExp;
  readonly message: (host: string) => Said;
  readonly hint: Said;
}

const CLOCK_HINT = say('network.check-this-computers-date-and-time-first');

const FAULTS: readonly Fault[] = [
  {
    codes: /ALTNAME|HOSTNAME_MISMATCH|ERR_CERT_COMMON_NAME_INVALID/,
    message: (host) => say('network.certificate-another-name', { host }),
    hint: say('network.check-the-address-for-typing-mistakes-where'),
  },
  {
    codes: /CERT_HAS_EXPIRED|ERR_CERT_DATE_INVALID/,
    message: (host) => say('network.certificate-expired', { host }),
    hint: CLOCK_HINT,
  },
  {
    codes: /CERT_NOT_YET_VALID/,
    message: (host) => say('network.certificate-not-yet-valid', { host }),
    hint: CLOCK_HINT,
  },
  {
    codes: /DEPTH_ZERO_SELF_SIGNED_CERT/,
    message: (host) => say('network.certificate-self-signed', { host }),
    hint: say('network.check-the-address-if-it-is-your'),
  },
  {
    codes:
      /SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET|UNABLE_TO_VERIFY|CERT_UNTRUSTED|ERR_CERT_AUTHORITY_INVALID/,
    message: (host) => say('network.certificate-unknown-authority', { host }),
    hint: say('network.where-a-company-inspects-its-traffic-its'),
  },
  {
    codes: /CERT/,
    message: (host) => say('network.certificate-not-trusted', { host }),
    hint: say('network.check-the-address-in-a-network-that'),
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
