import type { HandlersOf } from '../../wire/answer.ts';
import type { findingChannels } from '../../../shared/ipc/finding-channels.ts';
import type { OpenParts } from './open-parts.ts';

export function findingsHandlers(open: () => OpenParts): HandlersOf<typeof findingChannels, 'vault'> {
  return {
    'findings.list': () => ({ findings: [...open().findings.listFindings()] }),
    'findings.ignore': (input) => open().findings.ignoreFinding(input),
    'findings.reopen': ({ findingId }) => open().findings.reopenFinding(findingId),
  };
}
