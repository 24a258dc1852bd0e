import type { programChannels } from '../../../shared/ipc/program-channels.ts';
import type { HandlersOf } from '../../wire/answer.ts';
import type { OpenParts } from './open-parts.ts';

export function programAccessHandlers(open: () => OpenParts): HandlersOf<typeof programChannels, 'vault'> {
  return {
    'programs.access': () => open().access.access(),
    'programs.ask': ({ code }) => {
      open().access.ask(code);
    },
    'programs.end': async ({ id }) => {
      await open().access.end(id);
    },
  };
}
