/** Of the key that a session uses: whether it may still be used, and whether a reply holds one. */
import type { Problem } from '../../agent/broker/request-checks.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { createDetector, Ledger, redactText, wipeHits } from '../../scanner/detect/index.ts';
import type { AgentDesk } from './desk.ts';

/** A key in whatever writing the scanner reads. */
export const keySearch = {
  detector: createDetector(),
  holdsKey(bytes: Uint8Array): boolean {
    if (!this.detector.mayContain(bytes)) return false;
    const hits = this.detector.scan(bytes, new Ledger());
    wipeHits(hits);
    return hits.length > 0;
  },
  redacted: redactText,
};

/** Looked at when anything changed, and by the clock. */
export function watchKey(
  { session, vault }: Pick<AgentDesk, 'session' | 'vault'>,
  keyId: string,
): { readonly problem: () => Problem | null; readonly stop: () => void } {
  let known: KeySummary | undefined;
  let isFresh = false;
  const stop = vault.onChange(() => {
    isFresh = false;
  });
  const problem = (): Problem | null => {
    if (!isFresh) known = session.service.listKeys().find(({ id }) => id === keyId);
    isFresh = true;
    if (known === undefined || known.status === 'revoked' || !known.secretHeld)
      return {
        status: 401,
        code: 'api_key_revoked',
        message: 'The key of this session is revoked, or not in the vault any more.',
      };
    // By the clock of its service, whose time that is.
    const now = Date.now() + (known.clockAheadMs ?? 0);
    const isOver = known.expiresAt !== null && Date.parse(known.expiresAt) <= now;
    if (known.status === 'expired' || isOver)
      return { status: 401, code: 'api_key_expired', message: 'The key of this session has expired.' };
    return null;
  };
  return { problem, stop };
}
