/** Which exit code an error gives; a stable interface of the command. */
import { assertNever, type ErrorCode } from '../../shared/errors.ts';
import { EXIT } from './types.ts';

export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'invalid-input':
    case 'not-found':
    case 'ambiguous':
    case 'unsupported':
    case 'scan-path-missing':
    case 'scan-not-a-repository':
    case 'scan-file-unparsable':
      return EXIT.usage;
    case 'conflict':
    case 'clock-differs':
    case 'cancelled':
    case 'outcome-unknown':
    case 'internal':
    case 'file-changed':
    case 'file-read-only':
    case 'file-unwritable':
    case 'command-failed':
    case 'update-unreachable':
    case 'update-refused':
      return EXIT.refused;
    case 'vault-missing':
    case 'vault-vanished':
    case 'vault-exists':
    case 'vault-locked':
    case 'vault-wrong-password':
    case 'vault-waiting':
    case 'vault-damaged':
    case 'vault-foreign':
    case 'vault-newer-format':
    case 'vault-rolled-back':
    case 'vault-parameters':
    case 'vault-unwritable':
    case 'vault-unreadable':
    case 'vault-disk-full':
    case 'vault-busy':
    case 'lock-incomplete':
    case 'vault-replaced':
    case 'vault-another-copy':
    case 'keychain-unavailable':
      return EXIT.vault;
    case 'api-unreachable':
    case 'api-timeout':
    case 'api-not-augno':
    case 'api-insecure-url':
    case 'api-redirect':
    case 'api-invalid-key':
    case 'api-key-expired':
    case 'api-key-revoked':
    case 'api-forbidden':
    case 'api-payment-required':
    case 'api-not-found':
    case 'api-conflict':
    case 'api-rejected':
    case 'api-rate-limited':
    case 'api-server-error':
    case 'api-unexpected-reply':
    case 'address-unconfirmed':
      return EXIT.api;
    case 'scan-path-unreadable':
    case 'scan-nothing-to-scan':
      return EXIT.incomplete;
    default:
      return assertNever(code);
  }
}
