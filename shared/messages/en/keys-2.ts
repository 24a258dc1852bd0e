/** The domain: keys, findings, files, guides. */
export const keys2English = {
  'keys.care-as-it-is-now': 'Owner: {owner}. Has access: {access}. Rotation: {policy}.',
  'keys.decided-keep': 'keep',
  'keys.decided-narrow': 'narrow',
  'keys.decided-revoke': 'revoke',
  'keys.decided-rotate': 'rotate',
  'keys.every-days': 'every {count} days',
  'keys.file-was-not-written': '{file}: not written, the file is as it was.',
  'keys.file-is-wide-text':
    '{file} is UTF-32 text, or UTF-16 text without a byte order mark, which is not read here.',
  'keys.nothing-was-written-save-it-as-utf-8': 'Nothing was written. Save it as UTF-8 and try again.',
  'keys.shown-was-written-and-cant-be-read-back':
    '{shown} was written, and what it holds now can’t be read back.',
  'keys.shown-was-written-and-lies-there-twice':
    '{shown} was written, and {temporary} beside it, which holds the same text, can’t be removed.',
  'keys.remove-that-second-file':
    'Remove that second file: it holds the same, perhaps a key. Check the disk and the permissions of the folder.',
  'keys.guide-drill': 'drill',
  'keys.guide-leak': 'leak',
  'keys.guide-narrow': 'narrow',
  'keys.guide-step': '{guide}: {step}',
  'keys.imported': '{records} records, {secrets} secrets',
  'keys.imported-asleep': '{records} records, {secrets} secrets; asleep: {from}',
  'keys.it-holds-the-new-text-now-and':
    'It holds the new text now. After a loss of power it may be as it was before: look at it then. Check the disk.',
  'keys.it-may-have-been-removed-with-its-key':
    'It may have been removed together with its key or connection.',
  'keys.look-at-what-the-file-holds-now': 'Look at what the file holds now before you go on.',
  'keys.no-policy': 'none',
  'keys.nobody': 'nobody',
  'keys.nobody-else': 'nobody else',
  'keys.nothing-was-changed-its-sealed-copy-is':
    'Nothing was changed, and its sealed copy is kept. Connect its disk or check the permissions of file and folder, then try again.',
  'keys.this-rotation-is-not-in-the-registry': 'This rotation is not in the registry.',
  'keys.this-secret-holds-characters-that-do-not':
    'This secret holds characters that do not belong into a file.',
  'keys.this-view-is-not-in-the-vault': 'This view is not in the vault any more.',
  'keys.to-the-trash': 'Moved to the trash of this vault for {days} days; {provider} keeps its own record.',
  'keys.to-the-trash-service': 'Moved to the trash of this vault for {days} days; the service is not told.',
  'keys.type-a-tag-nothing-was-changed': 'Type a tag. Nothing was changed.',
  'keys.type-production-to-confirm-nothing-was-changed': 'Type {production} to confirm. Nothing was changed.',
  'keys.use-letters-digits-and-underscores-and-begin':
    'Use letters, digits and underscores, and begin with a letter. Nothing was written.',
  'keys.wait-until-it-is-done': 'Wait until it is done.',
  'keys.wanted-could-be-length-keys': '“{wanted}” could be {length} keys.',
  'keys.watches-path': 'Watches {path}',
  'keys.watches-path-no-longer': 'Watches {path} no longer',
  'keys.watches-path-schedule': 'Watches {path}: {schedule}',
  'keys.what-became-of-this-key-is-not': 'What became of this key is not known yet.',
  'keys.vault-was-restored-after-this-list-began':
    'The vault was restored from a backup after this list was begun; what was done with this key since then is not known here.',
  'keys.synchronise-look-at-this-key-and-begin-anew':
    'This list does nothing more with it. Synchronise, look at the key in the list, and begin a new list of what is left.',
  'keys.what-was-done-is-safe-continue':
    'What was done is safe. Continue in a moment: this key is looked at first, and nothing is done to it twice.',
  'keys.what-is-kept-as-the-secret-of': 'What is kept as the secret of this key is not a key.',
  'keys.what-this-key-belongs-to-is-not': 'What this key belongs to is not in the vault any more.',
  'keys.what-was-shown-of-this-file-is': 'What was shown of this file is no longer current.',
  'keys.whether-file-was-written-is-not-known':
    'Whether {file} was written is not known: it can’t be read now.',
  'keys.whether-git-tracks-file-could-not-be': 'Whether Git tracks {file} could not be found out.',
  'keys.write-down-why-it-is-no-danger':
    'Write down why it is no danger, for whoever looks at it next. Nothing was changed.',
  'keys.write-scheme-and-then-the-keys-id':
    'Write {scheme} and then the key’s id or its name, with %20 for a blank. Nothing was done.',
  'keys.a-line-does-not-keep-file-out': 'A line in .gitignore does not keep {file} out of what Git commits.',
  'keys.no-secret-was-written-choose-a-file':
    'No secret was written. Choose a file outside of the repository, or take the key from this vault with augno-vault run.',
  'keys.it-is-not-proven-that-the-leak': 'It is not proven that this leak is over.',
  'keys.this-stays-open-see-what-remains':
    'The leak response stays open. See what remains under “Prove that it is gone”, and scan again.',
  'keys.git-ignores-file': '{file}: Git ignores it',
  'keys.this-key-and-those-after-it-wait':
    'This key and those after it wait as they are; those before it are done. Set this computer’s clock, or go on and agree to the server’s.',
  'keys.the-service-holds-this-date': 'The service holds this date itself, and has no call that moves it.',
  'keys.this-vault-does-not-end-it-by-itself':
    'This vault does not end the old key by itself any more: it waits for you.',
  'keys.the-old-key-has-ended': 'The old key has ended, or is being ended.',
  'keys.an-overlap-is-30-days-at-most': 'An overlap ends 30 days from now at the latest.',
  'keys.the-end-stays-as-it-was': 'The old key’s end stays as it was.',
  'keys.its-overlap-ends-at': 'Its overlap was extended; it ends at {at}',
} as const;
