/** The domain: keys, findings, files, guides. */
export const keys1English = {
  'keys.a-drill-is-practised-in-a-sandbox': 'A drill is practised in a sandbox, not with production keys.',
  'keys.a-key-of-this-list-is-being': 'A key of this list is being done at the moment.',
  'keys.a-person-confirmed-the-secret-from-the': 'A person confirmed the secret from the file.',
  'keys.alias-has-mosttags-tags-already-which-is':
    '“{alias}” has {mostTags} tags already, which is the most.',
  'keys.alias-notes-tags-or-places-in-this':
    'Alias, notes, tags or places in this vault; the service is not told.',
  'keys.another-copy-of-the-vault-kept-it': 'Another copy of the vault kept it: it and its secret stay.',
  'keys.another-view-is-named-name': 'Another view is named “{name}”.',
  'keys.back-from-the-trash': 'Back from the trash.',
  'keys.batch-begun': '{kind}: {count, plural, one {# key} other {# keys}}.',
  'keys.batch-ended': '{kind}: {done} done, {failed} failed, {skipped} left out.',
  'keys.change-their-words-or-their-order-and':
    'Change their words or their order, and add steps of your own. Nothing was saved.',
  'keys.choose-a-file-that-was-saved-with':
    'Choose a file that was saved with “Save as file…”. Nothing was changed.',
  'keys.choose-another-name-nothing-was-changed': 'Choose another name. Nothing was changed.',
  'keys.connect-an-account-first-augno-vault-connect':
    'Connect an account first: augno-vault connect --url URL.',
  'keys.count-keys': '{count, plural, one {# key} other {# keys}}.',
  'keys.decide-about-each-of-them-what-is': 'Decide about each of them. What is decided is kept.',
  'keys.delete-it-at-the-service-and-let':
    'Delete it at the service and let the vault see it refused first. Nothing was changed.',
  'keys.deleted-for-good-from-the-trash': 'Deleted for good from the trash.',
  'keys.file-has-changed-since-its-lines-were': '{file} has changed since its lines were shown.',
  'keys.file-is-a-symbolic-link': '{file} is a symbolic link.',
  'keys.file-is-not-a-text-file': '{file} is not a text file.',
  'keys.file-is-read-only': '{file} is read-only.',
  'keys.file-is-tracked-by-git-a-secret':
    '{file} is tracked by Git: a secret in it would be in the next commit.',
  'keys.git-does-not-ignore-file-yet-a':
    'Git does not ignore {file} yet: a secret in it could be committed by mistake.',
  'keys.gone-elsewhere': 'The server does not list it any more.',
  'keys.guide-ended': '{kind}, {outcome}: {done} of {count} steps.',
  'keys.ignoring-a-finding-needs-a-reason': 'Ignoring a finding needs a reason.',
  'keys.in-name-stand-more-than-mostkeys-keys': 'In {name} stand more than {mostKeys} keys.',
  'keys.it-is-looked-into-in-the-background':
    'It is looked into in the background. Nothing was sent again; continue in a minute.',
  'keys.it-is-shown-once-when-the-key':
    'It is shown once, when the key is made, and destroyed here once the key was seen refused. Add the secret if you have it, or rotate the key.',
  'keys.it-may-belong-to-another-connection-see':
    'It may belong to another connection; see `augno-vault keys list`.',
  'keys.it-was-not-used-test-the-key':
    'It was not used. Test the key, or confirm that the secret is yours: with the key in the app, or with augno-vault keys confirm.',
  'keys.it-was-restored-or-its-30-days': 'It was restored, or its 30 days were over. Nothing was changed.',
  'keys.its-30-days-in-the-trash-were': 'Its 30 days in the trash were over.',
  'keys.length-keys-have-no-decision-yet': '{length} keys have no decision yet.',
  'keys.line-line-of-file-holds-a-reference': 'Line {line} of {file} holds a reference that names no key.',
  'keys.line-unreadable-of-file-is-not-name': 'Line {unreadable} of {file} is not NAME=value.',
  'keys.name-one-by-its-id-or-narrow':
    'Name one by its id, or narrow it with --connection: {shown}{more}. Nothing was done.',
  'keys.no-api-key-stands-in-name': 'No API key stands in {name}.',
  'keys.no-key-is-named-wanted-and-none': 'No key is named “{wanted}”, and none has that id or ends with it.',
  'keys.nothing-was-begun': 'Nothing was begun.',
  'keys.nothing-was-begun-choose-a-sandbox-account':
    'Nothing was begun. Choose a sandbox account; the app brings one of its own.',
  'keys.nothing-was-begun-synchronise-and-look-again': 'Nothing was begun. Synchronise and look again.',
  'keys.nothing-was-changed-add-it-again-if': 'Nothing was changed. Add it again if it should be.',
  'keys.nothing-was-changed-and-the-key-stays':
    'Nothing was changed, and the key stays in the trash. Connect the account again, or add the service.',
  'keys.nothing-was-changed-copies-are-kept-for': 'Nothing was changed. Copies are kept for 30 days.',
  'keys.nothing-was-changed-delete-the-file-by':
    'Nothing was changed. Delete the file by hand if it is not needed.',
  'keys.name-was-revoked-but-the-list-could':
    '“{name}” was revoked, but the list of keys could not note it. {message}',
  'keys.name-was-rotated-but-the-list-could':
    '“{name}” was rotated and its new secret stored, but the list of keys could not note it. {message}',
  'keys.nothing-was-changed-look-at-the-list': 'Nothing was changed. Look at the list and choose again.',
  'keys.nothing-was-imported-a-key-counts-when':
    'Nothing was imported. A key counts when all its characters are there and its checksum is right.',
  'keys.nothing-was-imported-split-the-file-and':
    'Nothing was imported. Split the file, and import one part after the other.',
  'keys.nothing-was-made-make-a-role-first':
    'Nothing was made. Make a role first, or use the sandbox that comes with the app.',
  'keys.nothing-was-written': 'Nothing was written.',
  'keys.nothing-was-written-add-the-line-relative':
    'Nothing was written. Add the line {relative} to the .gitignore of {root} first, then try again.',
  'keys.nothing-was-written-change-it-with-the':
    'Nothing was written. Change it with the program it belongs to.',
  'keys.nothing-was-written-change-it-with-your': 'Nothing was written. Change it with your editor.',
  'keys.nothing-was-written-choose-a-file-outside':
    'Nothing was written. Choose a file outside the vault’s folder.',
  'keys.nothing-was-written-correct-the-template-or':
    'Nothing was written. Correct the template, or give the output a name that does not end in .env.',
  'keys.nothing-was-written-enter-the-whole-path':
    'Nothing was written. Enter the whole path, from the root of the disk on.',
  'keys.nothing-was-written-give-it-to-the':
    'Nothing was written. Give it to the program directly: with “Run…”, or with augno-vault run.',
  'keys.nothing-was-written-it-came-from-the':
    'Nothing was written. It came from the server or from a file in this form; rotate the key to get a real one.',
  'keys.nothing-was-written-it-may-have-been': 'Nothing was written. It may have been moved; check the path.',
  'keys.nothing-was-written-let-the-program-read':
    'Nothing was written. Let the program read a variable instead, and put the key into a .env file that Git ignores, or start the program with augno-vault run.',
  'keys.nothing-was-written-links-are-not-followed':
    'Nothing was written: links are not followed. Name the file that it leads to.',
  'keys.nothing-was-written-look-at-the-lines': 'Nothing was written. Look at the lines again, then decide.',
  'keys.nothing-was-written-make-the-file-writable':
    'Nothing was written. Make the file writable if you may change it, or change it where it comes from.',
  'keys.nothing-was-written-only-ordinary-files-are': 'Nothing was written. Only ordinary files are changed.',
  'keys.nothing-was-written-put-it-into-a':
    'Nothing was written. Put it into a .env or JSON file, or give it to the program with augno-vault run.',
  'keys.nothing-was-written-replacing-it-would-part':
    'Nothing was written: replacing it would part the two. Change it with your editor.',
  'keys.nothing-was-written-such-a-file-counts':
    'Nothing was written: such a file counts as tracked. Check that git is installed and the repository sound, or put the key into a .env file outside of it.',
  'keys.nothing-was-written-wait-until-nothing-else':
    'Nothing was written. Wait until nothing else writes to it, then try again.',
  'keys.path-has-changed-since-it-was-made': '{path} has changed since it was made.',
  'keys.place-history-of-commit': '{root}: history of {commit}',
  'keys.place-in-the-history': '{place} (in the history)',
  'keys.place-message-of-commit': '{root}: message of {commit}',
  'keys.place-not-there-any-more': '{place}: not there any more, and the key is dead.',
  'keys.place-unknown-commit': 'an unknown commit',
  'keys.place-until': '{place}, until {until}',
  'keys.production-of-these-are-production-keys': '{production} of these are production keys.',
  'keys.put-it-off-until-tomorrow-or-for': 'Put it off until tomorrow or for a week. Nothing was changed.',
  'keys.put-off-no-longer': '{kind}, no longer',
  'keys.put-off-until': '{kind}, until {until}',
  'keys.put-off-until-it-changes': '{kind}, until it changes',
  'keys.remove-one-of-them-first-or-leave':
    'Remove one of them first, or leave that key out. Nothing was changed.',
  'keys.resolved-has-a-second-name-a-hard': '{resolved} has a second name (a hard link).',
  'keys.resolved-is-larger-than-4-mib': '{resolved} is larger than 4 MiB.',
  'keys.resolved-is-not-an-ordinary-file': '{resolved} is not an ordinary file.',
  'keys.review-ended': 'keep {keep}, rotate {rotate}, narrow {narrow}, revoke {revoke}.',
  'keys.revocation-scheduled-elsewhere': 'Its revocation was scheduled elsewhere.',
  'keys.revoke-it-first-or-wait-until-it':
    'Revoke it first, or wait until it has expired. {name} itself never deletes a key.',
  'keys.revoked-elsewhere': 'It was revoked elsewhere.',
  'keys.scan-again-to-see-what-is-there': 'Scan again to see what is there. Nothing was changed.',
  'keys.scanned': '{roots}: {found, plural, one {# finding} other {# findings}}, {opened} of them new.',
  'keys.scanned-in-part':
    '{roots}: {found, plural, one {# finding} other {# findings}}, {opened} of them new; not everything could be read.',
  'keys.see-augno-vault-keys-list': 'See `augno-vault keys list`.',
  'keys.shown-cant-be-read-or-written-code': '{shown} can’t be read or written ({code}).',
  'keys.shown-was-written-and-has-changed-since':
    '{shown} was written, and something else has changed it since.',
  'keys.shown-was-written-but-the-disk-did': '{shown} was written, but the disk did not confirm it.',
  'keys.some-of-these-keys-are-not-here':
    'Some of these keys are not here any more, or belong to another service.',
  'keys.steps-of-the-leak-response': 'Steps of the leak response.',
  'keys.steps-of-the-leak-response-as-delivered': 'Steps of the leak response: as delivered.',
  'keys.tag-tag-added': 'Tag “{tag}” added.',
  'keys.tag-tag-removed': 'Tag “{tag}” removed.',
  'keys.taken-back': 'taken back',
  'keys.the-activity-as-format': 'The activity, as {format}.',
  'keys.the-api-accepted-the-secret-from-the': 'The API accepted the secret from the file.',
  'keys.the-file-grew-while-it-was-read': 'The file grew while it was read.',
  'keys.the-file-is-as-it-was-check':
    'The file is as it was. Check the disk and the permissions, then try again.',
  'keys.the-file-is-as-it-was-free': 'The file is as it was. Free some space and try again.',
  'keys.the-key-or-the-account-that-this': 'The key or the account that this is about is not here any more.',
  'keys.the-old-key-is-not-in-file': 'The old key is not in {file} any more.',
  'keys.the-sealed-copy-of-this-file-is': 'The sealed copy of this file is not kept any more.',
  'keys.the-secret-of-alias-came-from-a':
    'The secret of “{alias}” came from a file, and nothing has proved it yet.',
  'keys.the-steps-that-come-with-the-app': 'The steps that come with the app can’t be left out.',
  'keys.the-tag-is-empty': 'The tag is empty.',
  'keys.the-view-needs-a-name': 'The view needs a name.',
  'keys.there-is-no-connection-wanted': 'There is no connection “{wanted}”.',
  'keys.there-is-no-file-shown': 'There is no file {shown}.',
  'keys.there-is-no-key-that-works-so': 'There is no key that works, so there is nothing to review.',
  'keys.there-is-no-room-left-to-write': 'There is no room left to write {shown}.',
  'keys.this-account-has-no-role-that-a': 'This account has no role that a practice key could have.',
  'keys.this-does-harm-every-day-that-it':
    'This does harm every day that it waits, so it is put off for a time only.',
  'keys.this-file-holds-no-steps-of-a': 'This file holds no steps of a leak response.',
  'keys.this-finding-is-not-in-the-vault': 'This finding is not in the vault any more.',
  'keys.this-guide-is-not-in-the-vault': 'This guide is not in the vault any more.',
  'keys.this-is-a-file-of-the-vault': 'This is a file of the vault itself.',
  'keys.this-is-no-drill': 'This is no drill.',
  'keys.this-is-not-the-full-path-of': 'This is not the full path of a file.',
  'keys.this-is-not-the-name-of-a': 'This is not the name of a variable.',
  'keys.this-is-settled-already': 'This is settled already.',
  'keys.this-key-is-not-in-the-vault': 'This key is not in the vault any more.',
  'keys.this-key-may-still-work-so-its': 'This key may still work, so its record is not deleted.',
  'keys.this-list-of-keys-is-not-in': 'This list of keys is not in the vault any more.',
  'keys.this-record-is-not-in-the-trash': 'This record is not in the trash any more.',
  'keys.this-replacement-is-not-in-the-vault': 'This replacement is not in the vault any more.',
  'keys.this-review-is-over-or-the-key': 'This review is over, or the key is not part of it.',
  'keys.this-secret-has-characters-that-file-could':
    'This secret has characters that {file} could take for something else than text.',
} as const;
