import type { ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import shared from '../../ui/screen.module.css';
import styles from '../../ui/settings.module.css';
import { MoveVaultRow } from './move-vault-row.tsx';
import { VaultRow } from './vault-row.tsx';

const c = classes(shared, styles);

export function SecuritySection(): ReactElement {
  const t = useText();
  return (
    <section id="settings-security" className={c('section')}>
      <h2>{t('settings.security')}</h2>
      <div className={c('card')}>
        <VaultRow />
        <MoveVaultRow />
      </div>
    </section>
  );
}
