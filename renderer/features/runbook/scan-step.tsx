import { FolderSearch, PlugZap, ScanSearch } from 'lucide-react';
import { useCallback, useState, type ReactElement } from 'react';
import type { ChannelInput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import { choose } from '../../lib/choose.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { useScan } from '../findings/scan-store.ts';
import { useFindings } from '../findings/store.ts';
import type { StepProps } from '../guides/step-props.ts';
import { useTickWhen } from '../guides/store.ts';
import styles from '../guides/guides.module.css';
import { ProofFacts } from './proof-facts.tsx';
import { useProof } from './use-proof.ts';

const c = classes(styles);

/** Tries the old key and scans again where it was found; done when that shows it, and only then. */
export function ScanStep({ guide, step, tick }: StepProps): ReactElement {
  const t = useText();
  const action = useAction();
  const { scanId, last, begin } = useScan();
  const proof = useProof(guide.id);
  const isFound = useFindings((store) => store.items.some(({ keyId }) => keyId === guide.keyId));
  const [asked, setAsked] = useState<string | null>(null);
  const { run } = action;
  const scan = useCallback(
    async (what: ChannelInput<'scan.start'>['what']): Promise<void> => {
      if ((await run(() => call('guides.begin', { guideId: guide.id }))) === null) return;
      const started = await run(() => call('scan.start', { what, history: true }));
      if (started === null) return;
      setAsked(started.value.scanId);
      begin(started.value.scanId, started.value.paths, true);
    },
    [run, begin, guide.id],
  );
  const chooseFolder = async (): Promise<void> => {
    const chosen = await choose(action, 'scan-folder');
    if (chosen !== null) await scan({ kind: 'chosen', grant: chosen.grant });
  };
  const finished = asked !== null && last?.scanId === asked ? last : null;
  useTickWhen(guide, proof?.proven === true, tick, step.doneAt !== null);
  // What a later scan found takes it back.
  useTickWhen(guide, proof?.proven === false, () => tick(false), step.doneAt === null);
  const canTry = proof?.oldKey.state === 'untried' || proof?.oldKey.state === 'works';
  return (
    <>
      {isFound ? null : <p className="muted">{t('guide.scan-nowhere')}</p>}
      {proof === null ? null : <ProofFacts proof={proof} />}
      {finished?.error === undefined || finished.error === null ? (
        finished?.report?.complete === false ? (
          <Notice tone="warn" alert>
            <p>{t('guide.scan-incomplete')}</p>
          </Notice>
        ) : null
      ) : (
        <ErrorNotice error={finished.error} />
      )}
      <div className={c('actions')}>
        {isFound ? (
          <Button
            variant="primary"
            icon={<ScanSearch aria-hidden />}
            pending={action.pending || scanId !== null}
            onClick={() => void scan({ kind: 'again', keyId: guide.keyId ?? '' })}
          >
            {t('guide.scan-again')}
          </Button>
        ) : null}
        <Button
          icon={<FolderSearch aria-hidden />}
          disabled={scanId !== null}
          onClick={() => void chooseFolder()}
        >
          {t('guide.scan-folder')}
        </Button>
        {canTry ? (
          <Button
            icon={<PlugZap aria-hidden />}
            pending={action.pending}
            onClick={() => void run(() => call('guides.try-old-key', { guideId: guide.id }))}
          >
            {t('proof.try')}
          </Button>
        ) : null}
      </div>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
