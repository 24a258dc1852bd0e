import { MapPin } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { statusWorks } from '../../../shared/key-status.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { groupElementId, type FindingGroup } from './sentence.ts';
import styles from './findings.module.css';

const c = classes(styles);

function stillWorks({ findings }: FindingGroup): boolean {
  return findings.some(
    ({ keyStatus, finding }) =>
      finding.verified === 'works' ||
      (keyStatus !== null && statusWorks(keyStatus) && finding.verified !== 'refused'),
  );
}

/** All groups in one column beside what is found of each; where the window is small, the findings alone stand there. */
export function FindingsIndex({ groups }: { readonly groups: readonly FindingGroup[] }): ReactElement {
  const t = useText();
  const [current, setCurrent] = useState<string | null>(null);
  return (
    <nav className={c('index')} aria-label={t('findings.index')}>
      <ul>
        {groups.map((group) => {
          const name = group.root ?? group.name ?? t('findings.unknown-key');
          const first = group.findings[0];
          return (
            <li key={group.id}>
              <button
                type="button"
                className={c('index-item')}
                aria-current={current === group.id ? 'true' : undefined}
                title={name}
                onClick={() => {
                  setCurrent(group.id);
                  document.getElementById(groupElementId(group))?.scrollIntoView({ block: 'start' });
                }}
              >
                {first === undefined ? null : <ModeMark mode={first.finding.mode} />}
                <span className={c('index-name', 'truncate')}>
                  {name}
                  {group.root === null && group.name === null ? ` ${group.redacted}` : ''}
                </span>
                <span className={c('index-count', 'figures', stillWorks(group) && 'alive')}>
                  <MapPin aria-hidden />
                  {group.findings.length}
                  <span className="visually-hidden">
                    {' '}
                    {t('findings.places', { count: group.findings.length })}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
