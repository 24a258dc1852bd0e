import { useEffect, useState } from 'react';
import type { DesktopAbilities } from '../../../shared/ipc/desktop-channels.ts';
import { call } from '../../lib/bridge.ts';

export interface Abilities {
  /** Null until main has answered. */
  readonly abilities: DesktopAbilities | null;
  readonly reload: () => Promise<void>;
}

async function read(): Promise<DesktopAbilities | null> {
  const reply = await call('desktop.abilities', undefined);
  return reply.ok ? reply.value : null;
}

/** What this system lets the app do, asked when the settings are opened: a keyring or a lock screen may come later. */
export function useAbilities(): Abilities {
  const [abilities, setAbilities] = useState<DesktopAbilities | null>(null);
  useEffect(() => {
    let current = true;
    void read().then((found) => {
      if (current && found !== null) setAbilities(found);
    });
    return () => {
      current = false;
    };
  }, []);
  return {
    abilities,
    reload: async () => {
      const found = await read();
      if (found !== null) setAbilities(found);
    },
  };
}
