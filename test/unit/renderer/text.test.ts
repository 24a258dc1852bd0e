import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { groupFindings, placeOf, severity } from '../../../renderer/features/findings/sentence.ts';
import { resolveExpiry } from '../../../renderer/features/keys/expiry.ts';
import { groupPermissions } from '../../../renderer/features/keys/permissions.ts';
import { redactedTail } from '../../../renderer/features/keys/redacted-tail.ts';
import { requestsByDay } from '../../../renderer/features/keys/request-days.ts';
import { shellQuote, snippetsOf } from '../../../renderer/features/keys/snippets.ts';
import { de } from '../../../renderer/lib/messages/de.ts';
import { en, type MessageId } from '../../../renderer/lib/messages/en.ts';
import { endOfLocalDay, formatRelative, relativeParts, secondsUntil } from '../../../renderer/ui/time.ts';
import { misplacedIn } from '../../../shared/misplaced.ts';
import type { Finding } from '../../../shared/findings.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);
const DAY = 86_400_000;

describe('times', () => {
  it('use the unit a person would', () => {
    expect(relativeParts(later(-30_000), NOW).unit).toBe('second');
    expect(relativeParts(later(3 * DAY + 1000), NOW)).toEqual({ value: 3, unit: 'day' });
    expect(relativeParts(later(59 * DAY), NOW).unit).toBe('day');
    expect(formatRelative(later(90 * DAY), NOW, 'en', 'short')).toBe('in 90 days');
    expect(relativeParts(later(120 * DAY), NOW).unit).toBe('day');
    expect(relativeParts(later(122 * DAY), NOW).unit).toBe('month');
    expect(relativeParts(later(-800 * DAY), NOW)).toEqual({ value: -2, unit: 'year' });
  });
  it('are said in the language asked for', () => {
    expect(formatRelative(later(3 * DAY), NOW, 'en')).toBe('in 3 days');
    expect(formatRelative(later(3 * DAY), NOW, 'de')).toBe('in 3 Tagen');
    expect(formatRelative(later(-5000), NOW, 'en')).toBe('now');
  });
  it('never count below zero', () => {
    expect(secondsUntil(later(-5000).toISOString(), NOW.getTime())).toBe(0);
    expect(secondsUntil(later(1200).toISOString(), NOW.getTime())).toBe(2);
  });
  it('end a bare date with its day, and refuse dates that do not exist', () => {
    expect(endOfLocalDay('2026-12-31')?.getHours()).toBe(23);
    expect(endOfLocalDay('2026-02-30')).toBeNull();
    expect(endOfLocalDay('')).toBeNull();
  });
});

describe('resolveExpiry', () => {
  it('knows presets, dates and what is wrong with them', () => {
    expect(resolveExpiry('never', '', NOW)).toEqual({ ok: true, at: null });
    expect(resolveExpiry('30', '', NOW)).toEqual({ ok: true, at: later(30 * DAY).toISOString() });
    expect(resolveExpiry('date', '', NOW)).toEqual({ ok: false, problem: 'missing' });
    expect(resolveExpiry('date', '2020-01-01', NOW)).toEqual({ ok: false, problem: 'past' });
  });
});

describe('small texts', () => {
  it('group permissions by domain', () => {
    expect(groupPermissions(['sales_orders:read', 'units:read', 'sales_orders:create'])).toEqual([
      { domain: 'sales orders', actions: ['create', 'read'] },
      { domain: 'units', actions: ['read'] },
    ]);
  });
  it('quote for a shell', () => {
    expect(shellQuote("it's $(x)")).toBe(`'it'\\''s $(x)'`);
  });
  it('put no secret into a snippet, and name what the server insists on', () => {
    const texts = snippetsOf({ id: 'apke_1' }, 'augno', 'https://api.augno.com').map(({ text }) => text);
    expect(texts.join('\n')).not.toMatch(/aug_sk_/);
    for (const text of texts.filter((text) => text.startsWith('curl')))
      expect(text).toContain('Augno-Version: ');
    expect(texts.join('\n')).toContain(`process.env['AUGNO_API_KEY']`);
    expect(texts.at(-1)).toContain('Augno-Account: ');
  });
  it.each([
    ['augno', "import Augno from '@augno/sdk';", 'augnoAccountID', 'github.com/augno/augno-go'],
    ['openmrp', "import OpenMRP from '@openmrp/sdk';", 'openmrpAccountID', 'github.com/open-mrp/openmrp-go'],
  ] as const)('name what the vendor publishes under the name of %s', (brand, imported, account, module) => {
    const at = (url: string): Record<string, string> =>
      Object.fromEntries(snippetsOf({ id: 'apke_1' }, brand, url).map(({ id, text }) => [id, text]));
    const elsewhere = at('https://api.example.com');
    const variable = brand === 'augno' ? 'AUGNO' : 'OPENMRP';
    for (const text of [
      imported,
      `bearerToken: process.env['${variable}_API_KEY']`,
      account,
      `${variable}_BASE_URL`,
    ])
      expect(elsewhere['client']).toContain(text);
    expect(elsewhere['client-go']).toContain(`"${module}/option"`);
    expect(elsewhere['client-go']).toContain('option.WithBaseURL("https://api.example.com")');
    expect(
      at(brand === 'augno' ? 'https://api.augno.com' : 'https://api.openmrp.ai')['client'],
    ).not.toContain('baseURL');
    expect(elsewhere['mcp']).toBe(
      `augno-vault run --env ${variable}_API_KEY=apke_1 -- npx -y @${brand}/sdk-mcp`,
    );
  });
  it('tell keys apart by their end', () => {
    expect(redactedTail('aug_sk_prod_****UCZu')).toBe('****UCZu');
  });
  it('count requests by day, failed ones apart', () => {
    const days = requestsByDay(
      [
        { at: NOW.toISOString(), statusCode: 200 },
        { at: NOW.toISOString(), statusCode: 401 },
        { at: later(-40 * DAY).toISOString(), statusCode: 200 },
      ],
      NOW,
      14,
      0,
    );
    expect(days).toHaveLength(14);
    expect(days.at(-1)).toMatchObject({ ok: 1, failed: 1 });
    expect(days.reduce((sum, day) => sum + day.ok, 0)).toBe(1);
  });
  it.each([-26, -5, 5, 26])(
    'count requests on this computer’s days with a server %i hours ahead',
    (hours) => {
      const ahead = hours * 3_600_000;
      const midnight = new Date(NOW.getFullYear(), NOW.getMonth(), NOW.getDate()).getTime();
      const made = (at: number): { at: string; statusCode: number } => ({
        at: new Date(at + ahead).toISOString(),
        statusCode: 200,
      });
      const days = requestsByDay([made(NOW.getTime()), made(midnight), made(midnight - 1)], NOW, 14, ahead);
      expect(days.slice(-2).map(({ ok }) => ok)).toEqual([1, 2]);
    },
  );
});

