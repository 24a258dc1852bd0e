import type { HandlersOf } from '../../wire/answer.ts';
import type { peopleChannels } from '../../../shared/ipc/people-channels.ts';
import type { upkeepChannels } from '../../../shared/ipc/upkeep-channels.ts';
import { saveCare } from '../../keys/care/care.ts';
import { listViews, removeView, renameView, saveView } from '../../keys/care/views.ts';
import { tagKeys } from '../../keys/care/tag-keys.ts';
import type { ClockAgreement } from '../../keys/types.ts';
import type { Asking } from '../vault-handlers.ts';
import { withAgreedClock } from './agreed-clock.ts';
import type { OpenParts } from './open-parts.ts';

export function upkeepHandlers(
  open: () => OpenParts,
  clock: Asking['clock'],
): HandlersOf<typeof upkeepChannels & typeof peopleChannels, 'vault'> {
  /** Batches and accounts for which a person agreed to the server's clock: asked once for all keys. */
  const agreedTo = new Set<string>();
  return {
    'care.save': ({ keyId, ...care }) => {
      saveCare(open().vault, keyId, care);
    },
    'keys.tag': (input) => tagKeys(open().vault, input),
    'people.ties': async () => {
      const { accounts, sharing } = open();
      const { ties, unread, unreadEvents } = await accounts.keyCreators();
      return { ties: [...ties, ...sharing.ties()], unread: [...unread], unreadEvents };
    },
    'trash.list': () => ({ records: [...open().accounts.listTrash()] }),
    'trash.restore': ({ keyId }) => {
      open().accounts.restoreFromTrash(keyId);
    },
    'trash.empty': ({ keyId }) => ({ count: open().accounts.emptyTrash(keyId) }),
    'batches.list': () => ({ batches: [...open().batches.list()] }),
    'batches.start': (input) => open().batches.start(input),
    'batches.step': async ({ batchId, confirmation }) => {
      const { batches, accounts } = open();
      const connectionId = batches.nextConnection(batchId);
      const matter = `${batchId} ${connectionId ?? ''}`;
      const step = async (agreed?: ClockAgreement): ReturnType<typeof batches.step> => {
        if (agreed !== undefined) agreedTo.add(matter);
        return await batches.step(batchId, confirmation, agreed);
      };
      return connectionId === null || agreedTo.has(matter)
        ? await batches.step(batchId, confirmation, agreedTo.has(matter) ? { clockAgreed: true } : undefined)
        : await withAgreedClock(accounts, clock, connectionId, step);
    },
    'batches.retry': ({ batchId }) => open().batches.retry(batchId),
    'batches.end': ({ batchId }) => open().batches.end(batchId),
    'views.list': () => ({ views: [...listViews(open().vault)] }),
    'views.save': (view) => saveView(open().vault, view),
    'views.rename': ({ viewId, name }) => renameView(open().vault, viewId, name),
    'views.remove': ({ viewId }) => {
      removeView(open().vault, viewId);
    },
    'reviews.list': () => ({ reviews: [...open().reviews.list()] }),
    'reviews.start': () => open().reviews.start(),
    'reviews.decide': ({ reviewId, keyIds, decision, note }) => ({
      items: [...open().reviews.decide(reviewId, keyIds, decision, note)],
    }),
    'reviews.finish': ({ reviewId, remindInDays }) => open().reviews.finish(reviewId, remindInDays),
  };
}
