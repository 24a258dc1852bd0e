import type { ReactElement } from 'react';
import type { ProtectionDialogKind } from '../../lib/navigation-store.ts';
import { WriteFileDialog } from './backup-dialog.tsx';
import { DifferencesDialog } from './differences-dialog.tsx';
import { DrillDialog } from './drill-dialog.tsx';
import { ImportExportDialog } from './import-export-dialog.tsx';
import { ImportKeysDialog } from './import-keys-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import {
  NewRecoveryKeyDialog,
  RemoveRecoveryKeyDialog,
  RotateVaultKeyDialog,
} from './recovery-key-dialogs.tsx';

/** Loaded when one of them is opened for the first time. */
export function ProtectionDialog({
  kind,
  onClose,
}: {
  readonly kind: ProtectionDialogKind;
  readonly onClose: () => void;
}): ReactElement {
  switch (kind) {
    case 'backup':
      return <WriteFileDialog what="backup" onClose={onClose} />;
    case 'export-keys':
      return <WriteFileDialog what="export" onClose={onClose} />;
    case 'differences':
      return <DifferencesDialog onClose={onClose} />;
    case 'merge-copy':
      return <MergeDialog onClose={onClose} />;
    case 'import-export':
      return <ImportExportDialog onClose={onClose} />;
    case 'import-keys':
      return <ImportKeysDialog onClose={onClose} />;
    case 'new-recovery-key':
      return <NewRecoveryKeyDialog onClose={onClose} />;
    case 'remove-recovery-key':
      return <RemoveRecoveryKeyDialog onClose={onClose} />;
    case 'restore-drill':
      return <DrillDialog onClose={onClose} />;
    case 'rotate-vault-key':
      return <RotateVaultKeyDialog onClose={onClose} />;
  }
}
