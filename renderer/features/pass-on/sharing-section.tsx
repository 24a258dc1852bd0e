import { Check, Copy, MailOpen, UserPlus, X } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { KnownAdmin, SharingIdentity } from '../../../shared/ipc/flow-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { Badge } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import shared from '../../ui/screen.module.css';
import flowStyles from '../keys/flows/flows.module.css';
import settingsStyles from '../../ui/settings.module.css';
import { AddAdminForm } from './add-admin-form.tsx';

const c = classes(shared, settingsStyles);
const f = classes(flowStyles);

/** This vault's public key, and the admins whose vaults a secret can be sealed for. */
export function SharingSection(): ReactElement {
  const t = useText();
  const { run, error } = useAction();
  const openDialog = useNavigation((store) => store.openDialog);
  const [identity, setIdentity] = useState<SharingIdentity | null>(null);
  const [admins, setAdmins] = useState<readonly KnownAdmin[]>([]);
  const [adding, setAdding] = useState(false);
  const [copied, setCopied] = useState(false);
  const load = useCallback(async (): Promise<void> => {
    const own = await run(() => call('sharing.identity', undefined));
    if (own !== null) setIdentity(own.value);
    const list = await run(() => call('sharing.admins', undefined));
    if (list !== null) setAdmins(list.value.admins);
  }, [run]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load();
  }, [load]);
  const remove = async (adminId: string): Promise<void> => {
    if ((await run(() => call('sharing.remove-admin', { adminId }))) !== null) await load();
  };
  return (
    <section id="settings-sharing" className={c('section')}>
      <h2>{t('sharing.title')}</h2>
      <div className={c('card')}>
        <div className={c('row')}>
          <div className={c('text')}>
            <p className={c('name')}>{t('sharing.own')}</p>
            <p className="muted">{t('sharing.own-hint')}</p>
            {identity === null ? null : (
              <>
                <code className="wrap selectable">{identity.publicText}</code>
                <p className="muted small">{t('sharing.fingerprint')}</p>
                <p className={f('fingerprint')}>{identity.fingerprint}</p>
              </>
            )}
          </div>
          <Button
            disabled={identity === null}
            icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
            onClick={() => setCopied(copyPlainText(identity?.publicText ?? ''))}
          >
            {copied ? t('common.copied') : t('sharing.copy')}
          </Button>
        </div>
        <div className={c('row')}>
          <div className={c('text')}>
            <p className={c('name')}>{t('sealed.title')}</p>
            <p className="muted">{t('sealed.hint')}</p>
          </div>
          <Button icon={<MailOpen aria-hidden />} onClick={() => openDialog({ kind: 'open-sealed' })}>
            {t('sharing.open')}
          </Button>
        </div>
        {admins.map((admin) => (
          <div key={admin.id} className={c('row')}>
            <div className={c('text')}>
              <p className={c('name')}>
                {admin.name} {admin.compared ? null : <Badge tone="warn">{t('sharing.not-compared')}</Badge>}
              </p>
              <code className="muted">{admin.fingerprint}</code>
            </div>
            <IconButton
              label={t('sharing.remove', { name: admin.name })}
              onClick={() => void remove(admin.id)}
            >
              <X aria-hidden />
            </IconButton>
          </div>
        ))}
        <div className={c('row')}>
          {adding ? (
            <div className={c('text')}>
              <AddAdminForm
                onAdded={() => {
                  setAdding(false);
                  void load();
                }}
              />
            </div>
          ) : (
            <Button icon={<UserPlus aria-hidden />} onClick={() => setAdding(true)}>
              {t('pass-on.add-admin')}
            </Button>
          )}
        </div>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
    </section>
  );
}
