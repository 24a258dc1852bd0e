import { usageOfAccount } from '../../providers/augno/attention/daily-usage.ts';
import { acknowledgeElsewhere, listElsewhere } from '../../keys/matters/elsewhere.ts';
import { bringBack, listPutOffDates, listPutOffs, putOff } from '../put-offs.ts';
import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';

type Names =
  | 'attention.signs'
  | 'attention.usage'
  | 'attention.put-offs'
  | 'attention.put-off'
  | 'attention.bring-back'
  | 'attention.elsewhere'
  | 'attention.key-history'
  | 'attention.acknowledge';

export function attentionHandlers(open: () => OpenParts): Pick<VaultChannelHandlers, Names> {
  return {
    'attention.signs': async () => {
      const { signs, unread } = await open().signs.read();
      return { signs: [...signs], unread };
    },
    'attention.usage': async ({ refresh }) => ({
      accounts: (await open().requestLogs.read({ refresh })).map(usageOfAccount),
    }),
    'attention.put-offs': () => {
      const { vault, accounts, reviews } = open();
      const now = new Date();
      return {
        items: listPutOffs(vault, now),
        dates: listPutOffDates(vault, accounts.listKeys(), reviews.list(), now),
      };
    },
    'attention.put-off': (item) => {
      putOff(open().vault, item, new Date());
      return undefined;
    },
    'attention.bring-back': ({ id }) => {
      bringBack(open().vault, id);
      return undefined;
    },
    'attention.elsewhere': () => listElsewhere(open().vault, new Date()),
    'attention.key-history': async ({ keyId }) => ({
      events: [...(await open().accounts.keyHistory(keyId))],
    }),
    'attention.acknowledge': ({ keyId, note }) => {
      acknowledgeElsewhere(open().vault, keyId, note, new Date());
      return undefined;
    },
  };
}
