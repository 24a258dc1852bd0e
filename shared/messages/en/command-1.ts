/** The command. */
export const command1English = {
  'command.a-password-is-needed-and-there-is':
    'A password is needed, and there is no terminal to ask for it.',
  'command.a-vault-was-open-in-this-folder':
    'A vault was open in this folder before, and is not there. If it lies on a disk that is not connected, stop here and connect it: a new vault does not take its place.',
  'command.account-must-be-an-account-id-like': '--account must be an account id, like ac_01gf7a82.',
  'command.add-connection-with-one-of-connections-nothing':
    'Add --connection with one of: {connections}. Nothing was done.',
  'command.add-one-first-augno-vault-provider-add':
    'Add one first: augno-vault provider add NAME --provider auxot.',
  'command.admin-key-for-name': 'Admin key for {name}',
  'command.admin-key-for-name-at-the-new':
    'Admin key for {name} at the new address (empty: the one that is held)',
  'command.admin-key-of-the-account': 'Admin key of the account',
  'command.also-takes-also': '--also takes {also}.',
  'command.another-copy-of-a-vault-lies-beside':
    'Another copy of a vault lies beside this one: {name}. augno-vault merge folds it in; then move it away.',
  'command.any-recovery-key-made-before-opens-nothing':
    'Any recovery key made before opens nothing any more.',
  'command.augno-vault-no-key-was-found-but':
    'augno-vault: no key was found, but not everything could be scanned; this {act} was refused. Mend what is listed above, put the line that accepts it into .augno-vault-ignore, or pass over the hook once with git {act} --no-verify.',
  'command.augno-vault-the-name-of-a-branch':
    'augno-vault: the name of a branch or tag holds a key ({refName}). This push was refused.',
  'command.backup-password': 'Backup password',
  'command.brand-must-be-one-of-brandids': '--brand must be one of: {brandIds}.',
  'command.cancelled': 'Cancelled.',
  'command.changed-in-this-vault': 'Changed {name} ({id}) in this vault; {provider} is not told.',
  'command.check-that-the-folder-exists-and-can':
    'Check that the folder exists and can be written to, then scan again.',
  'command.check-writes-nothing-leave-o-out': '--check writes nothing: leave -o out.',
  'command.choose-a-shorter-time': 'Choose a shorter time.',
  'command.chosen-are-different-things-to-do-give':
    '--{chosen} are different things to do: give one of them.',
  'command.command-cannot-read-these-options': '{command} cannot read these options.',
  'command.command-does-not-know-option': '{command} does not know {option}.',
  'command.command-does-not-know-one-of-these': '{command} does not know one of these options.',
  'command.command-needs-length': '{command} needs {names}.',
  'command.command-was-given-too-many-arguments': '{command} was given too many arguments.',
  'command.confirmed-the-secret-of-name-redacted-is':
    'Confirmed: the secret of {name} ({redacted}) is used from now on.',
  'command.confirmed-url-for-name': 'Confirmed {url} for {name}.',
  'command.connect-one-first-augno-vault-connect-url': 'Connect one first: augno-vault connect --url URL.',
  'command.connected-name-mode-keycount-keys': 'Connected {name} ({mode}), {keyCount} keys.',
  'command.copy-copy-its-entries-first-to-last':
    'Copy {copy}, its entries {first} to {last}; their chain is whole:',
  'command.created': 'Created {name}: {keyId}, {redacted}. Its secret is in the vault.',
  'command.created-the-role-name-id': 'Created the role {name} ({id}).',
  'command.data-needs-a-folder': '--data needs a folder.',
  'command.deleted-backupsdeleted-rolling-backups-under-the-old':
    'Deleted {backupsDeleted} rolling backups under the old key.',
  'command.do-not-write-to-this-vault-any':
    'Do not write to this vault any more; keep a copy of its folder and restore a backup.',
  'command.env-names-variable-twice': '--env names {variable} twice.',
  'command.export-password': 'Export password',
  'command.for-example-2027-01-31-2027-01':
    'For example 2027-01-31, 2027-01-31T18:00 (local time), 2027-01-31T18:00:00Z, 90d or 2w.',
  'command.for-example-90d-2w-12h-or-30m': 'For example 90d, 2w, 12h or 30m.',
  'command.hint-nothing-was-done': '{hint} Nothing was done.',
  'command.hook-beside-another': '{hook}: {state}, beside another hook that goes on running ({file})',
  'command.hook-run-is-called-by-git-hooks': '`hook run` is called by git hooks only.',
  'command.hook-state': '{hook}: {state} ({file})',
  'command.if-to-is-right-add-confirm-with':
    "If {to} is right, add --confirm with the connection's name exactly: {name}. Nothing was changed or sent.",
  'command.installed': 'installed',
  'command.installed-and-proven': 'installed, and seen to refuse a key',
  'command.it-is-gone-its-secret-was-destroyed': 'It is gone; its secret was destroyed.',
  'command.it-is-not-gone-delete-it-at': 'It is not gone: delete it at the service first.',
  'command.it-opens-with-its-master-password-of':
    'It opens with its master password of that time, and with the backup password until you change the password.',
  'command.it-was-not-touched-give-another-name':
    'It was not touched. Run this again with another file name.',
  'command.it-was-not-touched-give-the-export': 'It was not touched. Give the export another name.',
  'command.json-and-format-contradict-each-other': '--json and --format contradict each other.',
  'command.key-made': 'The key {name} ({keyId}) is made, and its secret is in the vault.',
  'command.key-of-name': 'Key of {name}',
  'command.key-rotated': 'The key {name} ({keyId}) is rotated, and its secret is in the vault.',
  'command.keys-found-refused':
    'augno-vault: {count, plural, one {# API key} other {# API keys}} found; this {act} was refused. Take the key out, and rotate it if it was ever shared. To allow a place on purpose, list it in .augno-vault-ignore.',
  'command.keys-of-name-go-to-from-now':
    'Keys of “{name}” go to {from} now. They will be sent to {to} from then on. Is that address right? [y/N]',
  'command.kind-must-be-one-of-kinds': '--kind must be one of: {kinds}.',
  'command.language-must-be-one-of': '--language must be one of: {languages}.',
  'command.length-of-length2-references-are-good': '{length} of {length2} references are good.',
  'command.limit-takes-a-whole-number-from-1': '--limit takes a whole number from 1.',
  'command.line-line-message': 'Line {line}: {message}',
  'command.made-the-vault-in-vaultfolder': 'Made the vault in {vaultFolder}.',
  'command.master-password': 'Master password',
  'command.master-password-of-that-time': 'Master password of that time',
  'command.max-file-size-must-be-a-number':
    '--max-file-size must be a number of bytes, or one like 500k, 20M or 1G.',
  'command.message-and-hint': 'augno-vault: {message}\n  {hint}',
  'command.message-it-is-only-read-nothing-is': '{message} It is only read; nothing is stored in it.',
  'command.mode-must-be-test-or-prod': '--mode must be test or prod.',
  'command.more-than-one-id-begins-like-that': 'More than one id begins like that.',
  'command.moved-name-to-url-keycount-keys-secretcount':
    'Moved {name} to {url}: {keyCount} keys, {secretCount} secrets.',
  'command.moved-the-vault': 'The vault is in {to} now; it was in {from}.',
  'command.moved-the-vault-kept':
    'The folder of before is kept as {kept}. Delete it once the vault has opened in its new place.',
  'command.moving-sends-the-keys-of-this-account':
    'Moving sends the keys of this account to another address, so it has to be confirmed.',
  'command.name-goes-with-from-copies': '--{name} goes with --from-copies.',
  'command.name-is-a-key-of-augno': '“{name}” is a key of Augno.',
  'command.name-is-asleep-its-address-address-is':
    '{name} is asleep: its address {address} is not confirmed on this computer. Nothing is sent there before: augno-vault connections repair {name2}',
  'command.name-is-missing': '--name is missing.',
  'command.name-must-be-a-whole-number-from': '--{name} must be a whole number from 0 to {maximum}.',
  'command.name-needs-a-value': '{name} needs a value.',
  'command.name-one-by-its-id-found-nothing': 'Name one by its id: {found}. Nothing was created.',
  'command.name-one-repository': 'Name one repository.',
  'command.name-redacted-is-in-the-vault': '{name} ({redacted}) is in the vault.',
  'command.name-the-file-to-write-o-file': 'Name the file to write: -o FILE, or use --check.',
  'command.name-the-template-i-template': 'Name the template: -i TEMPLATE.',
  'command.new-key-in-place-of-name': 'New key in place of {name}',
  'command.new-master-password': 'New master password',
  'command.no-account-is-connected': 'No account is connected.',
  'command.no-key-of-providername-stands-in-that': 'No key of {providerName} stands in that file.',
  'command.no-keys': 'No keys.',
  'command.no-other-copy-of-this-vault-was': 'No other copy of this vault was folded in.',
  'command.no-service-is-added-yet-augno-vault': 'No service is added yet: augno-vault provider add --help.',
  'command.no-variable-is-named-use-env-name': 'No variable is named: use --env NAME=KEY or --env-from FILE.',
  'command.node-has-read-the-file-of-env':
    'Node has read the file of --env-file itself, because this command was started without -- before its script.',
  'command.node-reads-configurationfiles-itself-wherever-it-stands':
    'Node reads {configurationFiles} itself, wherever it stands, and runs what that file names.',
  'command.none-of-the-automatic-copies-is-whole': 'None of the automatic copies is whole.',
  'command.not-in-it-one': 'Not in it: {one}',
  'command.not-installed': 'not installed',
  'command.note-blanks-at-the-end': 'Note: blanks at the end of this password belong to it ({count}).',
  'command.note-question-marks':
    'Note: this password has question marks. PowerShell pipes accented letters as “?”; if it has none of its own, set it again at the prompt.',
  'command.nothing-add-the-secret-or-rotate-the':
    '{nothing} Add the secret, or rotate the key to get a new one.',
  'command.nothing-follows-after-name-the-program-to': 'Nothing follows after --: name the program to run.',
  'command.nothing-is-kept-apart': 'Nothing is kept apart.',
  'command.nothing-name-the-key-that-replaced-it':
    '{nothing} Name the key that replaced it; see augno-vault keys list.',
  'command.nothing-needs-you': 'Nothing needs you.',
  'command.nothing-of-that-id-is-kept-apart': 'Nothing of that id is kept apart.',
  'command.nothing-rotate-it-augno-vault-keys-rotate': '{nothing} Rotate it: augno-vault keys rotate {id}.',
  'command.nothing-was-changed': 'Nothing was changed.',
  'command.nothing-was-changed-check-the-path': 'Nothing was changed. Check the path.',
  'command.nothing-was-changed-or-sent': 'Nothing was changed or sent.',
  'command.nothing-was-changed-or-sent-the-connection':
    'Nothing was changed or sent. The connection stays asleep.',
  'command.nothing-was-changed-restore-a-backup-file':
    'Nothing was changed. Restore a backup file instead, if you made one.',
  'command.nothing-was-changed-see-augno-vault-restore':
    'Nothing was changed. See augno-vault restore --from-copies --list.',
  'command.nothing-was-changed-set-this-computers-clock':
    'Nothing was changed. Set this computer’s clock, or add --accept-clock to go by the server’s.',
  'command.nothing-was-committed-or-pushed-try-again': 'Nothing was committed or pushed. Try again.',
  'command.nothing-was-done': 'Nothing was done.',
  'command.nothing-was-done-but-code-that-a':
    'Nothing was done, but code that a NODE_OPTIONS in that file names may have run: look at it before you go on. Use --env-from FILE, or start the command as augno-vault or node -- SCRIPT.',
  'command.nothing-was-done-but-code-that-the':
    'Nothing was done, but code that the file names may have run: look at it before you go on. To give this option to a program, put the program’s whole line into a script and run that.',
  'command.nothing-was-done-check-what-is-being':
    'Nothing was done. Check what is being piped in: one line for each secret.',
  'command.nothing-was-done-check-what-was-pasted': 'Nothing was done. Check what was pasted.',
  'command.kit-copied-by-service':
    '{service} copies this folder to its servers, and the emergency kit with it. Whoever gets at both the kit and a copy of the vault opens it without a password.',
  'command.copied-by-service':
    '{service} copies this folder to its servers, and the file with it. It is as safe there as its password.',
  'command.nothing-was-done-winpty':
    'Nothing was done. In Git Bash start it with winpty in front (winpty augno-vault …), or give it with --password-stdin or --password-fd N, one line each.',
  'command.nothing-was-done-give-it-with-password':
    'Nothing was done. Give it with --password-stdin or --password-fd N, one line each.',
  'command.nothing-was-done-see-augno-vault-command': 'Nothing was done. See augno-vault {command} --help.',
  'command.nothing-was-done-see-augno-vault-help': 'Nothing was done. See augno-vault --help.',
  'command.nothing-was-done-see-augno-vault-keys': 'Nothing was done. See augno-vault keys --help.',
  'command.nothing-was-done-try-again': 'Nothing was done. Try again.',
  'command.nothing-was-done-use-env-from':
    'Nothing was done, and nothing that the file names was run. Use --env-from FILE, which means the same.',
  'command.nothing-was-scanned-see-augno-vault-scan': 'Nothing was scanned. See augno-vault scan --help.',
  'command.nothing-was-started': 'Nothing was started.',
  'command.nothing-was-started-for-the-key-write':
    "Nothing was started. For the key write {variable}={text}, for these very characters {variable}='{text2}'.",
  'command.nothing-was-written': 'Nothing was written.',
  'command.nothing-was-written-see-augno-vault-inject': 'Nothing was written. See augno-vault inject --help.',
} as const;
