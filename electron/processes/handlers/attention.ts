import type { HandlersOf } from '../../wire/answer.ts';
import type { attentionChannels } from '../../../shared/ipc/attention-channels.ts';
import { usageOfAccount } from '../../providers/augno/attention/daily-usage.ts';
import { acknowledgeElsewhere, listElsewhere } from '../../keys/matters/elsewhere.ts';
import { bringBackMatter, putOffMatters } from '../../keys/matters/put-offs.ts';
import { readMatters, subjectDates } from '../../keys/matters/read-matters.ts';
import { keepUsageSigns } from '../../keys/matters/usage-signs-record.ts';
import type { OpenParts } from './open-parts.ts';

export function attentionHandlers(open: () => OpenParts): HandlersOf<typeof attentionChannels, 'vault'> {
  return {
    'matters.list': () => {
      const { items, putOff } = readMatters(open(), new Date());
      return { items: [...items], putOff: [...putOff] };
    },
    'matters.put-off': (asked) => {
      const now = new Date();
      putOffMatters(open().vault, readMatters(open(), now), asked, now);
    },
    'matters.bring-back': ({ id }) => {
      const { vault, accounts, reviews } = open();
      bringBackMatter(vault, id, subjectDates(accounts.listKeys(), reviews.list(), new Date()));
    },
    'matters.read-logs': async () => {
      const { signs, unread } = await open().signs.read();
      keepUsageSigns(open().vault, signs, new Date());
      return { unread };
    },
    'attention.usage': async ({ refresh, days }) => {
      const starts = days.map((day) => Date.parse(day)).sort((left, right) => left - right);
      const logs = await open().requestLogs.read({ refresh });
      return { accounts: logs.map((log) => usageOfAccount(log, starts)) };
    },
    'attention.elsewhere': () => listElsewhere(open().vault, new Date()),
    'attention.key-history': async ({ keyId }) => {
      const { events, unread } = await open().accounts.keyHistory(keyId);
      return { events: [...events], unread };
    },
    'attention.acknowledge': ({ keyId, note }) => {
      acknowledgeElsewhere(open().vault, keyId, note, new Date());
    },
  };
}
