import { Copy, EyeOff, FileWarning, FolderOpen, KeyRound, RotateCcw } from 'lucide-react';
import { useEffect, type ReactElement } from 'react';
import type { Finding } from '../../../shared/findings.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import type { Action } from '../../lib/use-action.ts';
import { copyPlainText } from '../../ui/copy-plain-text.ts';
import { MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useEditors } from './editors-store.ts';
import { placeOf } from './sentence.ts';

/** What can be done with one place in which a key was found: the same as its buttons, and its path to copy. */
export function FindingMenuItems({
  finding,
  action,
}: {
  readonly finding: Finding;
  readonly action: Action;
}): ReactElement {
  const t = useText();
  const { openDialog, openKey } = useNavigation();
  const { editors, load } = useEditors();
  useEffect(() => void load(), [load]);
  const { id: findingId, finding: found, keyId } = finding;
  const place = placeOf(finding);
  const onDisk = found.source === 'worktree' || found.source === 'staged';
  const copy = (text: string): void => {
    copyPlainText(text);
    showToast(t('findings.place-copied'));
  };
  return (
    <>
      {keyId !== null && finding.keyStatus !== null && statusWorks(finding.keyStatus) ? (
        <MenuItem
          icon={<RotateCcw aria-hidden />}
          onSelect={() => openDialog({ kind: 'rotate-key', keyId, reason: 'compromised' })}
        >
          {t('findings.rotate-now')}
        </MenuItem>
      ) : null}
      {keyId === null ? null : (
        <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => openKey(keyId)}>
          {t('findings.show-key')}
        </MenuItem>
      )}
      {onDisk
        ? (editors ?? []).map(({ id, name }) => (
            <MenuItem
              key={id}
              icon={<FileWarning aria-hidden />}
              onSelect={() =>
                void action.run(() => call('findings.open-in-editor', { findingId, editor: id }))
              }
            >
              {found.line === null ? name : t('findings.open-at-line', { name, line: found.line })}
            </MenuItem>
          ))
        : null}
      {onDisk ? (
        <MenuItem
          icon={<FolderOpen aria-hidden />}
          onSelect={() => void action.run(() => call('findings.open', { findingId }))}
        >
          {t('findings.open-folder')}
        </MenuItem>
      ) : null}
      {place === null ? null : (
        <MenuItem
          icon={<Copy aria-hidden />}
          onSelect={() => copy(found.line === null ? place : `${place}:${String(found.line)}`)}
        >
          {t('findings.copy-place')}
        </MenuItem>
      )}
      {finding.state === 'resolved' ? null : <MenuSeparator />}
      {finding.state === 'open' ? (
        <MenuItem
          icon={<EyeOff aria-hidden />}
          onSelect={() => openDialog({ kind: 'ignore-finding', findingId })}
        >
          {t('findings.ignore')}
        </MenuItem>
      ) : null}
      {finding.state === 'ignored' ? (
        <MenuItem onSelect={() => void action.run(() => call('findings.reopen', { findingId }))}>
          {t('findings.reopen')}
        </MenuItem>
      ) : null}
    </>
  );
}
