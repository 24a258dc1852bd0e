import { describe, expect, it } from 'vitest';
import {
  apiKeyReplySchema,
  pageSchema,
  unitReplySchema,
} from '../../../../electron/providers/augno/api/schemas.ts';

const KEY = {
  id: 'apke_01jm4r6700e3',
  object: 'api_key',
  name: 'ERP Sync',
  redacted_value: 'aug_sk_prod_****hjt4',
  role: null,
  created_at: '2026-05-10T00:00:00Z',
  updated_at: '2026-05-10T00:23:00Z',
  last_used_at: null,
  expires_at: '2026-06-10T02:00:00+02:00',
  revoked_at: null,
};

const page = (info: object | null) => pageSchema(apiKeyReplySchema).parse({ data: [KEY], page_info: info });

describe('pages', () => {
  it('goes on with a cursor, and with the cursor of a page URL', () => {
    expect(page({ has_next_page: true, next_cursor: 'abc.def' }).nextCursor).toBe('abc.def');
    expect(
      page({ has_next_page: true, next_page_url: '/v1/auth/api-keys?limit=5&cursor=abc.def' }).nextCursor,
    ).toBe('abc.def');
  });

  it('takes nothing but the cursor of a page URL that leads elsewhere', () => {
    const next = page({
      has_next_page: true,
      next_page_url: 'https://evil.example/v1/x?cursor=abc&limit=1',
    }).nextCursor;
    expect(next).toBe('abc');
  });

  it('stops where the server says so, whatever else it sends', () => {
    expect(page({ has_next_page: false, next_cursor: 'abc' }).nextCursor).toBeNull();
    expect(page({ has_next_page: true, next_cursor: null }).nextCursor).toBeNull();
    expect(page({ has_next_page: true, next_page_url: '/v1/auth/api-keys?limit=5' }).nextCursor).toBeNull();
    expect(page(null).nextCursor).toBeNull();
  });
});

describe('replies', () => {
  it('keeps instants in one form, so that equal ones are equal', () => {
    expect(apiKeyReplySchema.parse(KEY)).toMatchObject({
      created_at: '2026-05-10T00:00:00.000Z',
      expires_at: '2026-06-10T00:00:00.000Z',
    });
  });

  it('ignores what it does not know and does without what may be missing', () => {
    const { last_used_at: _used, role: _role, updated_at: _updated, ...rest } = KEY;
    expect(apiKeyReplySchema.parse({ ...rest, something: 'new' })).toMatchObject({
      role: null,
      last_used_at: null,
      updated_at: null,
    });
  });

  it.each([
    { id: '../../etc' },
    { id: 'apke_x/actions/rotate' },
    { id: 5 },
    { created_at: 'yesterday' },
    { revoked_at: 'never' },
    { name: null },
    { redacted_value: 'x'.repeat(500) },
  ])('refuses %j', (bad) => {
    expect(apiKeyReplySchema.safeParse({ ...KEY, ...bad }).success).toBe(false);
  });

  it("reads the quickstart's older unit as well", () => {
    expect(
      unitReplySchema.safeParse({ id: 'unit_1', is_internal: true, ratio_numerator: '1.0' }).success,
    ).toBe(true);
  });
});
