import { Archive, FileInput, KeyRound, LifeBuoy, Merge, RefreshCcw, Upload } from 'lucide-react';
import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { SettingRow } from '../../ui/settings-row.tsx';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';
import { useProtection } from './use-protection.ts';

const c = classes(shared, styles);

/** What keeps the vault from being lost: backups, the recovery key, exports and imports. */
export function ProtectionSection(): ReactElement {
  const t = useText();
  const openDialog = useNavigation((store) => store.openDialog);
  const { protection, error } = useProtection();
  const newest = protection?.automaticBackups[0] ?? null;
  return (
    <section id="settings-protection" className={c('section')} aria-label={t('protection.title')}>
      <h2>{t('protection.title')}</h2>
      {error === null ? null : <ErrorNotice error={error} />}
      {protection?.opensWithBackupPassword === true ? (
        <Notice tone="warn" title={t('protection.backup-password-title')}>
          <p>{t('protection.backup-password-text')}</p>
        </Notice>
      ) : null}
      <div className={c('card')}>
        <SettingRow
          label={t('protection.backup')}
          hint={
            <>
              {protection === null ? null : protection.lastBackup === 'never' ? (
                t('protection.backup-never')
              ) : protection.lastBackup === 'long-ago' ? (
                t('protection.backup-long-ago')
              ) : (
                <>
                  {t('protection.backup-last')} <TimeText at={protection.lastBackup} />
                </>
              )}
              {newest === null || protection === null ? null : (
                <>
                  <br />
                  {t('protection.automatic', { count: protection.automaticBackups.length })}{' '}
                  <TimeText at={newest.at} />
                </>
              )}
            </>
          }
        >
          {() => (
            <Button icon={<Archive aria-hidden />} onClick={() => openDialog({ kind: 'backup' })}>
              {t('protection.backup-action')}
            </Button>
          )}
        </SettingRow>
        <SettingRow
          label={t('protection.recovery')}
          hint={
            protection === null
              ? undefined
              : t(protection.hasRecoveryKey ? 'protection.recovery-yes' : 'protection.recovery-no')
          }
        >
          {() => (
            <div className={c('buttons')}>
              <Button
                icon={<KeyRound aria-hidden />}
                onClick={() => openDialog({ kind: 'new-recovery-key' })}
              >
                {t('protection.recovery-new')}
              </Button>
              {protection?.hasRecoveryKey === true ? (
                <Button variant="danger" onClick={() => openDialog({ kind: 'remove-recovery-key' })}>
                  {t('protection.recovery-remove')}
                </Button>
              ) : null}
            </div>
          )}
        </SettingRow>
        <SettingRow
          label={t('protection.drill')}
          hint={
            protection?.lastDrillAt ? (
              <>
                {t('protection.drill-last')} <TimeText at={protection.lastDrillAt} />
              </>
            ) : (
              t('protection.drill-hint')
            )
          }
        >
          {() => (
            <Button
              icon={<LifeBuoy aria-hidden />}
              disabled={protection?.hasRecoveryKey !== true}
              onClick={() => openDialog({ kind: 'restore-drill' })}
            >
              {t('protection.drill-action')}
            </Button>
          )}
        </SettingRow>
        <SettingRow label={t('protection.vault-key')} hint={t('protection.vault-key-hint')}>
          {() => (
            <Button
              icon={<RefreshCcw aria-hidden />}
              onClick={() => openDialog({ kind: 'rotate-vault-key' })}
            >
              {t('protection.vault-key-action')}
            </Button>
          )}
        </SettingRow>
        <SettingRow label={t('protection.import')} hint={t('protection.import-hint')}>
          {() => (
            <Button icon={<FileInput aria-hidden />} onClick={() => openDialog({ kind: 'import-keys' })}>
              {t('protection.import-action')}
            </Button>
          )}
        </SettingRow>
        <SettingRow label={t('merge.row')} hint={t('merge.row-hint')}>
          {() => (
            <div className={c('buttons')}>
              <Button icon={<Merge aria-hidden />} onClick={() => openDialog({ kind: 'merge-copy' })}>
                {t('merge.action')}
              </Button>
              <Button onClick={() => openDialog({ kind: 'differences' })}>
                {t('merge.differences-action')}
              </Button>
            </div>
          )}
        </SettingRow>
        <SettingRow label={t('protection.transfer')} hint={t('protection.transfer-hint')}>
          {() => (
            <div className={c('buttons')}>
              <Button icon={<Upload aria-hidden />} onClick={() => openDialog({ kind: 'export-keys' })}>
                {t('protection.export-action')}
              </Button>
              <Button onClick={() => openDialog({ kind: 'import-export' })}>
                {t('protection.import-export-action')}
              </Button>
            </div>
          )}
        </SettingRow>
      </div>
    </section>
  );
}
