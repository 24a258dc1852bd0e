/**
 * Services whose keys the vault keeps. Augno is one of them; what it can do over its API, others may do by hand or not at
 * all. These forms cross process borders: none of them holds a secret.
 */
import { z } from 'zod';
import { KEY_MODES } from './key-format.ts';
import { saidSchema } from './messages/schema.ts';

export const AUGNO_PROVIDER_ID = 'augno';

export const providerIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);

/** `api`: this program does it. `guided`: it shows the way and checks the result. `none`: it can't be done. */
const abilitySchema = z.enum(['api', 'guided', 'none']);

/** All that may be asked of a service, and nothing is asked of it by its name. */
const abilitiesSchema = z.object({
  create: abilitySchema,
  rotate: abilitySchema,
  revoke: abilitySchema,
  test: abilitySchema,
  /** Tells which keys there are and how they stand; a record that is deleted here stays there. */
  lists: z.boolean(),
  /** Ends a key on its day; else a date is a note of whoever keeps the key. */
  expires: z.boolean(),
  /** A key has a role that says what it may do. */
  roles: z.boolean(),
  /** Tells when a key was used, and for which requests. */
  logs: z.boolean(),
  /** A key has one form, with a checksum in it: none is taken for another, and each is found by itself. */
  checksum: z.boolean(),
});

/** How a key is sent. `{key}` stands for the secret, `{header}` and `{prefix}` for what the connection says. */
const sendingFormSchema = z.object({
  id: z.string(),
  /** As developers call it, in no language: `Bearer`, `x-api-key`. `{header}` as in the headers. */
  label: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
});

const keyKindSchema = z.object({
  id: z.string(),
  label: saidSchema,
  /** What every key of this kind begins with; null if nothing. */
  prefix: z.string().nullable(),
  /** Whose key it is, and so what `owner` names. */
  owner: z.enum(['person', 'team', 'anyone']),
  /** Where in the service's own pages it is made and deleted, in the words of those pages. */
  place: z.string().nullable(),
  /** What to tell the service's own assistant; `{name}` stands for the key's name. */
  sentence: z.string().nullable(),
  /** Where it differs from the service's; null: no request only asks whether such a key is accepted. */
  testPath: z.string().nullable().optional(),
});

export const providerDescriptionSchema = z.object({
  id: providerIdSchema,
  name: z.string(),
  abilities: abilitiesSchema,
  /** Each connection is a service of its own, and called by its name. */
  connectionNames: z.boolean(),
  kinds: z.array(keyKindSchema).min(1),
  forms: z.array(sendingFormSchema).min(1),
  /** What the connection's address is for: the service's own, or only the one a key is tested at. */
  address: z.object({
    use: z.enum(['base', 'test']),
    required: z.boolean(),
    default: z.string().nullable(),
  }),
  /** Whether a connection names the header itself. */
  ownHeader: z.boolean(),
  /** Under the connection's address, what a key is tested with; null where the address is that already. */
  testPath: z.string().nullable(),
  /** The variable that snippets use. */
  variable: z.string(),
});
export type ProviderDescription = z.infer<typeof providerDescriptionSchema>;

export const providerConnectionSchema = z.object({
  id: z.string(),
  provider: providerIdSchema,
  providerName: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  header: z.string().nullable(),
  headerPrefix: z.string().nullable(),
  mode: z.enum(KEY_MODES),
  keyCount: z.number().int(),
  /** Said where the address is not encrypted; null if it is. */
  warning: saidSchema.nullable(),
  /** Its address is not confirmed on this computer, so no key is sent there. */
  asleep: z.literal(true).optional(),
});
export type ProviderConnection = z.infer<typeof providerConnectionSchema>;

/** Whose key it is, and what can be done with it. */
export const keyProviderSchema = z.object({
  id: providerIdSchema,
  /** As commands name it: the id, or the service's own name where each connection is a service of its own. */
  called: z.string(),
  name: z.string(),
  connectionName: z.string(),
  kind: z.string(),
  kindLabel: saidSchema,
  lastTestedAt: z.string().nullable(),
  lastOutcome: z.enum(['accepted', 'refused', 'unreachable']).nullable(),
  abilities: abilitiesSchema,
});
export type KeyProvider = z.infer<typeof keyProviderSchema>;

/** What a program may do with a key by itself, as in a rule over many keys. */
export type KeyAction = 'create' | 'rotate' | 'revoke' | 'test';
