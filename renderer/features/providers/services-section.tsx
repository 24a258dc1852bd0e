import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { ConfirmAddressButton } from '../connections/confirm-address-button.tsx';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';
import { ProviderMark } from './provider-mark.tsx';
import { useProviders, useServices } from './store.ts';

const c = classes(shared, styles);

/** In the settings, below the accounts. */
export function ServicesSection(): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const services = useServices((store) => store.items);
  const kinds = useProviders((store) => store.items);
  const openDialog = useNavigation((store) => store.openDialog);
  /** Each of its connections is a service of its own. */
  const isOne = (provider: string): boolean =>
    kinds.find(({ id }) => id === provider)?.connectionNames === true;
  return (
    <section id="settings-services" className={c('section')} aria-label={t('providers.services')}>
      <h2>{t('providers.services')}</h2>
      <p className="muted">{t('providers.services-text')}</p>
      {services.length === 0 ? null : (
        <div className={c('card')}>
          {services.map((service) => (
            <div key={service.id} className={c('row')} role="group" aria-label={service.name}>
              <div className={c('text')}>
                <div className={c('name')}>
                  <span className="truncate" title={service.name}>
                    {service.name}
                  </span>
                  <ProviderMark
                    provider={{
                      id: service.provider,
                      name: isOne(service.provider) ? t('providers.generic') : service.providerName,
                    }}
                  />
                  <ModeMark mode={service.mode} />
                </div>
                <p className="muted">
                  {service.url ?? t('providers.no-address')}
                  {' · '}
                  {t('providers.key-count', { count: service.keyCount })}
                </p>
                {service.asleep === true ? <p className="muted">{t('providers.asleep')}</p> : null}
                {service.warning === null ? null : <p className="muted">{sentence(service.warning)}</p>}
              </div>
              <div className={c('buttons')}>
                {service.asleep === true ? <ConfirmAddressButton /> : null}
                <Button
                  size="small"
                  onClick={() => openDialog({ kind: 'create-key', connectionId: service.id })}
                >
                  {t('providers.add-key-short')}
                </Button>
                <Button size="small" onClick={() => openDialog({ kind: 'service', serviceId: service.id })}>
                  {t('providers.change')}
                </Button>
                <Button
                  size="small"
                  variant="danger"
                  onClick={() => openDialog({ kind: 'remove-service', serviceId: service.id })}
                >
                  {t('connection.remove')}
                </Button>
              </div>
            </div>
          ))}
        </div>
      )}
      <div>
        <Button icon={<Plus aria-hidden />} onClick={() => openDialog({ kind: 'service', serviceId: null })}>
          {t('providers.add-service')}
        </Button>
      </div>
    </section>
  );
}
