import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { PlacesReplacer } from '../keys/flows/places-replacer.tsx';
import type { StepProps } from '../guides/step-props.ts';

export function PlacesStep({ guide }: StepProps): ReactElement {
  const t = useText();
  if (guide.keyId === null || guide.newKeyId === null) {
    return <p className="muted">{t('guide.key-first')}</p>;
  }
  return <PlacesReplacer oldKeyId={guide.keyId} newKeyId={guide.newKeyId} />;
}
