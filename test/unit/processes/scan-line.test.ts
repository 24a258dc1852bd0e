/** What a scan's process may ask of the vault's over their own line, and how often. */
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { scanLine, serveScan } from '../../../electron/processes/handlers/scans.ts';
import { vaultLocked } from '../../../electron/wire/vault-locked.ts';
import type { ProcessPort } from '../../../electron/wire/parent-link.ts';
import type { NoMethods, ScanLineMethods } from '../../../electron/wire/protocol.ts';
import { createRpcPeer, type RpcPeer } from '../../../electron/wire/rpc.ts';
import { portLink, SCAN_ATTACHMENT } from '../../../electron/wire/scan-line.ts';

type Parts = ReturnType<Parameters<typeof scanLine>[0]>;

const recordOrKeep = vi.fn(() => Promise.resolve({ newFindings: 1, place: 'vault' as const }));
const parts = { providers: { evidence: () => null }, vault: {}, findings: {} } as unknown as Parts;
const result = { findings: [], report: {} } as unknown as ScanLineMethods['record']['input'];

let channel: MessageChannel;
let scan: RpcPeer<ScanLineMethods>;
let isOpen = true;

/** Node's ports, with the events of Electron's. */
function asProcessPort(port: MessageChannel['port1']): ProcessPort {
  return {
    on: (event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) => {
      if (event === 'message') port.on('message', (data: unknown) => listener({ data }));
      else port.on('close', () => listener({ data: undefined }));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => undefined,
  };
}

beforeEach(() => {
  isOpen = true;
  recordOrKeep.mockClear();
  channel = new MessageChannel();
  const open = (): Parts => {
    if (!isOpen) throw vaultLocked();
    return parts;
  };
  serveScan(
    { data: SCAN_ATTACHMENT, ports: [asProcessPort(channel.port1)] },
    scanLine(open, { recordOrKeep }),
  );
  const peer = createRpcPeer<NoMethods, ScanLineMethods>(
    portLink(asProcessPort(channel.port2), () => peer.disconnect(vaultLocked())),
    {},
  );
  scan = peer;
});
afterEach(() => {
  channel.port1.close();
  channel.port2.close();
});

it('matches the result with the key that was made for this scan, which the scan does not choose', async () => {
  const { fingerprintKey } = await scan.call('begin', undefined);
  expect(fingerprintKey).toHaveLength(32);
  const chosen = { ...result, fingerprintKey: new Uint8Array(32) } as typeof result;
  await expect(scan.call('record', chosen)).resolves.toEqual({ newFindings: 1, place: 'vault' });
  expect(recordOrKeep).toHaveBeenCalledExactlyOnceWith(
    parts.vault,
    parts.findings,
    expect.objectContaining({ fingerprintKey }),
  );
});

it('takes one result, and none before it was asked what to look for', async () => {
  await expect(scan.call('record', result)).rejects.toMatchObject({
    code: 'internal',
  });
  await scan.call('begin', undefined);
  await scan.call('record', result);
  await expect(scan.call('record', result)).rejects.toMatchObject({
    code: 'internal',
  });
  expect(recordOrKeep).toHaveBeenCalledOnce();
});

it('answers nothing once the vault is closed, and nobody waits for a process that is gone', async () => {
  await scan.call('begin', undefined);
  isOpen = false;
  await expect(scan.call('begin', undefined)).rejects.toMatchObject({ code: 'vault-locked' });
  await expect(scan.call('record', result)).rejects.toMatchObject({ code: 'vault-locked' });
  channel.port1.close();
  const answer = (): Promise<unknown> => scan.call('begin', undefined).catch((thrown: unknown) => thrown);
  await expect.poll(answer).toMatchObject({ code: 'vault-locked' });
});
