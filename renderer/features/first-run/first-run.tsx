import { useState, type ReactElement } from 'react';
import { useAppStore } from '../../lib/app-store.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { classes } from '../../ui/classes.ts';
import { ConnectStep, type Connected } from './connect-step.tsx';
import { CreateVaultStep } from './create-vault-step.tsx';
import { FirstScanStep } from './first-scan-step.tsx';
import styles from './first-run.module.css';

const c = classes(styles);
const STEPS = ['vault', 'connect', 'scan'] as const;

export function FirstRun(): ReactElement {
  const t = useText();
  const setOnboarding = useAppStore((store) => store.setOnboarding);
  const go = useNavigation((store) => store.go);
  const openDialog = useNavigation((store) => store.openDialog);
  const [step, setStep] = useState<(typeof STEPS)[number]>('vault');
  const [connected, setConnected] = useState<Connected>('nothing');
  const current = STEPS.indexOf(step);
  return (
    <main className={c('screen')}>
      <div className={c('column')}>
        <div className={c('head')}>
          <BrandMark size={24} />
          {t('app.name')}
        </div>
        <ol className={c('steps')} aria-label={t('first-run.steps')}>
          {STEPS.map((name, index) => (
            <li
              key={name}
              className={c('step', index === current && 'current', index < current && 'done')}
              aria-current={index === current ? 'step' : undefined}
            >
              {t(`first-run.step-${name}`)}
            </li>
          ))}
        </ol>
        {step === 'vault' ? <CreateVaultStep onDone={() => setStep('connect')} /> : null}
        {step === 'connect' ? (
          <ConnectStep
            onDone={(what) => {
              setConnected(what);
              setStep('scan');
            }}
          />
        ) : null}
        {step === 'scan' ? (
          <FirstScanStep
            {...(connected === 'nothing'
              ? {}
              : {
                  onCreateKey: () => {
                    go('keys');
                    setOnboarding(false);
                    // A key of the sandbox is called something at once; in an account a name is for good.
                    openDialog({
                      kind: 'create-key',
                      ...(connected === 'sandbox' ? { name: t('first-run.first-key-name') } : {}),
                    });
                  },
                })}
            onDone={(route) => {
              go(route);
              setOnboarding(false);
            }}
          />
        ) : null}
      </div>
    </main>
  );
}
