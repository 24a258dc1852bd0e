import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { findingFile } from '../../files/finding-file.ts';
import type { FindingMethods } from '../../wire/protocol.ts';
import type { MethodHandlers } from '../../wire/rpc.ts';
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

export function findingPlace(open: () => OpenParts): MethodHandlers<FindingMethods> {
  return {
    'process.finding-place': ({ findingId }) => {
      const found = open()
        .findings.listFindings()
        .find(({ id }) => id === findingId);
      if (found === undefined || found.finding.path === null) throw withoutFile();
      const { root, finding } = found;
      const file = findingFile(root, finding);
      const isInside = file !== null && (file === root || file.startsWith(root + path.sep));
      return { root, file: isInside ? file : null, line: finding.line, column: finding.column };
    },
  };
}

function withoutFile(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('app.this-finding-has-no-file-to-show'),
    hint: say('app.it-is-in-the-history-of-a'),
  });
}
