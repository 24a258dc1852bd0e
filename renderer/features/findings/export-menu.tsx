import { FileDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
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
      <Menu
        align="end"
        trigger={
          <Button size="small" icon={<FileDown aria-hidden />} pending={action.pending}>
            {t('findings.export')}
          </Button>
        }
      >
        {FORMATS.map((format) => (
          <MenuItem key={format} onSelect={() => void save(format)}>
            {t(`findings.export-${format}`)}
          </MenuItem>
        ))}
      </Menu>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </>
  );
}
