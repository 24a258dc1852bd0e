/**
 * Replies of the API as they are checked before anything uses them. Lenient on purpose: unknown fields are ignored, absent
 * ones tolerated where the product can do without; both forms of pagination and both generations of names are read.
 */
import { z } from 'zod';
import { unreadEntries, type UnreadEntries } from '../../../../shared/unread-entries.ts';
import { redactKeysIn } from '../../../../shared/key-format.ts';
import { cleanServerText } from '../../../http/error-envelope.ts';
import { certain } from '../../../../shared/certain.ts';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/**
 * RFC 3339; kept as the instant in UTC with milliseconds, so that equal instants are equal strings.
 * SECURITY: instants are compared as strings, so nothing passes that would not come out with four figures for its year.
 */
const instant = z
  .string()
  .refine((text) => RFC_3339.test(text) && isFourFigureYear(Date.parse(text)), 'not a date')
  .transform((text) => new Date(text).toISOString());
const optionalInstant = instant.nullish().transform((value) => value ?? null);

function isFourFigureYear(time: number): boolean {
  return time >= Date.UTC(1000, 0, 1) && time < Date.UTC(10_000, 0, 1);
}

/** What is shown of a text that a server sent; the rest of a longer one is dropped. */
const LONGEST_NAME = 1_000;
const LONGEST_TEXT = 4_000;

const nameText = z.string().transform((text) => text.slice(0, LONGEST_NAME));
/** SECURITY: a log may quote what somebody sent by mistake; no key in it is kept. */
const loggedText = z.string().transform((text) => redactKeysIn(text.slice(0, LONGEST_TEXT)));
const optionalText = loggedText.nullish().transform((value) => value ?? null);

/** SECURITY: ids end up in URLs and on screens; nothing but the documented alphabet gets in. */
export const idSchema = z
  .string()
  .max(128)
  .regex(/^[a-z]+_[0-9a-z]+$/);

const ownerSchema = z
  .object({ type: z.string().nullish() })
  .nullish()
  .transform((owner) => (owner?.type === 'system' || owner?.type === 'account' ? owner.type : 'unknown'))
  .catch('unknown');

export const roleReplySchema = z.object({
  id: idSchema,
  name: nameText,
  type: z.string().max(100),
  owner: ownerSchema,
  permissions: z
    .array(z.string().max(200))
    .max(5_000)
    .nullish()
    .transform((value) => value ?? null),
});
export type RoleReply = z.output<typeof roleReplySchema>;

/**
 * `aug_sk_prod_****UCZu`. SECURITY: something is masked in it, and nothing but letters, figures and that mask stands in it:
 * it is shown everywhere, and a whole key must not pass for its own redacted form.
 */
const redactedSchema = z.string().regex(/^[A-Za-z0-9_.-]{0,24}(?:\*{2,12}|\.{3}|…)[A-Za-z0-9]{0,8}$/);

export const apiKeyReplySchema = z.object({
  id: idSchema,
  name: nameText,
  redacted_value: redactedSchema,
  // A role that can't be read leaves the key readable; what is known of its role stays.
  role: roleReplySchema
    .nullish()
    .catch(null)
    .transform((role) => role ?? null),
  created_at: instant,
  updated_at: optionalInstant,
  last_used_at: optionalInstant,
  expires_at: optionalInstant,
  revoked_at: optionalInstant,
});
export type ApiKeyReply = z.output<typeof apiKeyReplySchema>;

/** `api_key_info` is read apart: a secret is not to be lost for an odd date beside it. */
export const createdKeyReplySchema = z.object({
  api_key_secret: z.string().min(1),
  api_key_info: z.unknown(),
});

const pageInfoSchema = z.object({
  has_next_page: z.boolean().nullish(),
  next_cursor: z.string().max(4_096).nullish(),
  next_page_url: z.string().max(16_384).nullish(),
});

/** An entry of a list that could not be read and was left out. */
export interface SkippedEntry {
  /** null where even that can't be read. */
  readonly id: string | null;
  /** How people find it at the server. */
  readonly label: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly skipped: readonly SkippedEntry[];
  /** null on the last page. */
  readonly nextCursor: string | null;
}

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z
    .object({ data: z.array(z.unknown()), page_info: pageInfoSchema.nullish() })
    .transform(({ data, page_info }): Page<z.output<Item>> => {
      return { ...readEach(item, data), nextCursor: page_info ? nextCursorOf(page_info) : null };
    });
}

/** One entry in a form that is not known says nothing about the others. */
function readEach<Item extends z.ZodType>(
  item: Item,
  data: readonly unknown[],
): Pick<Page<z.output<Item>>, 'items' | 'skipped'> {
  const items: z.output<Item>[] = [];
  const skipped: SkippedEntry[] = [];
  for (const entry of data) {
    const parsed = item.safeParse(entry);
    if (parsed.success) items.push(parsed.data);
    else skipped.push(skippedEntry(entry));
  }
  return { items, skipped };
}

