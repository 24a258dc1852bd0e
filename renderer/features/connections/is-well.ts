import type { Connection } from '../../../shared/domain.ts';

/** Whether what is shown of the account may be called synced: nothing stands in the way of asking it anew. */
export function isWell({ health, adminKeyId }: Pick<Connection, 'health' | 'adminKeyId'>): boolean {
  return adminKeyId !== null && (health === 'ok' || health === 'unknown');
}
