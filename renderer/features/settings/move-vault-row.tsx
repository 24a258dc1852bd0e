import { FolderInput } from 'lucide-react';
import type { ReactElement } from 'react';
import { useAppStore } from '../../lib/app-store.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { SettingRow } from '../../ui/settings-row.tsx';

/** Where the vault is, and the way to another folder: main asks which, and starts the app again. */
export function MoveVaultRow(): ReactElement {
  const t = useText();
  const folder = useAppStore((store) => store.state?.vaultPath ?? '');
  const move = useAction();
  return (
    <>
      <SettingRow label={t('settings.move-title')} hint={folder}>
        {() => (
          <Button
            icon={<FolderInput aria-hidden />}
            pending={move.pending}
            onClick={() => void move.run(() => call('vault.move', undefined))}
          >
            {t('settings.move')}
          </Button>
        )}
      </SettingRow>
      {move.error === null ? null : <ErrorNotice error={move.error} />}
    </>
  );
}