export function unreadOf(skipped: readonly SkippedEntry[]): UnreadEntries {
  return unreadEntries(skipped.map(({ label }) => label));
}

/** Whether an id that is not listed may be one of the entries that could not be read. */
export function mayBeSkipped(skipped: readonly SkippedEntry[], id: string): boolean {
  return skipped.some((entry) => entry.id === null || entry.id === id);
}

const entryNameSchema = z.object({
  id: z.string().nullish().catch(null),
  name: z.string().nullish().catch(null),
});

function skippedEntry(entry: unknown): SkippedEntry {
  const { id, name } = entryNameSchema.catch({ id: null, name: null }).parse(entry);
  const known = idSchema.safeParse(id);
  const label = cleanServerText((name ?? id ?? '').slice(0, LONGEST_NAME)).slice(0, 60);
  return { id: known.success ? known.data : null, label: label === '' ? 'without a name' : label };
}

/**
 * The newer form gives a relative URL, the older one a cursor. Only the cursor is taken from the URL.
 * SECURITY: a page URL is never followed; it could lead to another host.
 */
function nextCursorOf(info: z.output<typeof pageInfoSchema>): string | null {
  if (info.has_next_page === false) return null;
  if (typeof info.next_page_url === 'string') {
    const query = certain(info.next_page_url.split('#')[0]).split('?')[1] ?? '';
    const cursor = new URLSearchParams(query).get('cursor');
    if (cursor !== null && cursor !== '') return cursor;
  }
  return info.next_cursor === '' ? null : (info.next_cursor ?? null);
}

const permissionSchema = z.object({
  /** The domain; an older form is `domain:action`. */
  code: z
    .string()
    .max(200)
    .regex(/^[a-z0-9_]+(?::[a-z]+)?$/),
  name: nameText.nullish(),
  description: optionalText,
});

/** What of a list can be read, and what the rest is called; it comes as an array or as a list object. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data)])
    .transform((data) => readEach(item, data));
}

export const permissionGroupReplySchema = z.object({
  code: z.string().max(200),
  name: nameText,
  permissions: listOf(permissionSchema),
});
export type PermissionGroupReply = z.output<typeof permissionGroupReplySchema>;

export const sandboxReplySchema = z.object({
  id: idSchema,
  name: nameText,
  created_at: instant,
});

const accountReplySchema = z
  .object({ id: idSchema, name: nameText.nullish() })
  .nullish()
  .catch(null)
  .transform((account) => (account ? { id: account.id, name: account.name ?? null } : null));

export const requestLogReplySchema = z.object({
  id: idSchema,
  method: z.string().max(20),
  path: loggedText,
  normalized_route: optionalText,
  status_code: z.number().int(),
  latency_us: z.number().nullish(),
  error_code: optionalText,
  error_message: optionalText,
  client_ip: optionalText,
  user_agent: optionalText,
  referrer: optionalText,
  occurred_at: instant,
  idempotency_key: optionalText,
  account: accountReplySchema,
  actor: z
    .object({ id: z.string().max(128), type: z.string().max(100).nullish() })
    .nullish()
    .catch(null)
    .transform((actor) => actor ?? null),
});
export type RequestLogReply = z.output<typeof requestLogReplySchema>;

const fieldChangeSchema = z.object({
  field: loggedText,
  old_value: z.unknown().transform(shownValue),
  new_value: z.unknown().transform(shownValue),
});

/** A field's value as text; null for none. */
function shownValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return redactKeysIn((typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_TEXT));
}

export const auditEventReplySchema = z.object({
  action: z.string().max(100),
  resource_type: z.string().max(100),
  resource_id: z.string().max(128),
  idempotency_key: optionalText,
  occurred_at: instant,
  /** The older version; the newer one has `request`. */
  request_id: optionalText,
  source_ip: optionalText,
  request: z
    .object({ client_ip: optionalText, user_agent: optionalText })
    .nullish()
    .catch(null)
    .transform((request) => request ?? null),
  actor: z
    .object({ id: z.string().max(128), type: optionalText, name: optionalText, handle: optionalText })
    .nullish()
    .catch(null)
    .transform((actor) => actor ?? null),
  /** Empty where they were not asked for, or come in a form that is not known. */
  changes: z
    .object({ data: z.array(fieldChangeSchema) })
    .nullish()
    .catch(null)
    .transform((changes) => changes?.data ?? []),
});
export type AuditEventReply = z.output<typeof auditEventReplySchema>;

/** The unit list is only asked to see whether a key works; its older form (without `owner`) is as good. */
export const unitReplySchema = z.looseObject({ id: z.string() });
