export const firstRun = {
  'first-run.steps': 'Steps',
  'first-run.step-vault': 'Make a vault',
  'first-run.step-connect': 'Connect an account',
  'first-run.step-scan': 'First scan',
  'first-run.vault-title': 'Make your vault',
  'first-run.vault-text':
    'Your API keys are kept in an encrypted file on this computer. Only your master password opens it.',
  'first-run.vault-name': 'Vault name',
  'first-run.vault-name-default': 'My vault',
  'first-run.name-empty': 'Give it a name.',
  'first-run.password': 'Master password',
  'first-run.password-again': 'Master password, again',
  'first-run.password-hint': 'A few unrelated words are easy to remember and hard to guess.',
  'first-run.password-short': 'Use at least {length} characters.',
  'first-run.password-differs': 'The two passwords differ.',
  'first-run.forgotten-title': 'A forgotten password can’t be reset',
  'first-run.forgotten-text':
    'Nobody, Augno included, can open this vault without it. The <b>recovery key</b> on the next page is the only other way in.',
  'first-run.stored-in': 'Kept in {path}',
  'first-run.create-vault': 'Create vault',
  'first-run.recovery-title': 'Write down your recovery key',
  'first-run.recovery-text':
    'It opens this vault if you forget the password. It is shown only now. Keep it on paper, away from this computer.',
  'first-run.recovery-key': 'Your recovery key',
  'first-run.recovery-confirm': 'Confirm recovery key',
  'first-run.recovery-skip': 'Continue without confirming',
  'first-run.connect-title': 'Connect an Augno account',
  'first-run.connect-text':
    'Augno Vault creates, rotates and revokes keys with an admin key of your account.',
  'first-run.sandbox-text':
    'Look around first: demo accounts that run on this computer. Nothing leaves it, nothing real can break.',
  'first-run.or': 'or with your own account',
  'first-run.skip': 'Skip for now',
  'first-run.create-key': 'Create a key',
  'first-run.first-key-name': 'My first key',
  'first-run.scan-title': 'Look for leaked keys',
  'first-run.scan-text':
    'Choose a folder or repository. Augno Vault reads it here, on this computer, and says where API keys are exposed.',
} as const;
