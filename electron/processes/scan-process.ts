/**
 * Utility process of the app: one scan, then it is ended. It knows neither the vault nor the API; what it found goes to the
 * vault's process over a line of their own.
 */
import { AppError } from '../../shared/errors.ts';
import { scan } from '../scanner/index.ts';
import type { LiveFinding } from '../scanner/types.ts';
import { endOnFault } from '../platform/end-on-fault.ts';
import { onHandedPort, parentLink } from '../wire/parent-link.ts';
import type {
  NoMethods,
  ScanLineMethods,
  ScanProcessCallbacks,
  ScanProcessMethods,
} from '../wire/protocol.ts';
import { createRpcPeer, type RpcPeer } from '../wire/rpc.ts';
import { isScanAttachment, portLink } from '../wire/scan-line.ts';
import { vaultLocked } from '../wire/vault-locked.ts';
import { say } from '../../shared/messages/say.ts';

endOnFault();

const abort = new AbortController();

/** Main hands it over before it asks for a scan. */
const vaultLine = new Promise<RpcPeer<ScanLineMethods>>((resolve) => {
  onHandedPort(({ data, ports: [port] }) => {
    if (!isScanAttachment(data) || port === undefined) return;
    const vault = createRpcPeer<NoMethods, ScanLineMethods>(
      portLink(port, () => {
        vault.disconnect(vaultLocked());
      }),
      {},
    );
    resolve(vault);
  });
});

const main = createRpcPeer<ScanProcessMethods, ScanProcessCallbacks>(parentLink(), {
  start: async ({ paths, history, usualPlaces, stateFolder }) => {
    const vault = await vaultLine;
    const { fingerprintKey, evidence } = await vault.call('begin', undefined);
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
        const recorded = await vault.call('record', { findings, report });
        return { report, findings: findings.length, ...recorded };
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
