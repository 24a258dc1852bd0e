import { MapPin, Timer } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import type { KeySummary, Place } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { LastUse } from './last-use.tsx';
import { useLastRequest } from './use-last-request.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** What depends on the key, beside every question whether to end it. */
export function KeyUsage({ entry }: { readonly entry: KeySummary }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  // The list knows what the last sync knew; whoever ends a key wants to know of now.
  const logs = entry.provider.abilities.logs;
  const last = useLastRequest(logs ? entry.id : null, entry.lastUsedAt);
  const logged = last.state === 'read' ? last.request.at : null;
  const lastUsedAt =
    [entry.lastUsedAt, logged]
      .filter((at) => at !== null)
      .toSorted((left, right) => Date.parse(left) - Date.parse(right))
      .at(-1) ?? null;
  /** Null until they are read: that none is noted is said only where it is known. */
  const [places, setPlaces] = useState<readonly Place[] | null>(null);
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
    <div className={c('usage')} role="region" aria-label={t('keys.use')} tabIndex={0}>
      <p className={c('usage-line')}>
        <Timer aria-hidden />
        <span>
          {lastUsedAt === null && logs && last.state === 'reading' ? (
            t('keys.reading-use')
          ) : (
            <LastUse
              at={lastUsedAt}
              logs={logs}
              aheadMs={entry.clockAheadMs}
              unread={last.state === 'unreadable'}
            />
          )}
        </span>
      </p>
      {places === null ? null : places.length === 0 ? (
        <p className={c('usage-line')}>
          <MapPin aria-hidden />
          <span>{t('keys.no-places')}</span>
        </p>
      ) : (
        places.map((place) => (
          <p key={place.id} className={c('usage-line')}>
            <MapPin aria-hidden />
            <span className="wrap">{sentence(place.said ?? place.text)}</span>
          </p>
        ))
      )}
    </div>
  );
}
