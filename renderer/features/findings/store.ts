import type { Finding } from '../../../shared/findings.ts';
import { call } from '../../app/bridge.ts';
import { createCollection } from '../../app/collection.ts';

export const useFindings = createCollection<Finding, 'findings.list'>(
  () => call('findings.list', undefined),
  (value) => value.findings,
);
