/** The processes and the wire. */
export const processEnglish = {
  'process.a-list-of-length-keys-redacted': 'A list of {length} keys, redacted.',
  'process.a-part-of-augno-vault-asked-for': 'A part of Augno Vault asked for something unknown.',
  'process.a-vault-is-open': 'A vault is open.',
  'process.add-the-secret-if-you-have-it':
    'Add the secret if you have it, or rotate the key. Nothing was started.',
  'process.another-program-is-being-given-a-secret': 'Another program is being given a secret right now.',
  'process.ask-the-sender-to-seal-it-again': 'Ask the sender to seal it again. Nothing was stored.',
  'process.fingerprint-compared': 'Fingerprint compared.',
  'process.fingerprint-not-compared': 'Fingerprint not compared.',
  'process.it-may-have-taken-the-secret-already':
    'It may have taken the secret already: look where it was to put it.',
  'process.it-was-neither-read-nor-written-look':
    'It was neither read nor written. Look at it again to be asked once more.',
  'process.it-was-not-given-the-secret-check':
    'It was not given the secret. Check that it is installed, or name it with its whole path.',
  'process.newer-ones-replace-the-oldest-choose-another':
    'Newer ones replace the oldest. Choose another from the list.',
  'process.nothing-was-changed-answer-that-window-first': 'Nothing was changed. Answer that window first.',
  'process.nothing-was-changed-check-what-you-typed': 'Nothing was changed. Check what you typed.',
  'process.nothing-was-changed-check-what-you-typed-at':
    'Nothing was changed. Check what you typed ({where}).',
  'process.nothing-was-changed-do-it-in-smaller-parts': 'Nothing was changed. Do it in smaller parts.',
  'process.nothing-was-changed-close-this-window-and':
    'Nothing was changed. Close this window and open it again.',
  'process.nothing-was-changed-do-it-again-and':
    'Nothing was changed. Do it again, and type what it asks for.',
  'process.nothing-was-changed-do-it-again-and-2':
    'Nothing was changed. Do it again, and type the password in the window that asks for it.',
  'process.nothing-was-changed-lock-it-first': 'Nothing was changed. Lock it first.',
  'process.nothing-was-changed-look-at-both-values':
    'Nothing was changed. Look at both values again, then choose.',
  'process.nothing-was-changed-look-at-the-list': 'Nothing was changed. Look at the list again.',
  'process.nothing-was-changed-restart-the-app-if':
    'Nothing was changed. Restart the app; if it happens again, reinstall it.',
  'process.nothing-was-changed-wait-a-minute-if':
    'Nothing was changed. Wait a minute; if you did not ask for it yourself, lock the vault.',
  'process.nothing-was-done-choose-it-again-then': 'Nothing was done. Choose it again, then repeat the step.',
  'process.nothing-was-imported-choose-the-file-again': 'Nothing was imported. Choose the file again.',
  'process.nothing-was-read-or-written-close-this':
    'Nothing was read or written. Close this and open it again.',
  'process.nothing-was-sealed-look-at-the-list': 'Nothing was sealed. Look at the list again.',
  'process.passed-on': 'For {name}, {fingerprint}.',
  'process.passed-on-not-compared': 'For {name}, {fingerprint} (not compared).',
  'process.paste-the-one-from-the-other-admins':
    'Paste the one from the other admin’s settings. Nothing was stored.',
  'process.recovery-key-shown': 'A new recovery key was shown; it opens nothing until it is confirmed',
  'process.recovery-key-not-kept': 'The new recovery key that was shown was not kept, and opens nothing',
  'process.a-new-recovery-key-opens-nothing':
    'A new recovery key was made, and the vault was closed before you said that you have it. It opens nothing.',
  'process.throw-the-new-one-away':
    'Any recovery key from before goes on working. Throw away what there is of the new one, and make another in the settings.',
  'process.no-new-recovery-key-waits': 'No new recovery key waits to be confirmed.',
  'process.any-from-before-goes-on-working':
    'The recovery key that this vault had goes on working. Make a new one where you need one.',
  'process.recovery-key-confirmed': 'Recovery key typed once more, and right',
  'process.restore-drill-passed': 'Restore drill passed',
  'process.the-backup-was-not-put-in-place': 'The backup was not put in place.',
  'process.the-file-that-was-to-be-imported': 'The file that was to be imported is not loaded any more.',
  'process.the-master-password-is-being-asked-for': 'The master password is being asked for already.',
  'process.the-master-password-was-asked-for-too': 'The master password was asked for too often.',
  'process.the-master-password-was-not-given': 'The master password was not given.',
  'process.the-program-shown-cant-be-run-code': 'The program {shown} can’t be run ({code}).',
  'process.the-program-shown-was-not-found': 'The program {shown} was not found.',
  'process.the-program-took-longer-than-two-minutes':
    'The program took longer than two minutes and was ended.',
  'process.the-program-was-ended': 'The program was ended.',
  'process.the-systems-proxy-is-of-a-kind':
    'The system’s proxy is of a kind that Augno Vault does not speak.',
  'process.the-window-that-asked-was-closed-without': 'The window that asked was closed without an answer.',
  'process.this-backup-is-not-there-any-more': 'This backup is not there any more.',
  'process.this-copy-does-not-lie-beside-the': 'This copy does not lie beside the vault any more.',
  'process.this-file-is-not-in-the-list': 'This file is not in the list any more.',
  'process.this-file-was-not-confirmed': 'This file was not confirmed.',
  'process.this-input-cant-be-used': 'This input can’t be used.',
  'process.this-is-the-public-key-of-this': 'This is the public key of this vault itself.',
  'process.this-key-or-this-admin-is-not': 'This key or this admin is not in the vault any more.',
  'process.this-keys-secret-is-not-held-here': 'This key’s secret is not held here.',
  'process.this-is-more-than-one-step': 'This is more than can be done in one step.',
  'process.this-request-was-not-understood': 'This request was not understood.',
  'process.unlock-it-and-try-again-what-you':
    'Unlock it and try again. What you typed is kept where it can be.',
  'process.wait-until-it-has-ended-or-cancel': 'Wait until it has ended, or cancel it. Nothing was started.',
  'process.what-is-kept-there-has-changed-since': 'What is kept there has changed since it was shown.',
  'process.what-was-chosen-for-this-is-not': 'What was chosen for this is not valid any more.',
  'process.what-was-sealed-is-not-the-key': 'What was sealed is not the key that it says it is.',
} as const;
