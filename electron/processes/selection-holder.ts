/**
 * SECURITY: under X11 a copied secret is held by the vault's own process, which has it anyway: it never passes through
 * main, whose memory cannot be emptied, and is gone with the process, whatever else fails while locking.
 */
import { connectX11, type X11Connection } from '../x11/connection.ts';
import { ownSelection, type OwnedSelection } from '../x11/selection-owner.ts';

export interface SelectionHolder {
  /** @returns null where there is no X11 server on this machine */
  connect(): Promise<X11Connection | null>;
  /**
   * Until the time is over, something else is copied, or `end`.
   * @returns when it is given up; null where the server did not give the selection
   */
  hold(x11: X11Connection, secret: Uint8Array, seconds: number): Promise<Date | null>;
  end(): void;
}

export function createSelectionHolder(
  onEnded: () => void,
  environment: NodeJS.ProcessEnv = process.env,
): SelectionHolder {
  let held: OwnedSelection | null = null;
  return {
    connect: () => connectX11(environment),
    async hold(x11, secret, seconds) {
      const owned = await ownSelection(x11, secret);
      if (owned === null) return null;
      // The one before has lost the selection to this one.
      held?.end();
      held = owned;
      const timer = setTimeout(owned.end, seconds * 1000);
      void owned.ended.then(() => {
        clearTimeout(timer);
        if (held !== owned) return;
        held = null;
        onEnded();
      });
      return new Date(Date.now() + seconds * 1000);
    },
    end() {
      held?.end();
    },
  };
}
