/** What a scan's process may ask of the open vault, each over a line of its own. */
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import type { NoMethods, ScanLineMethods } from '../../wire/protocol.ts';
import type { ParentMessage } from '../../wire/parent-link.ts';
import { createRpcPeer, type MethodHandlers } from '../../wire/rpc.ts';
import { portLink } from '../../wire/scan-line.ts';
import type { KeptScans } from '../kept-scans.ts';
import type { OpenParts } from './open-parts.ts';

const FINGERPRINT_KEY_BYTES = 32;

/**
 * SECURITY: a scan's process reads what others wrote. It is told what to look for, and brings one result, which is matched with
 * the fingerprint key made for it; it gets at nothing else.
 */
export function scanLine(
  open: () => Pick<OpenParts, 'vault' | 'providers' | 'findings'>,
  kept: Pick<KeptScans, 'recordOrKeep'>,
): MethodHandlers<ScanLineMethods> {
  let fingerprintKey: Uint8Array | null = null;
  return {
    begin: () => {
      const evidence = open().providers.evidence();
      fingerprintKey = new Uint8Array(randomBytes(FINGERPRINT_KEY_BYTES));
      return { fingerprintKey, evidence };
    },
    record: async (result) => {
      const { vault, findings } = open();
      const key = fingerprintKey;
      fingerprintKey = null;
      if (key === null) throw notBegun();
      return kept.recordOrKeep(vault, findings, { ...result, fingerprintKey: key });
    },
  };
}

export function serveScan({ ports }: ParentMessage, handlers: MethodHandlers<ScanLineMethods>): void {
  const [port] = ports;
  if (port !== undefined) createRpcPeer<ScanLineMethods, NoMethods>(portLink(port), handlers);
}

function notBegun(): AppError {
  return new AppError({
    code: 'internal',
    message: say('process.a-part-of-augno-vault-asked-for'),
    hint: say('process.nothing-was-changed-restart-the-app-if'),
  });
}
