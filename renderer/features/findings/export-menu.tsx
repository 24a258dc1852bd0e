import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { SaveMenu } from '../../ui/save-menu.tsx';
import { showToast } from '../../ui/toast.tsx';

const FORMATS = ['csv', 'json', 'sarif'] as const;

/** Findings as a file: redacted in every format. */
export function ExportMenu(): ReactElement {
  const t = useText();
  const action = useAction();
  const save = async (format: (typeof FORMATS)[number]): Promise<void> => {
    const done = await action.run(() => call('findings.export', { format }));
    if (done !== null && done.value.path !== null) showToast(t('findings.exported'));
  };
  return (
    <>
      <SaveMenu
        small
        label={t('findings.export')}
        action={action}
        formats={FORMATS.map((value) => ({ value, label: t(`findings.export-${value}`) }))}
        onSave={(format) => void save(format)}
      />
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
