import { CSPProvider } from '@base-ui/react/csp-provider';
import { useEffect, useState, type ReactElement } from 'react';
import { VaultIntlProvider, type Language } from '../lib/intl.tsx';
import { classes } from '../ui/classes.ts';
import { Select } from '../ui/select.tsx';
import { ToastProvider } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { Controls } from './controls.tsx';
import { Marks } from './marks.tsx';
import { Overlays } from './overlays.tsx';
import styles from './workbench.module.css';

const c = classes(styles);
type Theme = 'system' | 'light' | 'dark';

export function Workbench(): ReactElement {
  const [theme, setTheme] = useState<Theme>('system');
  const [language, setLanguage] = useState<Language>('en');
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <CSPProvider disableStyleElements>
      <VaultIntlProvider language={language}>
        <TooltipProvider>
          <ToastProvider>
            <main className={c('workbench')}>
              <div className={c('bar')}>
                <h1>Workbench</h1>
                <Select
                  label="Theme"
                  value={theme}
                  options={[
                    { value: 'system', label: 'As the system' },
                    { value: 'light', label: 'Light' },
                    { value: 'dark', label: 'Dark' },
                  ]}
                  onChange={setTheme}
                />
                <Select
                  label="Language"
                  value={language}
                  options={[
                    { value: 'en', label: 'English' },
                    { value: 'de', label: 'Deutsch' },
                  ]}
                  onChange={setLanguage}
                />
              </div>
              <Controls />
              <Marks />
              <Overlays />
            </main>
          </ToastProvider>
        </TooltipProvider>
      </VaultIntlProvider>
    </CSPProvider>
  );
}
