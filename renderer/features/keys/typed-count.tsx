import { useState, type ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import type { useAction } from '../../lib/use-action.ts';
import { TextField } from '../../ui/field.tsx';

export interface TypedCount {
  /** Says at the field from now on where it differs. */
  readonly isConfirmed: () => boolean;
  /** For the call; null where nothing has to be typed. */
  readonly confirmation: string | null;
  readonly field: ReactElement | null;
}

/**
 * Typed in production: how many keys it is about, which nobody knows without having read the list.
 * @param count of them; 0 asks for nothing
 */
export function useTypedCount(count: number, action: ReturnType<typeof useAction>): TypedCount {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const confirmed = count === 0 || typed.trim() === String(count);
  return {
    isConfirmed: () => {
      setTried(true);
      return confirmed;
    },
    confirmation: count === 0 ? null : typed.trim(),
    field:
      count === 0 ? null : (
        <TextField
          label={t('bulk.type-count', { count })}
          hint={t('bulk.type-hint')}
          error={tried && !confirmed ? t('bulk.count-differs', { count }) : action.fieldError('confirmation')}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      ),
  };
}
