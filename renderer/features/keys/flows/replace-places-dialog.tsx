import type { ReactElement } from 'react';
import type { KeySummary } from '../../../../shared/domain.ts';
import { useText } from '../../../lib/intl.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ModeMark } from '../../../ui/marks.tsx';
import { redactedTail } from '../redacted-tail.ts';
import { useKeys } from '../store.ts';
import { PlacesReplacer } from './places-replacer.tsx';

export function ReplacePlacesDialog({
  oldKeyId,
  newKeyId,
  onClose,
}: {
  readonly oldKeyId: string;
  readonly newKeyId: string;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const find = (id: string) => (store: { readonly items: readonly KeySummary[] }) =>
    store.items.find((key) => key.id === id);
  const older = useKeys(find(oldKeyId));
  const newer = useKeys(find(newKeyId));
  return (
    <Dialog
      wide
      steady
      title={t('places.title', { name: newer?.name ?? older?.name ?? '' })}
      description={t('places.what', {
        old: redactedTail(older?.redacted ?? ''),
        new: redactedTail(newer?.redacted ?? ''),
      })}
      mark={newer === undefined ? undefined : <ModeMark mode={newer.mode} />}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.done')}</Button>}
    >
      <PlacesReplacer oldKeyId={oldKeyId} newKeyId={newKeyId} />
    </Dialog>
  );
}
