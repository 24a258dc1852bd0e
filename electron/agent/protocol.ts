/** What the command and whoever holds the open vault say to each other: one request for each connection, then lines of answer. */
import { z } from 'zod';
import { serializedErrorSchema } from '../../shared/error-schema.ts';
import { keyStatusSchema, keySummarySchema } from '../../shared/domain.ts';
import { scanFindingSchema } from '../../shared/findings.ts';
import { PROTOCOL, RECOGNISE } from './spoken.ts';

/** Of a request, and of anything that a client says. */
export const LONGEST_REQUEST = 1 << 20;
/** Of one line of an answer. */
export const LONGEST_ANSWER = 1 << 26;

const text = (longest: number) => z.string().max(longest);
const passwordSchema = z.base64().max(1 << 17);

/** A subcommand that only reads, run where the vault is open. */
const commandSchema = z.strictObject({
  kind: z.literal('command'),
  args: z.array(text(4096)).max(200),
  connection: text(1024).nullable(),
  json: z.boolean(),
  quiet: z.boolean(),
  language: z.enum(['en', 'de']),
});

/** Secrets for a program's environment or for a file. */
const lendSchema = z.strictObject({
  kind: z.literal('lend'),
  connection: text(1024).nullable(),
  /** How keys are named. */
  names: z.array(text(1024)).max(1000),
  /** Texts that are values, unless they name a key. */
  texts: z.array(text(1024)).max(1000),
  /** The file that they are written into; null: a program's environment. */
  place: text(8192).nullable(),
  /** False: only whether the names are good. */
  secrets: z.boolean(),
});

/** What no subcommand prints, for an assistant. */
const querySchema = z.strictObject({
  kind: z.literal('query'),
  what: z.enum(['findings', 'role']),
  connection: text(1024).nullable(),
  key: text(1024).nullable(),
});

const hexDigest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a finding says of its key to whoever can tell whose it is; nothing of it is the key. */
const foundMarkSchema = z.strictObject({
  /** The finding's fingerprint, by which the answer names it. */
  mark: text(200),
  keyId: text(64).nullable(),
  class: scanFindingSchema.shape.class,
  repairable: z.boolean(),
  redacted: text(200),
  /** HMAC-SHA-256 of the whole key under the scan's own key. */
  keyFingerprint: hexDigest.nullable(),
});
/** So many fit into a request. */
export const MOST_MARKS = 1000;

/**
 * Which keys of the vault a scan found. `begin` gets the right to ask that, so that a person is asked before the scan; without
 * `ask` nobody is, and only what was allowed before counts.
 */
const scanNamesSchema = z.strictObject({
  kind: z.literal('scan-names'),
  step: z.discriminatedUnion('name', [
    z.strictObject({ name: z.literal('begin'), ask: z.boolean() }),
    z.strictObject({
      name: z.literal('match'),
      ticket: text(64),
      scanKey: hexDigest,
      found: z.array(foundMarkSchema).max(MOST_MARKS),
      masked: z.array(text(200)).max(MOST_MARKS),
      /** The right to ask ends with it. */
      last: z.boolean(),
    }),
  ]),
});

/** Which keys of the vault stand in what an assistant is about to see. Nobody is asked; without a grant it is refused. */
const recogniseSchema = z.strictObject({
  kind: z.literal('recognise'),
  /** Printable ASCII, in lines. */
  text: z
    .string()
    .max(RECOGNISE.longestText)
    .regex(/^[\x21-\x7e\n]*$/),
});

/** A key used by a program that does not get it; open until this connection is closed. */
const brokerSchema = z.strictObject({
  kind: z.literal('broker'),
  connection: text(1024).nullable(),
  key: text(1024),
  allow: z.array(text(300)).max(200),
  /** How long the session lasts at most, in milliseconds. */
  forMs: z.int().positive(),
  reason: text(300).nullable(),
  /** The program, for people. */
  command: text(1024),
  /** A key is made for this session alone, with this role, and used in place of that one. */
  sessionKey: text(300).optional(),
});

const approveSchema = z.strictObject({
  kind: z.literal('approve'),
  code: text(16),
  /** Null: this once. */
  forMs: z.int().positive().nullable(),
  refuse: z.boolean(),
  password: passwordSchema,
});

const grantsSchema = z.strictObject({ kind: z.literal('grants'), password: passwordSchema });
const requestsSchema = z.strictObject({ kind: z.literal('requests'), password: passwordSchema });
/** Takes away only, so nothing is asked. */
const revokeSchema = z.strictObject({ kind: z.literal('revoke'), id: text(64) });
const stopSchema = z.strictObject({ kind: z.literal('stop') });

export const requestSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  request: z.discriminatedUnion('kind', [
    commandSchema,
    lendSchema,
    querySchema,
    scanNamesSchema,
    recogniseSchema,
    brokerSchema,
    requestsSchema,
    approveSchema,
    grantsSchema,
    revokeSchema,
    stopSchema,
  ]),
});
export type AgentRequest = z.infer<typeof requestSchema>['request'];
export type RequestOf<Kind extends AgentRequest['kind']> = Extract<AgentRequest, { kind: Kind }>;

const foundKeySchema = z.object({
  name: z.string(),
  key: keySummarySchema.nullable(),
  error: serializedErrorSchema.nullable(),
});
export const lentSchema = z.object({
  found: z.array(foundKeySchema),
  /** By the key's id, base64. */
  secrets: z.record(z.string(), z.string()),
});
const registryKeyNameSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: keyStatusSchema,
  provider: z.string(),
});
export const scanTicketSchema = z.object({ ticket: z.string() });
export const scanNamesAnswerSchema = z.object({
  keys: z.record(z.string(), registryKeyNameSchema),
  masked: z.record(z.string(), z.array(registryKeyNameSchema)),
});
export const brokerStartedSchema = z.object({
  id: z.string(),
  url: z.string(),
  token: z.string(),
  until: z.string(),
});
export type Lent = z.infer<typeof lentSchema>;

export const answerSchema = z.discriminatedUnion('kind', [
  /** A person is asked; the code is to be shown. */
  z.object({ kind: z.literal('asking'), code: z.string(), program: z.string(), minutes: z.number() }),
  /** How it was allowed. */
  z.object({ kind: z.literal('allowed'), grant: z.string().nullable(), until: z.string().nullable() }),
  z.object({ kind: z.literal('text'), to: z.enum(['out', 'err']), lines: z.array(z.string()) }),
  z.object({ kind: z.literal('value'), value: z.unknown() }),
  z.object({ kind: z.literal('done'), exitCode: z.number() }),
  z.object({ kind: z.literal('error'), error: serializedErrorSchema }),
]);
export type AgentAnswer = z.infer<typeof answerSchema>;
