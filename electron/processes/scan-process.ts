/** Utility process of the app: one scan, then it is ended. It knows neither the vault nor the API. */
import { AppError } from '../../shared/errors.ts';
import { scan } from '../scanner/index.ts';
import type { LiveFinding } from '../scanner/types.ts';
import { endOnFault } from '../platform/end-on-fault.ts';
import { parentLink } from '../wire/parent-link.ts';
import type { ScanProcessCallbacks, ScanProcessMethods } from '../wire/protocol.ts';
import { createRpcPeer } from '../wire/rpc.ts';
import { say } from '../../shared/messages/say.ts';

endOnFault();

const abort = new AbortController();

const main = createRpcPeer<ScanProcessMethods, ScanProcessCallbacks>(parentLink(), {
  start: async ({ paths, history, usualPlaces, stateFolder, fingerprintKey, evidence }) => {
    const findings: { root: string; finding: LiveFinding }[] = [];
    for await (const event of scan({
      paths,
      history,
      // A folder that is no repository is no mistake of whoever left the box ticked.
      historyWhereThereIs: true,
      usualPlaces,
      stateFolder,
      fingerprintKey,
      ...(evidence === null ? {} : { evidence }),
      signal: abort.signal,
    })) {
      if (event.type === 'progress') main.tell('main.progress', event.progress);
      else if (event.type === 'finding') findings.push({ root: event.root, finding: event.finding });
      else {
        const { findings: _redundant, ...report } = event.report;
        return { report, findings };
      }
    }
    throw new AppError({
      code: 'internal',
      message: say('command.the-scan-ended-without-a-result'),
      hint: say('app.nothing-was-changed-scan-again-if-it'),
    });
  },
  cancel: () => {
    abort.abort();
    return undefined;
  },
});
