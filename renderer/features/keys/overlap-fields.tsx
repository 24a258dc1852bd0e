import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { Checkbox, Choices, Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

export const OVERLAPS = ['3600', '86400', '259200', '604800', '1209600', '2592000'] as const;

/** When the old key stops: at once, or after an overlap, whose end is the service's or this vault's. */
export interface OverlapChoice {
  readonly way: 'now' | 'overlap';
  /** In seconds. */
  readonly overlap: (typeof OVERLAPS)[number];
  readonly movable: boolean;
}

/** What is asked of the API. */
export function overlapInput({ way, overlap, movable }: OverlapChoice): {
  readonly overlapSeconds: number;
  readonly movable?: true;
} {
  if (way === 'now') return { overlapSeconds: 0 };
  return { overlapSeconds: Number(overlap), ...(movable ? { movable } : {}) };
}

export function OverlapFields({
  choice,
  onChange,
}: {
  readonly choice: OverlapChoice;
  readonly onChange: (choice: OverlapChoice) => void;
}): ReactElement {
  const t = useText();
  const change = (changes: Partial<OverlapChoice>): void => onChange({ ...choice, ...changes });
  return (
    <>
      <Choices
        label={t('rotate.when')}
        value={choice.way}
        onChange={(way) => change({ way })}
        options={[
          { value: 'overlap', label: t('rotate.overlap'), hint: t('rotate.overlap-hint') },
          { value: 'now', label: t('rotate.now'), hint: t('rotate.now-hint') },
        ]}
      />
      {choice.way !== 'overlap' ? null : (
        <>
          <Field label={t('rotate.overlap-length')}>
            {({ id, labelId }) => (
              <Select
                id={id}
                labelledBy={labelId}
                value={choice.overlap}
                options={OVERLAPS.map((value) => ({ value, label: t(`overlap.${value}`) }))}
                onChange={(overlap) => change({ overlap })}
              />
            )}
          </Field>
          <Checkbox
            label={t('rotate.movable')}
            checked={choice.movable}
            onChange={(movable) => change({ movable })}
          />
        </>
      )}
    </>
  );
}
