import { describe, expect, it } from 'vitest';
import type { Connection, KeySummary } from '../../../shared/domain.ts';
import type { AppError } from '../../../shared/errors.ts';
import { resolveConnection, resolveKey } from '../../../electron/keys/resolve-key.ts';
import { makeKey } from '../renderer/factory.ts';

const key = (id: string, name: string, tail: string, more: Partial<KeySummary> = {}): KeySummary =>
  makeKey(Date.now(), {
    id,
    name,
    apiName: name,
    mode: 'test',
    redacted: `aug_sk_test_****${tail}`,
    ...more,
  });

const connection = (id: string, name: string) => ({ id, name }) as Connection;
const KEYS = [
  key('apke_new', 'ERP Sync', 'aaaa'),
  key('apke_old', 'ERP Sync', 'bbbb', { status: 'revoking' }),
  key('apke_dead', 'ERP Sync', 'cccc', { status: 'revoked' }),
  key('apke_prod', 'Payroll', 'dddd', { connectionId: 'c2' }),
  key('apke_twin', 'Payroll', 'dddd'),
  key('apke_gone', 'Gone', 'eeee', { status: 'revoked' }),
  key('apke_alias', 'Front till', 'ffff', { apiName: 'till-7' }),
];
const service = {
  listKeys: () => KEYS,
  listConnections: () => [connection('c1', 'Test'), connection('c2', 'Prod')],
};

function errorOf(work: () => unknown): AppError {
  try {
    work();
  } catch (thrown) {
    return thrown as AppError;
  }
  throw new Error('It was found.');
}

describe('KEY', () => {
  it.each([
    ['apke_dead', 'apke_dead'],
    ['ERP Sync', 'apke_new'],
    ['erp sync', 'apke_new'],
    ['bbbb', 'apke_old'],
    ['Gone', 'apke_gone'],
    ['Front till', 'apke_alias'],
    ['till-7', 'apke_alias'],
  ])('%s means %s', (text, id) => {
    expect(resolveKey(service, text).id).toBe(id);
  });

  it('is told apart by the connection', () => {
    expect(resolveKey(service, 'Payroll', 'prod').id).toBe('apke_prod');
    expect(resolveKey(service, 'dddd', 'c1').id).toBe('apke_twin');
    expect(errorOf(() => resolveKey(service, 'apke_prod', 'Test')).code).toBe('not-found');
  });

  it('lists the candidates where several are meant', () => {
    const error = errorOf(() => resolveKey(service, 'Payroll'));
    expect(error.code).toBe('ambiguous');
    expect(error.hint).toContain('apke_prod');
    expect(error.hint).toContain('apke_twin');
    expect(errorOf(() => resolveKey(service, 'dddd')).code).toBe('ambiguous');
  });

  it('is not guessed', () => {
    for (const text of ['ERP', 'zzzz', '', 'AAAA'])
      expect(errorOf(() => resolveKey(service, text)).code).toBe('not-found');
  });

  it('names the connections there are where the wanted one is not', () => {
    expect(errorOf(() => resolveConnection(service, 'Staging')).hint).toContain('Test, Prod');
  });
});
