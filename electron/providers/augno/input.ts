/** Checks of what people enter, with a sentence for each way it can be wrong. Nothing is sent before these pass. */
import { BRANDS } from '../../../shared/brands.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseKey, type KeyParts, type KeyProblem } from '../../../shared/key-format.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';

const LONGEST_NAME = 255;

function invalid(field: string, message: string, hint: string): AppError {
  return new AppError({ code: 'invalid-input', message, hint, field });
}

const NOT_SENT = 'It was not sent anywhere.';

const PROBLEMS: Readonly<Record<KeyProblem, { readonly message: string; readonly hint: string }>> = {
  empty: {
    message: 'The API key is missing.',
    hint: 'Paste the whole key, as it was shown when it was created.',
  },
  prefix: {
    message: 'This is not an Augno API key.',
    hint: `Keys begin with ${BRANDS.augno.keyPrefix}test_ or ${BRANDS.augno.keyPrefix}prod_. ${NOT_SENT}`,
  },
  'not-secret': {
    message: 'This is no secret API key.',
    hint: `The key that is needed begins with ${BRANDS.augno.keyPrefix}. ${NOT_SENT}`,
  },
  mode: {
    message: 'This key is neither a test key nor a production key.',
    hint: `After ${BRANDS.augno.keyPrefix} must stand test_ or prod_. Copy it again. ${NOT_SENT}`,
  },
  length: {
    message: 'This key has too few or too many characters.',
    hint: `A whole key has 85 characters. Copy it again, without anything before or after it. ${NOT_SENT}`,
  },
  characters: {
    message: 'This key holds characters that no key has.',
    hint: `After its prefix a key holds letters and digits only. Copy it again. ${NOT_SENT}`,
  },
  masked: {
    message: 'This is the masked form of a key (with asterisks), not the key itself.',
    hint: `The whole key was shown once, when it was created. If it is lost, create another. ${NOT_SENT}`,
  },
  checksum: {
    message: "This key's checksum is wrong: a character was changed or left out.",
    hint: `Copy the key again from where it was issued. ${NOT_SENT}`,
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
  while (start < end && bytes[start]! <= 0x20) start += 1;
  while (end > start && bytes[end - 1]! <= 0x20) end -= 1;
  const trimmed = Buffer.alloc(end - start);
  bytes.copy(trimmed, 0, start, end);
  return SecretBytes.adopt(trimmed);
}

/** @throws AppError `invalid-input`, field `name` */
export function requireName(text: string, what: string): string {
  const name = text.trim();
  if (name === '') {
    throw invalid(
      'name',
      `The ${what} needs a name.`,
      'Enter a name that says what it is for. Nothing was created.',
    );
  }
  if ([...name].length > LONGEST_NAME) {
    throw invalid(
      'name',
      `The name is too long: ${[...name].length} characters, and Augno takes ${LONGEST_NAME} at most.`,
      'Shorten it. Nothing was created.',
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
      'This is not a date.',
      'Enter a date such as 2027-01-31. Nothing was created.',
    );
  }
  if (at <= now.getTime()) {
    throw invalid(
      'expiresAt',
      'This date has passed, so the key would be dead at once.',
      'Choose a later date. Nothing was created.',
    );
  }
  return new Date(at).toISOString();
}

/**
 * A destructive operation on a production key, or on the key a connection works with, needs its name typed.
 * @throws AppError `conflict`, field `confirmation`
 */
export function requireConfirmation(
  names: readonly string[],
  confirmation: string | null,
  why: string,
): void {
  if (confirmation !== null && names.includes(confirmation.trim())) return;
  throw new AppError({
    code: 'conflict',
    message:
      confirmation === null
        ? `${why}, so its name has to be confirmed.`
        : 'The name that was typed is not that of the key.',
    hint: `Type the key's name exactly: ${names[0]!}. Nothing was changed.`,
    field: 'confirmation',
  });
}
