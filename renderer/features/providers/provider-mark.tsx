import { KeySquare } from 'lucide-react';
import type { ReactElement } from 'react';
import { classes } from '../../ui/classes.ts';
import styles from './providers.module.css';

const c = classes(styles);

/** Whose key it is. Augno's carry none: they are what this vault is for. */
export function ProviderMark({
  provider,
}: {
  readonly provider: { readonly id: string; readonly name: string };
}): ReactElement {
  return (
    <span className={c('mark')} title={provider.name} data-provider={provider.id}>
      <KeySquare aria-hidden />
      <span className="truncate">{provider.name}</span>
    </span>
  );
}
