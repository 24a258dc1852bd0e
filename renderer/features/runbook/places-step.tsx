import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { PlacesReplacer } from '../keys/flows/places-replacer.tsx';
import { classes } from '../../ui/classes.ts';
import styles from '../guides/guides.module.css';
import type { StepProps } from '../guides/step-props.ts';

const c = classes(styles);

export function PlacesStep({ guide }: StepProps): ReactElement {
  const t = useText();
  if (guide.keyId === null || guide.newKeyId === null) {
    return <p className="muted">{t('guide.key-first')}</p>;
  }
  return (
    <div className={c('places')}>
      <PlacesReplacer oldKeyId={guide.keyId} newKeyId={guide.newKeyId} />
    </div>
  );
}
