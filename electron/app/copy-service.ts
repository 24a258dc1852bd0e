/** Copying a secret, by whichever process the system lets do it with the fewest traces. */
import type { EventPayload } from '../../shared/ipc-contract.ts';
import type { IpcServices } from './handlers/services.ts';
import { localDisplay } from '../x11/display.ts';
import { createSystemClipboard } from './clipboard.ts';
import { createSecretClipboard } from './secret-clipboard.ts';
import type { VaultController } from './vault-controller.ts';
import { isLinux, isWayland } from '../platform/desktop-system.ts';

/** Under Wayland a window without the focus can neither read nor clear the clipboard. */
export const clearsOnlyFocused = isWayland;

/** Under X11 the vault's process holds the selection itself, with its mark for clipboard histories. */
export const vaultHoldsSelection =
  isLinux && !isWayland && localDisplay(process.env['DISPLAY'] ?? '') !== null;

export interface CopyService {
  readonly copySecret: IpcServices['clipboard']['copySecret'];
  /** What the vault's process held is not there any more. */
  selectionEnded(): void;
  /** For locking. @throws Error where it could not be cleared now; it is tried again */
  clear(): Promise<void>;
  /** The window has the focus again: clears what could not be cleared without it. */
  retry(): void;
}

export function createCopyService(options: {
  readonly vault: Pick<VaultController, 'call' | 'madeGood'>;
  readonly seconds: () => number;
  readonly onState: (state: EventPayload<'clipboard.state'>) => void;
  readonly isFocused: () => boolean;
}): CopyService {
  const { vault, seconds, onState } = options;
  let inVaultProcess = false;
  const mainClipboard = createSecretClipboard({
    port: createSystemClipboard(),
    onState: (payload) => {
      if (payload.label === null) vault.madeGood('clipboard');
      onState(payload);
    },
    canClear: () => !clearsOnlyFocused || options.isFocused(),
  });
  const selectionEnded = (): void => {
    if (!inVaultProcess) return;
    inVaultProcess = false;
    onState({ label: null, clearsAt: null });
  };

  return {
    async copySecret(keyId) {
      const held = vaultHoldsSelection
        ? await vault.call('process.copy-secret', { keyId, seconds: seconds() })
        : null;
      if (held !== null) {
        inVaultProcess = true;
        onState({ label: held.redacted, clearsAt: held.clearsAt });
        return held;
      }
      const { bytes, redacted } = await vault.call('process.secret-for-clipboard', { keyId });
      try {
        const clearsAt = await mainClipboard.copy(bytes, redacted, seconds());
        return { redacted, clearsAt: clearsAt.toISOString() };
      } finally {
        bytes.fill(0);
      }
    },
    selectionEnded,
    async clear() {
      // What the vault's process holds goes with it.
      selectionEnded();
      if (!(await mainClipboard.clearNow())) throw new Error('not cleared');
    },
    // Never rejects but by who is told of it, and is tried again.
    retry: () => void mainClipboard.retry().catch(() => undefined),
  };
}
