import { useEffect, useState } from 'react';
import type { DesktopAbilities } from '../../../shared/ipc/desktop-channels.ts';
import { call } from '../../lib/bridge.ts';

export interface Abilities {
  /** Undefined until main has answered, null where it could not. */
  readonly abilities: DesktopAbilities | null | undefined;
  readonly reload: () => Promise<void>;
}

/** As it was found the last time. */
let last: DesktopAbilities | null | undefined;

async function read(): Promise<DesktopAbilities | null> {
  const reply = await call('desktop.abilities', undefined);
  last = reply.ok ? reply.value : (last ?? null);
  return last;
}

/** What this system lets the app do, asked when the settings are opened: a keyring or a lock screen may come later. */
export function useAbilities(): Abilities {
  const [abilities, setAbilities] = useState(last);
  useEffect(() => {
    let current = true;
    void read().then((found) => {
      if (current) setAbilities(found);
    });
    return () => {
      current = false;
    };
  }, []);
  return {
    abilities,
    reload: async () => setAbilities(await read()),
  };
}
