import { ChevronDown, FileWarning } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import type { Finding } from '../../../shared/findings.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import type { Action } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useEditors } from './editors-store.ts';

/** In the file manager, or in an editor at the line. */
export function OpenMenu({
  finding,
  action,
}: {
  readonly finding: Finding;
  readonly action: Action;
}): ReactElement {
  const t = useText();
  const { editors, load } = useEditors();
  useEffect(() => void load(), [load]);
  const show = (): void => void action.run(() => call('findings.open', { findingId: finding.id }));
  if (editors === null || editors.length === 0) {
    return (
      <Button size="small" icon={<FileWarning aria-hidden />} onClick={show}>
        {t('findings.open')}
      </Button>
    );
  }
  return (
    <Menu
      trigger={
        <Button size="small" icon={<FileWarning aria-hidden />}>
          {t('findings.open')} <ChevronDown aria-hidden />
        </Button>
      }
    >
      {editors.map(({ id, name }) => (
        <MenuItem
          key={id}
          onSelect={() =>
            void action.run(() => call('findings.open-in-editor', { findingId: finding.id, editor: id }))
          }
        >
          {finding.finding.line === null
            ? name
            : t('findings.open-at-line', { name, line: finding.finding.line })}
        </MenuItem>
      ))}
      <MenuItem onSelect={show}>{t('findings.open-folder')}</MenuItem>
    </Menu>
  );
}
