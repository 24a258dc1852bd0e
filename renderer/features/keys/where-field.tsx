import type { ReactElement, ReactNode } from 'react';
import { useText } from '../../lib/intl.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useConnections } from '../connections/store.ts';
import { useServices } from '../providers/store.ts';

/** One that has to be added first. */
export const ANOTHER_SERVICE = 'another';

/** The account or service that the key is of. */
export function WhereField({
  label,
  hint,
  value,
  onChoose,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string | null;
  readonly onChoose: (id: string) => void;
}): ReactElement | null {
  const t = useText();
  const accounts = useConnections((store) => store.items);
  const services = useServices((store) => store.items);
  if (accounts.length < 2 && services.length === 0) return null;
  return (
    <Field label={label} hint={hint}>
      {({ id, labelId, describedBy }) => (
        <Select
          id={id}
          labelledBy={labelId}
          describedBy={describedBy}
          value={value}
          options={[
            ...accounts.map((item) => ({
              value: item.id,
              label: item.name,
              hint: t(item.mode === 'prod' ? 'mode.prod-long' : 'mode.test-long'),
            })),
            ...services.map((item) => ({ value: item.id, label: item.name, hint: item.url ?? undefined })),
            { value: ANOTHER_SERVICE, label: t('providers.another-service') },
          ]}
          onChange={onChoose}
        />
      )}
    </Field>
  );
}
