import type { Connection } from '../../../shared/domain.ts';
import { call } from '../../app/bridge.ts';
import { createCollection } from '../../app/collection.ts';

export const useConnections = createCollection<Connection, 'connections.list'>(
  () => call('connections.list', undefined),
  (value) => value.connections,
);
