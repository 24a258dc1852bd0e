import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import type { StrengthScore } from './password-strength.ts';
import styles from './first-run.module.css';

const c = classes(styles);

/** Colour and words, and the words are read out. */
export function StrengthMeter({ score }: { readonly score: StrengthScore | null }): ReactElement {
  const t = useText();
  const tone = score === null ? null : score <= 1 ? 'weak' : score <= 2 ? 'fair' : 'good';
  return (
    <div>
      <div className={c('meter')} aria-hidden>
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} className={c('bar', score !== null && bar <= Math.max(1, score) && tone)} />
        ))}
      </div>
      <p role="status">{score === null ? t('first-run.password-hint') : t(`strength.${score}`)}</p>
    </div>
  );
}
