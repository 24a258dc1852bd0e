/** Checks of what people enter, with a sentence for each way it can be wrong. Nothing is sent before these pass. */
import { BRANDS } from '../../../shared/brands.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseKey, type KeyParts, type KeyProblem } from '../../../shared/key-format.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

const LONGEST_NAME = 255;

function invalid(field: string, message: Said, hint: Said): AppError {
  return new AppError({ code: 'invalid-input', message, hint, field });
}

const NOT_SENT = say('account.it-was-not-sent-anywhere');

const PROBLEMS: Readonly<Record<KeyProblem, { readonly message: Said; readonly hint: Said }>> = {
  empty: {
    message: say('account.the-api-key-is-missing'),
    hint: say('account.paste-the-whole-key-as-it-was'),
  },
  prefix: {
    message: say('account.this-is-not-an-augno-api-key'),
    hint: say('account.keys-begin-with-keyprefixtest-or-keyprefixprod-notsent', {
      keyPrefix: BRANDS.augno.keyPrefix,
      notSent: NOT_SENT,
    }),
  },
  'not-secret': {
    message: say('account.this-is-no-secret-api-key'),
    hint: say('account.the-key-that-is-needed-begins-with', {
      keyPrefix: BRANDS.augno.keyPrefix,
      notSent: NOT_SENT,
    }),
  },
  mode: {
    message: say('account.this-key-is-neither-a-test-key'),
    hint: say('account.after-keyprefix-must-stand-test-or-prod', {
      keyPrefix: BRANDS.augno.keyPrefix,
      notSent: NOT_SENT,
    }),
  },
  length: {
    message: say('account.this-key-has-too-few-or-too'),
    hint: say('account.a-whole-key-has-85-characters-copy', { notSent: NOT_SENT }),
  },
  characters: {
    message: say('account.this-key-holds-characters-that-no-key'),
    hint: say('account.after-its-prefix-a-key-holds-letters', { notSent: NOT_SENT }),
  },
  masked: {
    message: say('account.this-is-the-masked-form-of-a'),
    hint: say('account.the-whole-key-was-shown-once-when', { notSent: NOT_SENT }),
  },
  checksum: {
    message: say('account.this-keys-checksum-is-wrong-a-character'),
    hint: say('account.copy-the-key-again-from-where-it', { notSent: NOT_SENT }),
  },
};

/** @throws AppError `invalid-input` with `field` */
export function requireKey(secret: SecretBytes, field: string): KeyParts {
  const parsed = parseKey(secret.revealText());
  if (parsed.ok) return parsed.key;
  const { message, hint } = PROBLEMS[parsed.problem];
  throw invalid(field, message, hint);
}

/** The key without the white space that a paste often brings. The caller wipes it. */
export function trimmedKey(secret: SecretBytes): SecretBytes {
  const bytes = secret.bytes();
  let start = 0;
  let end = bytes.length;
  while (start < end && certain(bytes[start]) <= 0x20) start += 1;
  while (end > start && certain(bytes[end - 1]) <= 0x20) end -= 1;
  const trimmed = Buffer.alloc(end - start);
  bytes.copy(trimmed, 0, start, end);
  return SecretBytes.adopt(trimmed);
}

/** @throws AppError `invalid-input`, field `name` */
export function requireName(text: string, what: 'role' | 'connection' | 'key' | 'service'): string {
  const name = text.trim();
  if (name === '') {
    throw invalid(
      'name',
      say(`account.the-${what}-needs-a-name`),
      say('account.enter-a-name-that-says-what-it'),
    );
  }
  if ([...name].length > LONGEST_NAME) {
    throw invalid(
      'name',
      say('account.the-name-is-too-long-length-characters', {
        length: [...name].length,
        longestName: LONGEST_NAME,
      }),
      say('account.shorten-it-nothing-was-created'),
    );
  }
  return name;
}

/** @throws AppError `invalid-input`, field `expiresAt` */
export function requireFuture(expiresAt: string | null | undefined, now: Date): string | null {
  if (expiresAt === null || expiresAt === undefined) return null;
  const at = Date.parse(expiresAt);
  if (Number.isNaN(at)) {
    throw invalid(
      'expiresAt',
      say('account.this-is-not-a-date'),
      say('account.enter-a-date-such-as-2027-01'),
    );
  }
  if (at <= now.getTime()) {
    throw invalid(
      'expiresAt',
      say('account.this-date-has-passed-so-the-key'),
      say('account.choose-a-later-date-nothing-was-created'),
    );
  }
  return new Date(at).toISOString();
}

/**
 * A destructive operation on a production key, or on the key a connection works with, needs its name typed.
 * @throws AppError `conflict`, field `confirmation`
 */
export function requireConfirmation(names: readonly string[], confirmation: string | null, why: Said): void {
  if (confirmation !== null && names.includes(confirmation.trim())) return;
  throw new AppError({
    code: 'conflict',
    message:
      confirmation === null
        ? say('account.why-so-its-name-has-to-be', { why })
        : say('account.the-name-that-was-typed-is-not'),
    hint: say('account.type-the-keys-name-exactly-name-nothing', { name: certain(names[0]) }),
    field: 'confirmation',
  });
}
