import type { Connection } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { createCollection } from '../../lib/collection.ts';

export const useConnections = createCollection<Connection, 'connections.list'>(
  () => call('connections.list', undefined),
  (value) => value.connections,
);
