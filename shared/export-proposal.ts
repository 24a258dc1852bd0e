/** What an encrypted export of others would bring into this vault, named before anything is stored. Holds no secret. */
import { z } from 'zod';
import { brandIdSchema, keyModeSchema } from './domain.ts';
import { saidSchema } from './messages/schema.ts';

/** What does not travel from vault to vault, or is not taken in, and why. */
export const leftOutSchema = z.object({
  what: saidSchema,
  /** How many there are. */
  records: z.number().int(),
  why: saidSchema,
});
export type LeftOut = z.infer<typeof leftOutSchema>;

export const exportProposalSchema = z.object({
  accounts: z.array(
    z.object({
      name: z.string(),
      address: z.string(),
      mode: keyModeSchema,
      brand: brandIdSchema,
      /** The name of the connection that is this account here already: then nothing of it is added. */
      here: z.string().nullable(),
      /** Redacted: the key of the same file that the account works with once a person confirmed its address. */
      adminKey: z.string().nullable(),
      /** Of an account that is added; asleep until its address is confirmed. */
      connectionId: z.string().nullable(),
    }),
  ),
  /** Services other than Augno that keys belong to. */
  services: z.array(
    z.object({
      name: z.string(),
      /** What kind of service it is. */
      service: z.string(),
      address: z.string().nullable(),
      /** The name under which it is here already: then nothing of it is added. */
      here: z.string().nullable(),
      /** Of a service that is added; one with an address is asleep until that is confirmed. */
      connectionId: z.string().nullable(),
    }),
  ),
  keys: z.array(
    z.object({
      name: z.string(),
      redacted: z.string(),
      /** The account's or service's name. */
      account: z.string(),
      secret: z.boolean(),
      /** It comes into the trash, from a trash. */
      trash: z.boolean(),
      /** Its secret stood beside that of another key of the file: two copies had different ones, and nobody chose. */
      second: z.boolean(),
    }),
  ),
  /** Names of views of the list. */
  views: z.array(z.string()),
  /** What servers sent in place of keys, kept apart here too. */
  keptReplies: z.array(z.object({ name: z.string(), account: z.string() })),
  /**
   * `malformed`: nobody's program could have written it. `repeated`: its id stands in the file before. `no-account`: its
   * account is not in the file. `not-its-secret`: the key is taken without the secret, which is another key's.
   * `secret-held`: taken without the secret, which is stored here with another key. `second-secret`: it stood
   * beside a key's, and is no key of that account or service. `reserved`: of a kind that no file brings.
   */
  refused: z.array(
    z.object({
      kind: z.string(),
      name: z.string().nullable(),
      why: z.enum([
        'malformed',
        'repeated',
        'no-account',
        'not-its-secret',
        'secret-held',
        'second-secret',
        'reserved',
      ]),
    }),
  ),
  leftOut: z.array(leftOutSchema),
  records: z.number().int(),
  secrets: z.number().int(),
  /** Here already, and left as it is. */
  skipped: z.number().int(),
  /** Names of what would be replaced: nothing ever is. */
  replaced: z.array(z.string()),
});
export type ExportProposal = z.infer<typeof exportProposalSchema>;
