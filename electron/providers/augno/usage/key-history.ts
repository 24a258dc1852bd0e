/** What the API's own audit log says of a key: who did what to it, when, and from where. */
import type { KeyEvent } from '../../../../shared/ipc/attention-channels.ts';
import { redactKeysIn } from '../../../../shared/key-format.ts';
import type { ApiClient } from '../api/client.ts';
import { unreadOf, type AuditEventReply } from '../api/schemas.ts';
import type { KeyHistory } from '../../../keys/types.ts';
import type { ServiceContext } from '../context.ts';

/** The older version names only the request's id; asking for each of them is a request of its own. */
const REQUESTS_LOOKED_UP = 5;

export async function readKeyHistory(
  context: ServiceContext,
  keyId: string,
  signal?: AbortSignal,
): Promise<KeyHistory> {
  const { record } = context.key(keyId);
  const client = context.client(record.connectionId);
  const { items: events, skipped } = await client.logs.keyHistory(keyId, signal);
  const shown: KeyEvent[] = [];
  for (const [index, event] of events.entries()) {
    const program = index < REQUESTS_LOOKED_UP ? await programOf(client, event, signal) : null;
    shown.push({
      at: event.occurred_at,
      action: event.action,
      actor:
        event.actor === null
          ? null
          : {
              id: event.actor.id,
              type: event.actor.type,
              name: shownText(event.actor.name),
              handle: shownText(event.actor.handle),
            },
      address: event.source_ip ?? event.request?.client_ip ?? null,
      program: shownText(event.request?.user_agent ?? program),
      changes: event.changes.map(({ field, old_value: from, new_value: to }) => ({
        field,
        from: shownText(from),
        to: shownText(to),
      })),
    });
  }
  return { events: shown, unread: unreadOf(skipped) };
}

/** SECURITY: what others sent is shown, so no key in it is. */
function shownText(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : redactKeysIn(text).slice(0, 300);
}

async function programOf(
  client: ApiClient,
  event: AuditEventReply,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  if (event.request !== null || event.request_id === null) return null;
  try {
    return (await client.logs.requestLog(event.request_id, signal)).user_agent;
  } catch {
    // The log may be gone, or closed to this role; who and when is said without it.
    return null;
  }
}