describe('findings', () => {
  const make = (id: string, changes: Partial<Finding>, found: Partial<Finding['finding']> = {}): Finding => ({
    id,
    root: '/work',
    keyId: null,
    keyName: null,
    keyStatus: null,
    connectionId: null,
    state: 'open',
    ignoredReason: null,
    ignoredUntil: null,
    firstSeenAt: NOW.toISOString(),
    lastSeenAt: NOW.toISOString(),
    ...changes,
    finding: {
      fingerprint: id,
      class: 'valid',
      mode: 'test',
      brand: 'augno',
      keyId: 'public',
      redacted: 'aug_sk_test_****UCZu',
      path: 'a.env',
      line: 1,
      column: 1,
      encoding: [],
      container: [],
      ignoredByGit: false,
      clientSide: false,
      source: 'worktree',
      unreachable: false,
      verified: null,
      blob: null,
      commit: null,
      ...found,
    },
  });
  it('stand together by key, the worst first', () => {
    const groups = groupFindings([
      make('dead', { keyId: 'apke_2', keyStatus: 'revoked' }),
      make('prod', { keyId: 'apke_1', keyStatus: 'active' }, { mode: 'prod' }),
      make('again', { keyId: 'apke_2', keyStatus: 'revoked' }),
    ]);
    expect(groups.map((group) => [group.id, group.findings.length])).toEqual([
      ['apke_1', 1],
      ['apke_2', 2],
    ]);
  });
  it('rank a working key above an unknown one above a wrong checksum', () => {
    const working = severity(make('a', { keyId: 'k', keyStatus: 'active' }));
    const unknown = severity(make('b', {}));
    const malformed = severity(make('c', {}, { class: 'malformed' }));
    expect(working).toBeLessThan(unknown);
    expect(unknown).toBeLessThan(malformed);
  });
  it('are misplaced where a name says something else than the key', () => {
    const where = (mode: 'prod' | 'test', found: Partial<Finding['finding']>): unknown =>
      misplacedIn(make('m', {}, { mode, ...found }).finding);
    expect(where('prod', { path: 'config/.env.staging' })).toEqual({
      by: 'file',
      name: 'config/.env.staging',
    });
    expect(where('test', { path: '.env.production' })).toEqual({ by: 'file', name: '.env.production' });
    expect(where('prod', { path: '.env.production' })).toBeNull();
    expect(where('prod', { path: 'a.env', variable: 'TEST_API_KEY' })).toEqual({
      by: 'variable',
      name: 'TEST_API_KEY',
    });
    // The variable says more than its file, and the member of an archive more than the archive.
    expect(where('prod', { path: 'test.env', variable: 'PROD_API_KEY' })).toBeNull();
    expect(where('test', { path: 'test.zip', container: ['prod.env'] })).toEqual({
      by: 'file',
      name: 'prod.env',
    });
    expect(where('prod', { path: null })).toBeNull();
    expect(where('prod', { path: 'test.env', brand: 'auxot' })).toBeNull();
  });
  it('name archive members in order', () => {
    expect(placeOf(make('a', {}, { path: 'a.zip', container: ['b.tar', '.env'] }))).toBe(
      'a.zip › b.tar › .env',
    );
    expect(placeOf(make('b', {}, { path: null }))).toBeNull();
  });
});

describe('the catalogues', () => {
  const namesIn = (message: string): readonly string[] =>
    [...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? '');
  const identity = (parts: unknown): unknown => parts;
  it('have the same ids', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });
  it('format every message in both languages with the values that the English one takes', () => {
    const problems: string[] = [];
    for (const [locale, messages] of Object.entries({ en, de })) {
      const intl = createIntl({ locale, messages, onError: (error) => problems.push(error.message) });
      for (const id of Object.keys(en) as MessageId[]) {
        const values = Object.fromEntries(namesIn(en[id]).map((name) => [name, 2]));
        const text = intl.formatMessage({ id }, { ...values, b: identity as never, code: identity as never });
        if (text === '') problems.push(`${locale} ${id} is empty`);
      }
    }
    expect(problems).toEqual([]);
  });
});
