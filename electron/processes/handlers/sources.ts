import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { USUAL_PLACES } from '../../augno/findings/sources.ts';
import type { OpenParts, VaultChannelHandlers } from './open-parts.ts';

type Names = 'sources.list' | 'sources.add' | 'sources.change' | 'sources.remove' | 'findings.check';

export function sourcesHandlers(open: () => OpenParts): Pick<VaultChannelHandlers, Names> {
  return {
    'sources.list': () => ({ sources: [...open().sources.list()] }),
    'sources.add': (input) => {
      if (input.path !== USUAL_PLACES && !path.isAbsolute(input.path)) {
        throw new AppError({
          code: 'invalid-input',
          message: 'This is not the full path of a folder.',
          hint: 'Nothing was added. Choose the folder with the button.',
          field: 'path',
        });
      }
      return open().sources.add(input);
    },
    'sources.change': ({ sourceId, ...changes }) => open().sources.change(sourceId, changes),
    'sources.remove': ({ sourceId }) => {
      open().sources.remove(sourceId);
      return undefined;
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
