import { SecretBytes } from '../../vault/secret-bytes.ts';

/** Lends a secret that came as text and wipes it, whatever happens. */
export async function lending<Result>(
  text: string,
  use: (secret: SecretBytes) => Result | Promise<Result>,
): Promise<Result> {
  const secret = SecretBytes.fromText(text);
  try {
    return await use(secret);
  } finally {
    secret.wipe();
  }
}
