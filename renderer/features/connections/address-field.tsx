import type { ReactElement } from 'react';
import { BRANDS, CURRENT_BRAND } from '../../../shared/brands.ts';
import { useText } from '../../lib/intl.tsx';
import { TextField } from '../../ui/field.tsx';

/** The address of an account's API, where one is connected or moved. */
export function AddressField({
  url,
  error,
  onChange,
}: {
  readonly url: string;
  readonly error: string | null;
  readonly onChange: (url: string) => void;
}): ReactElement {
  const t = useText();
  return (
    <TextField
      mono
      label={t('connect.url')}
      hint={t('connect.url-hint', {
        current: BRANDS[CURRENT_BRAND].apiOrigin,
        former: BRANDS.augno.apiOrigin,
      })}
      value={url}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
