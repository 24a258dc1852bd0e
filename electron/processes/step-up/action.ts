/** What is asked for in main's window: mostly the master password once more. The words for each are in `words/`. */
export type StepUpAction =
  | { readonly kind: 'backup'; readonly file: string }
  | { readonly kind: 'export'; readonly file: string }
  | { readonly kind: 'change-password' }
  | { readonly kind: 'new-recovery-key' }
  /** The recovery key itself is typed, from where it was written down. */
  | { readonly kind: 'confirm-recovery-key'; readonly isNew: boolean }
  /** The recovery key, and for a backup file its password: what would be at hand after a disaster. */
  | { readonly kind: 'drill'; readonly backup: string; readonly withPassword: boolean }
  /** The password of a file of others. */
  | { readonly kind: 'open-export'; readonly file: string }
  | { readonly kind: 'remove-recovery-key' }
  | { readonly kind: 'rotate-vault-key'; readonly keepOldBackups: boolean }
  | { readonly kind: 'quick-unlock' }
  /** Over the vault that is there. */
  | { readonly kind: 'restore'; readonly file: string; readonly folder: string }
  /** An account at an address that this vault did not know. */
  | {
      readonly kind: 'connect';
      readonly name: string;
      readonly address: string;
      /** Whose API it is taken for. */
      readonly service: string;
      /** The admin key that goes there at once, redacted. */
      readonly key: string;
    }
  /** An account whose API answers elsewhere now: all its keys go there from then on. */
  | {
      readonly kind: 'move-account';
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'add-service'; readonly name: string; readonly address: string }
  | {
      readonly kind: 'change-address';
      readonly name: string;
      readonly from: string | null;
      readonly to: string;
    }
  | { readonly kind: 'remove-connection'; readonly name: string; readonly secrets: number }
  /** Another copy of the vault that this vault's key does not open: its own password. */
  | { readonly kind: 'open-copy'; readonly file: string; readonly dryRun: boolean }
  /** Between two values, or secrets, that two copies had. */
  | {
      readonly kind: 'choose-value';
      readonly name: string;
      /** Null: secrets. */
      readonly field: string | null;
      readonly keep: string | null;
      readonly give: readonly (string | null)[];
    }
  /** More secrets at once than a person takes. */
  | { readonly kind: 'another-secret'; readonly name: string; readonly use: 'reveal' | 'copy' | 'seal' }
  /** The vault cannot be written, so that the log does not have it at once. */
  | { readonly kind: 'unlogged-secret'; readonly name: string; readonly use: 'reveal' | 'copy' | 'pass-on' };

/** Whether the password of a file is asked for beside the first field. */
export function asksForFilePassword(action: StepUpAction): boolean {
  return action.kind === 'drill' && action.withPassword;
}

/** Whether a new password is chosen in the same window. */
export function asksForNewPassword({ kind }: StepUpAction): boolean {
  return kind === 'change-password' || kind === 'backup' || kind === 'export';
}
