import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { generateTable, readSource, targetFile } from '../../../../build/permissions/generate.mjs';
import { endpointOf, ENDPOINTS, openedBy } from '../../../../shared/endpoint-permissions.ts';
import { isKnownPermission, PERMISSION_AREAS, PERMISSION_DOMAINS } from '../../../../shared/permissions.ts';
import { allGroups, foundIn } from '../../../../renderer/features/roles/permission-picker.tsx';

describe('the table of endpoints', () => {
  it('is the one that its source gives, which it names', async () => {
    const text = await readFile(targetFile, 'utf8');
    expect(text).toBe(await generateTable());
    expect(text).toContain((await readSource()).source);
  });

  it('holds every endpoint once, with permissions that can all be chosen', () => {
    expect(ENDPOINTS).toHaveLength(370);
    for (const endpoint of ENDPOINTS) {
      expect(endpointOf(endpoint.method, endpoint.route)).toBe(endpoint);
      expect(endpoint.permissions.filter((permission) => !isKnownPermission(permission))).toEqual([]);
    }
  });

  it('tells what a role opens, and what it may open', () => {
    const { opened, perhaps } = openedBy(new Set(['sales_orders:read', 'units:read']));
    const texts = (list: typeof opened): readonly string[] => list.map((one) => `${one.method} ${one.route}`);
    expect(texts(opened)).toContain('GET /v1/catalog/units');
    expect(texts(opened)).not.toContain('POST /v1/catalog/units');
    expect(texts(perhaps)).toContain('GET /v1/sales/sales-orders');
  });
});

describe('areas', () => {
  it('hold each domain once', () => {
    expect(new Set(PERMISSION_DOMAINS).size).toBe(PERMISSION_DOMAINS.length);
    expect(PERMISSION_AREAS.flatMap(({ domains }) => domains)).toHaveLength(PERMISSION_DOMAINS.length);
  });

  const served = [
    {
      code: 'production',
      name: 'Shop floor',
      domains: [{ code: 'machines', name: 'Machines', description: 'What runs' }],
    },
  ];

  it('of a server are completed with what it left out and with what is chosen', () => {
    const groups = allGroups(served, ['new_domain:read'], 'Other');
    expect(groups[0]).toBe(served[0]);
    const other = groups[1]!.domains.map(({ code }) => code);
    expect(other).toContain('new_domain');
    expect(other).toContain('units');
    expect(other).not.toContain('machines');
  });

  it('are searched by name and by code', () => {
    for (const search of ['shop', 'MACHINES', 'machines:re', 'what runs']) {
      expect(foundIn(served, search), search).toHaveLength(1);
    }
    expect(foundIn(served, 'units')).toEqual([]);
  });
});
