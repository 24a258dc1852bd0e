import { MapPin, Timer } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import type { KeySummary, Place } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** What depends on the key, beside every question whether to end it. */
export function KeyUsage({ entry }: { readonly entry: KeySummary }): ReactElement {
  const t = useText();
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useEffect(() => {
    let current = true;
    void call('keys.detail', { keyId: entry.id }).then((reply) => {
      if (current && reply.ok) setPlaces(reply.value.places);
    });
    return () => {
      current = false;
    };
  }, [entry.id]);
  return (
    <div className={c('usage')}>
      <p className={c('usage-line')}>
        <Timer aria-hidden />
        <span>
          {entry.lastUsedAt === null ? (
            t('keys.never-used')
          ) : (
            <>
              {t('keys.last-used')} <TimeText at={entry.lastUsedAt} aheadMs={entry.clockAheadMs} />
            </>
          )}
        </span>
      </p>
      {places.length === 0 ? (
        <p className={c('usage-line')}>
          <MapPin aria-hidden />
          <span>{t('keys.no-places')}</span>
        </p>
      ) : (
        places.map((place) => (
          <p key={place.id} className={c('usage-line')}>
            <MapPin aria-hidden />
            <span className="wrap">{place.text}</span>
          </p>
        ))
      )}
    </div>
  );
}
