import { assertNever } from '../../../../shared/errors.ts';
import type { NewPasswordWords } from '../../../../shared/password-question.ts';
import { MINIMUM_PASSWORD_LENGTH } from '../../../../shared/password-question.ts';
import { RECOVERY_KEY_LENGTH } from '../../../vault/crypto/recovery-key.ts';
import type { StepUpAction } from '../action.ts';
import { addressFacts, type AddressWords } from './address-facts.ts';
import type { ActionWords, CommonWords } from './types.ts';

const strength: NewPasswordWords['strength'] = [
  'Guessed at once',
  'Very weak',
  'Weak: add another word',
  'Good',
  'Very hard to guess',
];

function newPassword(label: string, again: string): NewPasswordWords {
  return {
    label,
    again,
    note: 'Four or more unrelated words are easy to remember and hard to guess.',
    strength,
    tooShort: `Use at least ${String(MINIMUM_PASSWORD_LENGTH)} characters.`,
    differs: 'The two passwords differ.',
    minimumLength: MINIMUM_PASSWORD_LENGTH,
  };
}

export const commonEnglish: CommonWords = {
  password: 'Master password',
  note: 'If it is lost: the recovery key does in its place. Only this window asks for it.',
  cancel: 'Cancel',
  show: 'Show',
  empty: 'Type your master password.',
  checking: 'Checking…',
  waiting: 'The next try is possible in {seconds} s.',
  refused: 'That does not open the vault. Nothing was changed; check keyboard layout and caps lock.',
  waitFirst: 'After failed tries the next one has to wait.',
};

const addressWords: AddressWords = {
  address: 'Address',
  scheme: 'Scheme',
  encrypted: 'encrypted',
  unencrypted: 'not encrypted: whoever is on the way reads the keys',
  thisComputer: 'not encrypted, but it stays on this computer',
  host: 'Host',
  port: 'Port',
};

const NO_PASSWORD = 'Type the password.';

const recoveryKey = {
  password: 'Recovery key',
  note: 'From the printed page: six groups of six letters and digits.',
  empty: 'Type the recovery key.',
  fromPaper: true,
} as const;

