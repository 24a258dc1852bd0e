import type { CreatedKey } from '../../../../shared/ipc-contract.ts';
import type { ServiceContext } from '../context.ts';

/** What is told of a key that was just stored. @throws AppError `not-found` */
export function createdKeyOf(context: Pick<ServiceContext, 'key'>, keyId: string): CreatedKey {
  const { record } = context.key(keyId);
  return {
    keyId,
    connectionId: record.connectionId,
    name: record.alias ?? record.apiName,
    redacted: record.redacted,
    stored: true,
    replaces: record.replaces,
  };
}
