import type { HandlersOf } from '../../wire/answer.ts';
import type { sourceChannels } from '../../../shared/ipc/source-channels.ts';
import type { Source } from '../../../shared/ipc/source-channels.ts';
import { type StoredSource } from '../../keys/findings/sources.ts';
import { USUAL_PLACES } from '../../../shared/scan-schedule.ts';
import type { OpenParts } from './open-parts.ts';

export function sourcesHandlers(open: () => OpenParts): HandlersOf<typeof sourceChannels, 'vault'> {
  const shown = (source: StoredSource): Source => ({
    ...source,
    confirmed: open().chosen.hasFolder(source.path),
  });
  return {
    'sources.list': () => ({ sources: open().sources.list().map(shown) }),
    'sources.add': ({ grant, what, history, schedule }) => {
      const { grants, chosen, sources } = open();
      let folder = USUAL_PLACES;
      if (what === 'folder') folder = grants.take(grant, 'watch-folder');
      else grants.take(grant, 'watch-usual-places');
      chosen.addFolder(folder);
      return shown(sources.add({ path: folder, history, schedule }));
    },
    'sources.change': ({ sourceId, ...changes }) => shown(open().sources.change(sourceId, changes)),
    'sources.remove': ({ sourceId }) => {
      open().sources.remove(sourceId);
    },
    'findings.check': async ({ keyId }) => {
      const { accounts, findings } = open();
      const { outcome: answer, message } = await accounts.testKey(keyId);
      const outcome = answer === 'accepted' ? 'works' : answer === 'refused' ? 'refused' : 'unknown';
      findings.rememberAnswer(keyId, outcome);
      return { outcome, message };
    },
  };
}