export function inEnglish(action: StepUpAction): ActionWords {
  switch (action.kind) {
    case 'backup':
      return {
        title: 'Back up the vault',
        text: 'Everything in this vault, secrets included, goes into one encrypted file. It opens with the password of the backup alone.',
        facts: [{ label: 'File', value: action.file }],
        submit: 'Write backup',
        newPassword: newPassword('Password of this backup', 'The same password again'),
      };
    case 'export':
      return {
        title: 'Export keys',
        text: 'All keys and their secrets go into one encrypted file. Whoever has it and its password has the secrets.',
        facts: [{ label: 'File', value: action.file }],
        submit: 'Write export',
        newPassword: newPassword('Password of the export', 'The same password again'),
      };
    case 'change-password':
      return {
        title: 'Change the master password',
        text: 'This vault opens with the new password from then on. Backups made before still open with the old one.',
        facts: [],
        submit: 'Change password',
        newPassword: newPassword('New master password', 'New master password, again'),
      };
    case 'new-recovery-key':
      return {
        title: 'Make a new recovery key',
        text: 'Whoever has the recovery key opens this vault without the password. Any from before opens nothing any more once you say that you have the new one.',
        facts: [],
        submit: 'Make recovery key',
      };
    case 'confirm-recovery-key':
      return {
        title: 'Confirm the recovery key',
        text: 'Type the key from where you wrote it down. Upper and lower case, spaces and dashes do not matter.',
        facts: [],
        submit: 'Confirm',
        ...recoveryKey,
        wholeAt: RECOVERY_KEY_LENGTH,
        refused: action.isNew
          ? 'That is not the new recovery key. Compare each group with what you wrote down.'
          : 'That is not the recovery key of this vault. Compare each group with what you wrote down.',
      };
    case 'drill':
      return {
        title: 'Restore drill',
        text: 'A copy of the backup is opened with what would be at hand after a disaster, looked through and removed.',
        facts: [{ label: 'Backup', value: action.backup }],
        submit: 'Start the drill',
        ...recoveryKey,
        ...(action.withPassword
          ? { filePassword: { label: 'Password of the backup', empty: NO_PASSWORD } }
          : {}),
        refused: action.withPassword
          ? 'This recovery key and this password do not open that backup. One from before a new recovery key opens with the older one.'
          : 'This recovery key does not open that backup. One from before a new recovery key opens with the older one.',
      };
    case 'open-export':
      return {
        title: 'Look into an export',
        text: 'Nothing is stored yet: what the file proposes is shown first.',
        facts: [{ label: 'File', value: action.file }],
        submit: 'Look inside',
        password: 'Password of the export',
        note: 'The one that was chosen when the file was written.',
        empty: NO_PASSWORD,
        refused: 'That does not open this file. Nothing was changed; check keyboard layout and caps lock.',
      };
    case 'remove-recovery-key':
      return {
        title: 'Remove the recovery key',
        text: 'The printed key opens nothing from then on. If the password is lost too, this vault is lost.',
        facts: [],
        submit: 'Remove recovery key',
      };
    case 'rotate-vault-key':
      return {
        title: 'Renew the vault key',
        text: 'Every record and secret is sealed anew. If there is a recovery key, a new one takes its place.',
        facts: [
          {
            label: 'Automatic copies',
            value: action.keepOldBackups ? 'are kept; they open with the old key' : 'are deleted',
          },
        ],
        submit: 'Renew vault key',
        note: 'The recovery key does not do here: the vault is sealed anew under the password.',
      };
    case 'quick-unlock':
      return {
        title: 'Unlock with this computer’s keychain',
        text: 'From then on, whoever is logged in on this computer opens the vault without the password.',
        facts: [],
        submit: 'Turn on',
      };
    case 'restore':
      return {
        title: 'Put a backup in place of this vault',
        text: 'The vault that is here is kept among its backups. What opened the backup opens this vault from then on.',
        facts: [
          { label: 'Backup', value: action.file },
          { label: 'Vault', value: action.folder },
        ],
        submit: 'Restore',
        password: 'Master password of the vault that is here',
        otherWay: 'I have lost it',
      };
    case 'connect':
      return {
        title: 'Connect an account',
        text: 'This vault sends nothing to this address yet. Keys of the account are sent there from then on.',
        facts: [
          ...addressFacts(action.address, addressWords),
          { label: 'API', value: action.service },
          { label: 'Sent at once', value: `the admin key ${action.key}` },
          ...(action.name === '' ? [] : [{ label: 'Name', value: action.name }]),
        ],
        submit: 'Connect',
      };
    case 'add-service':
      return {
        title: 'Add a service',
        text: 'Keys that are stored for this service are sent to this address when they are tested.',
        facts: [...addressFacts(action.address, addressWords), { label: 'Service', value: action.name }],
        submit: 'Add service',
      };
    case 'move-account':
      return {
        title: 'Move an account to another address',
        text: 'The admin key is sent there now, and every key of this account from then on. No secret is lost.',
        facts: [
          ...addressFacts(action.to, { ...addressWords, address: 'From now on' }),
          { label: 'Until now', value: action.from },
          { label: 'Account', value: action.name },
        ],
        submit: 'Move',
      };
    case 'change-address':
      return {
        title: 'Change the address of a service',
        text: 'The keys that are stored for this service are sent to the new address from then on.',
        facts: [
          ...addressFacts(action.to, { ...addressWords, address: 'From now on' }),
          { label: 'Until now', value: action.from ?? 'none' },
          { label: 'Service', value: action.name },
        ],
        submit: 'Change address',
      };
    case 'remove-connection':
      return {
        title: 'Remove an account with its secrets',
        text: 'Its keys and their secrets are taken out of this vault. The account itself is unchanged.',
        facts: [
          { label: 'Account', value: action.name },
          { label: 'Secrets', value: String(action.secrets) },
        ],
        submit: 'Remove',
      };
    case 'open-copy':
      return {
        title: action.dryRun ? 'Look at another copy of the vault' : 'Fold another copy of the vault in',
        text: 'The key of this vault does not open it: it was locked with another one, or is a backup.',
        facts: [{ label: 'File', value: action.file }],
        submit: action.dryRun ? 'Open it' : 'Fold it in',
        password: 'Password of that copy',
        note: 'The password that copy had, or that of the backup. Failed tries change nothing.',
      };
    case 'choose-value':
      return {
        title:
          action.field === null ? 'Choose between two secrets' : 'Choose between the values of two copies',
        text:
          action.field === null
            ? 'One secret stays, the others are destroyed for good.'
            : 'What is chosen is in use from then on. It says where keys are sent, or whom this vault trusts.',
        facts: [
          { label: 'Of', value: action.name },
          ...(action.field === null ? [] : [{ label: 'What', value: action.field }]),
          { label: 'Stays', value: action.keep ?? 'nothing' },
          ...action.give.map((value) => ({ label: 'Goes', value: value ?? 'nothing' })),
        ],
        submit: 'Choose',
      };
    case 'another-secret':
      return {
        title: {
          reveal: 'Show another secret',
          copy: 'Copy another secret',
          seal: 'Pass on another secret',
        }[action.use],
        text: 'Many secrets were taken out of the vault in a short time. If that was not you, cancel and lock the vault.',
        facts: [{ label: 'Key', value: action.name }],
        submit: { reveal: 'Show', copy: 'Copy', seal: 'Pass on' }[action.use],
      };
    case 'unlogged-secret':
      return {
        title: { reveal: 'Show a secret', copy: 'Copy a secret', 'pass-on': 'Pass on a secret' }[action.use],
        text: 'The vault cannot be written at present, so this is not in its log yet. It is entered as soon as the vault can be written.',
        facts: [{ label: 'Key', value: action.name }],
        submit: { reveal: 'Show', copy: 'Copy', 'pass-on': 'Pass on' }[action.use],
      };
    default:
      return assertNever(action);
  }
}
