import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { DAY_MS } from '../../../shared/times.ts';

const PERIODS = ['7', '30', '90', 'always'] as const;

export function IgnoreFindingDialog({
  findingId,
  onClose,
}: {
  readonly findingId: string;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [reason, setReason] = useState('');
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('30');
  const [tried, setTried] = useState(false);
  const draft = useDraft(`ignore-finding:${findingId}`, { reason, period }, reason === '', (kept) => {
    setReason(String(kept['reason'] ?? ''));
    setPeriod(PERIODS.find((value) => value === kept['period']) ?? '30');
  });
  const close = (): void => {
    draft.discard();
    onClose();
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') return;
    const until = period === 'always' ? null : new Date(Date.now() + Number(period) * DAY_MS).toISOString();
    const done = await action.run(() => call('findings.ignore', { findingId, reason: reason.trim(), until }));
    if (done !== null) close();
  };
  return (
    <Dialog
      title={t('ignore.title')}
      description={t('ignore.text')}
      busy={action.pending}
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="primary" pending={action.pending}>
            {t('ignore.ignore')}
          </Button>
        </>
      }
    >
      <RestoredNotice restored={draft.restored} />
      <TextField
        autoFocus
        label={t('ignore.reason')}
        maxLength={500}
        value={reason}
        error={tried && reason.trim() === '' ? t('ignore.reason-empty') : action.fieldError('reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <Field label={t('ignore.until')}>
        {({ id, labelId }) => (
          <Select
            id={id}
            labelledBy={labelId}
            value={period}
            options={PERIODS.map((value) => ({ value, label: t(`ignore.period-${value}`) }))}
            onChange={setPeriod}
          />
        )}
      </Field>
      {action.error === null || action.error.field === 'reason' ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}
