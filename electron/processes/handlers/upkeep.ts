import type { HandlersOf } from '../../wire/answer.ts';
import type { peopleChannels } from '../../../shared/ipc/people-channels.ts';
import type { upkeepChannels } from '../../../shared/ipc/upkeep-channels.ts';
import { saveCare } from '../../keys/care/care.ts';
import { listViews, removeView, renameView, saveView } from '../../keys/care/views.ts';
import { tagKeys } from '../../keys/care/tag-keys.ts';
import type { OpenParts } from './open-parts.ts';

export function upkeepHandlers(
  open: () => OpenParts,
): HandlersOf<typeof upkeepChannels & typeof peopleChannels, 'vault'> {
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
    'batches.step': ({ batchId, confirmation }) => open().batches.step(batchId, confirmation),
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
    'reviews.decide': ({ reviewId, keyId, decision, note }) =>
      open().reviews.decide(reviewId, keyId, decision, note),
    'reviews.finish': ({ reviewId, remindInDays }) => open().reviews.finish(reviewId, remindInDays),
  };
}
