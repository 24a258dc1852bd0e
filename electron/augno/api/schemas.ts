/**
 * Replies of the API as they are checked before anything uses them. Lenient on purpose: unknown fields are ignored, absent
 * ones tolerated where the product can do without; both forms of pagination and both generations of names are read.
 */
import { z } from 'zod';

/** RFC 3339; kept as the instant in UTC with milliseconds, so that equal instants are equal strings. */
const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a date')
  .transform((text) => new Date(text).toISOString());
const optionalInstant = instant.nullish().transform((value) => value ?? null);
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

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
  name: z.string(),
  type: z.string(),
  owner: ownerSchema,
  permissions: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? null),
});
export type RoleReply = z.output<typeof roleReplySchema>;

export const apiKeyReplySchema = z.object({
  id: idSchema,
  name: z.string(),
  redacted_value: z.string().max(200),
  role: roleReplySchema.nullish().transform((role) => role ?? null),
  created_at: instant,
  updated_at: optionalInstant,
  last_used_at: optionalInstant,
  expires_at: optionalInstant,
  revoked_at: optionalInstant,
});
export type ApiKeyReply = z.output<typeof apiKeyReplySchema>;

export const createdKeyReplySchema = z.object({
  api_key_secret: z.string().min(1).max(4096),
  api_key_info: apiKeyReplySchema,
});

const pageInfoSchema = z.object({
  has_next_page: z.boolean().nullish(),
  next_cursor: optionalText,
  next_page_url: optionalText,
});

export interface Page<Item> {
  readonly items: readonly Item[];
  /** null on the last page. */
  readonly nextCursor: string | null;
}

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z
    .object({ data: z.array(item), page_info: pageInfoSchema.nullish() })
    .transform(({ data, page_info }): Page<z.output<Item>> => ({
      items: data,
      nextCursor: page_info ? nextCursorOf(page_info) : null,
    }));
}

/**
 * The newer form gives a relative URL, the older one a cursor. Only the cursor is taken from the URL.
 * SECURITY: a page URL is never followed; it could lead to another host.
 */
function nextCursorOf(info: z.output<typeof pageInfoSchema>): string | null {
  if (info.has_next_page === false) return null;
  if (info.next_page_url !== null) {
    const query = info.next_page_url.split('#')[0]!.split('?')[1] ?? '';
    const cursor = new URLSearchParams(query).get('cursor');
    if (cursor !== null && cursor !== '') return cursor;
  }
  return info.next_cursor === '' ? null : info.next_cursor;
}

export const sandboxReplySchema = z.object({
  id: idSchema,
  name: z.string(),
  created_at: instant,
});

const accountReplySchema = z
  .object({ id: z.string(), name: z.string().nullish() })
  .nullish()
  .catch(null)
  .transform((account) => (account ? { id: account.id, name: account.name ?? null } : null));

export const requestLogReplySchema = z.object({
  id: idSchema,
  method: z.string(),
  path: z.string(),
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
    .object({ id: z.string(), type: z.string().nullish() })
    .nullish()
    .catch(null)
    .transform((actor) => actor ?? null),
});
export type RequestLogReply = z.output<typeof requestLogReplySchema>;

const fieldChangeSchema = z.object({
  field: z.string(),
  old_value: z.unknown().transform(shownValue),
  new_value: z.unknown().transform(shownValue),
});

/** A field's value as text; null for none. */
function shownValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const auditEventReplySchema = z.object({
  action: z.string(),
  resource_type: z.string(),
  resource_id: z.string(),
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
    .object({ id: z.string(), type: optionalText, name: optionalText, handle: optionalText })
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
