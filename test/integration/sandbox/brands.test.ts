import { expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

it("serves the same API under the other brand's names", async () => {
  const server = await startTestServer({ brand: 'openmrp' });
  for (const account of server.accounts) expect(account.adminKey).toMatch(/^mrp_sk_(test|prod)_/);
  const made = await server.createKey();
  expect(made.api_key_secret).toMatch(/^mrp_sk_test_/);
  const listed = await server.call('GET', '/v1/auth/api-keys?limit=1');
  expect(listed.headers.get('openmrp-version')).toBe('1.0.forge-preview.1');
  expect(listed.headers.get('augno-version')).toBeNull();
  expect(listed.body.data[0].redacted_value).toMatch(/^mrp_sk_test_\*{4}\w{4}$/);
  const related = server.production.relatedAccounts[0]!.id;
  const units = await server.call('GET', '/v1/catalog/units', {
    key: server.production.adminKey,
    headers: { 'OpenMRP-Account': related },
  });
  expect(units.status).toBe(200);
  const unversioned = await server.call('GET', '/v1/auth/api-keys', {
    version: null,
    headers: { 'Augno-Version': '1.0.forge-preview.1' },
  });
  expect(unversioned.body.error).toMatchObject({
    code: 'api_version_required',
    param: 'OpenMRP-Version',
    doc_url: 'https://docs.openmrp.ai/api/errors#api_version_required',
  });
  expect(unversioned.body.error.request_log_url).toMatch(/^https:\/\/openmrp\.ai\//);
  await server.close();
});
