import type { Finding } from '../../../shared/findings.ts';
import { call } from '../../lib/bridge.ts';
import { createCollection } from '../../lib/collection.ts';

export const useFindings = createCollection<Finding, 'findings.list'>(
  () => call('findings.list', undefined),
  (value) => value.findings,
);
