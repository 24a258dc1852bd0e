import { Plug } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { isWell } from '../connections/is-well.ts';
import { RemedyButton } from '../connections/remedy-button.tsx';
import { useConnections } from '../connections/store.ts';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';

const c = classes(shared, styles);

export function ConnectionsSection(): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const connections = useConnections((store) => store.items);
  const openDialog = useNavigation((store) => store.openDialog);
  return (
    <section id="settings-connections" className={c('section')} aria-label={t('settings.connections')}>
      <h2>{t('settings.connections')}</h2>
      {connections.length === 0 ? null : (
        <div className={c('card')}>
          {connections.map((connection) => (
            <div key={connection.id} className={c('row')} role="group" aria-label={connection.name}>
              <div className={c('text')}>
                <div className={c('name')}>
                  <span className="truncate" title={connection.name}>
                    {connection.name}
                  </span>
                  <ModeMark mode={connection.mode} />
                </div>
                <p className="muted">
                  {connection.embeddedSandbox ? t('connection.sandbox') : connection.url}
                  {connection.lastSyncedAt === null ? null : (
                    <>
                      {' · '}
                      {t(isWell(connection) ? 'connection.synced' : 'connection.as-of')}{' '}
                      <TimeText at={connection.lastSyncedAt} />
                    </>
                  )}
                </p>
                {connection.healthMessage === null ? null : (
                  <p className="muted">{sentence(connection.healthMessage)}</p>
                )}
              </div>
              <div className={c('buttons')}>
                {connection.mode !== 'prod' ? null : (
                  <Button
                    size="small"
                    onClick={() => openDialog({ kind: 'sandboxes', accountConnectionId: connection.id })}
                  >
                    {t('sandboxes.open')}
                  </Button>
                )}
                <Button
                  size="small"
                  onClick={() => openDialog({ kind: 'rename-connection', connectionId: connection.id })}
                >
                  {t('connection.rename')}
                </Button>
                {connection.embeddedSandbox ? null : (
                  <Button
                    size="small"
                    onClick={() => openDialog({ kind: 'move-connection', connectionId: connection.id })}
                  >
                    {t('connection.move')}
                  </Button>
                )}
                <RemedyButton connection={connection} />
                <Button
                  size="small"
                  variant="danger"
                  onClick={() => openDialog({ kind: 'remove-connection', connectionId: connection.id })}
                >
                  {t('connection.remove')}
                </Button>
              </div>
            </div>
          ))}
        </div>
      )}
      <div>
        <Button icon={<Plug aria-hidden />} onClick={() => openDialog({ kind: 'connect' })}>
          {t('connect.title')}
        </Button>
      </div>
    </section>
  );
}
