/** The command. */
export const command2English = {
  'command.older-backups-still-open-with-the-old':
    'Older backups still open with the old password. To end that: augno-vault rotate-vault-key',
  'command.only-the-newest-limit-are-shown-see': 'Only the newest {limit} are shown; see --limit.',
  'command.option-cant-be-less-than-nothing': '--{option} can’t be less than nothing.',
  'command.option-lacks-its-value-or-has-one': '{option} lacks its value, or has one that it does not take.',
  'command.option-must-be-a-whole-number-from': '{option} must be a whole number from {least} to {most}.',
  'command.option-needs-a-date-or-a-duration': '--{option} needs a date or a duration; {text} is none.',
  'command.option-needs-a-duration-text-is-none': '--{option} needs a duration; {text} is none.',
  'command.option-text-could-be-minutes-or-months': '--{option}: {text} could be minutes or months.',
  'command.option-text-is-in-the-past': '--{option}: {text} is in the past.',
  'command.option-text-is-more-than-a-hundred': '--{option}: {text} is more than a hundred years.',
  'command.output-is-written': '{output} is written.',
  'command.overlap-can-be-30d-at-most': '--overlap can be 30d at most.',
  'command.passed-records-records-and-secrets-secrets-of':
    'Passed: {records} records and {secrets} secrets of “{name}” could be read.',
  'command.password-fd-and-password-stdin-exclude-each':
    '--password-fd and --password-stdin exclude each other.',
  'command.password-fd-needs-the-number-of-an': '--password-fd needs the number of an open file descriptor.',
  'command.password-of-the-other-copy': 'Password of the other copy',
  'command.permission-is-missing': '--permission is missing.',
  'command.prompt-once-more': '{prompt}, once more',
  'command.provider-is-missing-auxot-or-generic': '--provider is missing: auxot or generic.',
  'command.put-off-length': 'Put off: {length}.',
  'command.put-one-in-place-with-augno-vault':
    'Put one in place with: augno-vault restore --from-copies --use DATE',
  'command.question-is-that-address-right-y-n': '{question} Is that address right? [y/N]',
  'command.quick-unlock-was-turned-off-turn-it': 'Quick unlock was turned off; turn it on again in the app.',
  'command.range-and-staged-can-not-be-combined': '--range and --staged can not be combined.',
  'command.reason-is-too-long-500-characters-at': '--reason is too long: 500 characters at most.',
  'command.recovery-key': 'Recovery key',
  'command.registry-asks-for-the-password-which-standard':
    '--registry asks for the password, which standard input can not bring beside what is scanned.',
  'command.removal-warning':
    "This removes {count} keys from the vault. {secrets}Type the connection's name to go on:",
  'command.removed-name': 'Removed {name}.',
  'command.removed-name-from-this-vault': 'Removed {name} from this vault.',
  'command.removing-a-connection-takes-its-secrets-out':
    'Removing a connection takes its secrets out of the vault, so its name has to be confirmed.',
  'command.renamed-to-name': 'Renamed to {name}.',
  'command.repaired-name-keycount-keys': 'Repaired {name}, {keyCount} keys.',
  'command.replace-goes-with-use': '--replace goes with --use.',
  'command.report-the-report-is-in-the-file': '{report} The report is in the file that was named.',
  'command.request-log': 'Request log: {log}',
  'command.restored-the-vault-of-madeat-to-vaultfolder':
    'Restored the vault of {madeAt} to {vaultFolder}: {secrets} secrets.',
  'command.revoked-name-id': 'Revoked {name} ({id}).',
  'command.role-is-missing': '--role is missing.',
  'command.rotated': 'Rotated {name}: {keyId}, {redacted}. Its secret is in the vault.',
  'command.said-go-by-the-servers-clock-type': '{said} Go by the server’s clock? Type yes to go on:',
  'command.said-times-are-reckoned-by-the-servers': '{said} Times are reckoned by the server’s.',
  'command.sandbox-connected': '{id}  {name}  connected',
  'command.sandbox-not-connected': '{id}  {name}  not connected',
  'command.say-either-send-again-or-give-up': 'Say either --send-again or --give-up.',
  'command.say-install-uninstall-or-status': 'Say install, uninstall or status.',
  'command.say-what-to-do-actions': 'Say what to do: {actions}.',
  'command.say-what-to-do-list-test-take': 'Say what to do: list, test, take-in or note.',
  'command.say-what-to-do-with-the-connections':
    'Say what to do with the connections: list, repair, move, rename, remove or sandboxes.',
  'command.say-what-to-do-with-the-keys': 'Say what to do with the keys: {actions}.',
  'command.say-what-to-do-with-the-roles': 'Say what to do with the roles: list or create.',
  'command.secret-of-name-redacted': 'Secret of {name} ({redacted})',
  'command.secrets-end-add-confirm':
    '{secrets}Add --confirm with its name exactly: {name}. Nothing was removed.',
  'command.secrets-would-be-destroyed':
    '{count, plural, one {# secret} other {# secrets}} would be destroyed; augno-vault export or backup keeps them. ',
  'command.see-augno-vault-hook-help': 'See `augno-vault hook --help`.',
  'command.see-augno-vault-kept-list-nothing-was': 'See augno-vault kept list. Nothing was done.',
  'command.see-augno-vault-sandbox-help': 'See `augno-vault sandbox --help`.',
  'command.seed-must-be-demo-or-empty': '--seed must be demo or empty.',
  'command.settled-name': 'Settled {name}.',
  'command.several-accounts-are-connected-so-it-has':
    'Several accounts are connected, so it has to be said which is meant.',
  'command.stored-the-secret-of-name-id': 'Stored the secret of {name} ({id}).',
  'command.the-address-was-not-confirmed': 'The address was not confirmed.',
  'command.the-date-has-to-be-one-that':
    'The date has to be one that --from-copies --list shows, or "newest".',
  'command.the-file': 'The file',
  'command.the-file-file-exists-already': 'The file {file} exists already.',
  'command.the-file-to-write-is-the-template': 'The file to write is the template itself.',
  'command.the-format-must-be-one-of-formats': 'The format must be one of {formats}.',
  'command.the-key-name-redacted-has-expired': 'The key “{name}” ({redacted}) has expired.',
  'command.the-key-name-redacted-is-revoked': 'The key “{name}” ({redacted}) is revoked.',
  'command.the-master-password-was-changed': 'The master password was changed.',
  'command.the-node-in-it-reads-env-file':
    'The Node in this command reads --env-file itself, so the option cannot be used here.',
  'command.the-old-key-is-refused-since-oldrefusedat':
    'The old key is refused since {oldRefusedAt}. Its secret was destroyed.',
  'command.the-old-key-is-still-accepted-delete':
    'The old key is still accepted. Delete it at the service, then check again.',
  'command.the-old-key-works-until-you-delete-2':
    'The old key works until you delete it there; then: augno-vault keys check {id}',
  'command.the-old-recovery-key-opens-nothing-any':
    'The old recovery key opens nothing any more. Make a new one: augno-vault recovery-key',
  'command.the-program-to-run-must-follow-after':
    'The program to run must follow after -- (or ---, where PowerShell takes -- away).',
  'command.the-scan-ended-without-a-report': 'The scan ended without a report.',
  'command.the-scan-ended-without-a-result': 'The scan ended without a result.',
  'command.the-scan-is-done-but-its-result':
    'The scan is done, but its result could not be written to the file that was named.',
  'command.the-secret-of-name-redacted-is-not': 'The secret of “{name}” ({redacted}) is not in this vault.',
  'command.the-two-entries-are-not-the-same': 'The two entries are not the same.',
  'command.the-vault-has-a-new-key': 'The vault has a new key.',
  'command.the-vault-is-whole-records-records-secrets':
    'The vault is whole: {records} records, {secrets} secrets, {auditEntries} audit entries.',
  'command.the-vault-of-vaultfolder-is-the-copy':
    'The vault of {vaultFolder} is the copy of {madeAt} again: {secrets} secrets.',
  'command.the-vault-that-was-there-is-now': 'The vault that was there is now {replaced}.',
  'command.the-vault-was-restored-its-connections-could':
    'The vault was restored; its connections could not be looked at: {message} Run "augno-vault connections list" when that is mended.',
  'command.there-are-connections': 'There are: {connections}.',
  'command.there-are-roles-nothing-was-created': 'There are: {roles}. Nothing was created.',
  'command.there-is-no-automatic-copy-of-value': 'There is no automatic copy of {value}.',
  'command.there-is-no-command-value': 'There is no command {value}.',
  'command.there-is-no-file-file': 'There is no file {file}.',
  'command.there-is-no-provider-of-that-name': 'There is no provider of that name. There are: {ids}.',
  'command.there-is-no-role-wanted': 'There is no role “{wanted}”.',
  'command.there-is-no-service-wanted': 'There is no service “{wanted}”.',
  'command.there-is-no-way-in-without-the':
    'There is no way in without the master password. Make a recovery key now: augno-vault recovery-key',
  'command.this-account-has-no-sandboxes': 'This account has no sandboxes.',
  'command.this-file': 'This file:',
  'command.this-is-not-in-the-vaults-log':
    'This is not in the vault’s log, and nothing could be kept beside it either.',
  'command.this-is-not-yet-in-the-vaults':
    'This is not yet in the vault’s log: it is kept sealed beside it, and entered as soon as the vault can be written.',
  'command.the-password-is-no-utf-8':
    'The password is not in UTF-8, so typing it later would not open anything.',
  'command.nothing-was-done-give-it-as-utf-8':
    'Nothing was done. Type it at the prompt, or pipe it as UTF-8 (in PowerShell: $OutputEncoding = [Text.UTF8Encoding]::new()).',
  'command.this-is-too-long-to-be-a': 'This is too long to be a password or a key.',
  'command.this-key-replaces-none-and-none-replaces': 'This key replaces none, and none replaces it.',
  'command.this-line-is-too-long': 'This line is too long.',
  'command.to-accept-it-path': '    to accept it: {path}',
  'command.to-see-a-deleted-key-refused-augno':
    'To see a deleted key refused: augno-vault provider revoke KEY. Nothing was done.',
  'command.to-the-trash':
    'Moved the record of {name} ({id}) to the trash of this vault, for 30 days. {provider} keeps its own.',
  'command.to-the-trash-service':
    'Moved the record of {name} ({id}) to the trash of this vault, for 30 days. The service is not told.',
  'command.took-in-name-keyid-its-secret-is': 'Took in {name} ({keyId}). Its secret is in the vault.',
  'command.url-is-missing': '--url is missing.',
  'command.value-is-no-column-there-are': '“{value}” is no column. There are: {columns}.',
  'command.value-is-no-status-there-are-filters': '“{value}” is no status. There are: {filters}.',
  'command.value-is-not-a-permission-of-the': '“{value}” is not a permission of the form domain:action.',
  'command.value-sets-variable-which-can-make-programs':
    '{value} sets {variable}, which can make programs load other code.',
  'command.wanted-could-be-length-roles': '“{wanted}” could be {length} roles.',
  'command.warning-warning': 'Warning: {warning}',
  'command.was-there-before': '  warning: {redacted}  {place} was there before',
  'command.was-there-before-moved': '  warning: {redacted}  {place} was there before, moved from {from}',
  'command.what-comes-through-a-pipe-has-no':
    'What comes through a pipe has no repository: leave out --history, --staged and --range.',
  'command.what-servers-sent-in-place-of-keys':
    'What servers sent in place of keys is kept apart ({kept}): augno-vault kept list',
  'command.what-was-changed-since-that-copy-is':
    'What was changed since that copy is missing: sync, and look at what is new in your accounts.',
  'command.where-holds-a-key-itself': '{where} holds a key itself.',
  'command.where-must-be-name-key-with-a':
    "{where} must be NAME=KEY, with a variable's name and a key's id, name or last four characters.",
  'command.where-text-is-also-how-a-key': '{where}: “{text}” is also how a key is named.',
  'command.whole-keys-keys-and-secrets-secrets-could':
    'Whole: {keys} keys and {secrets} secrets could be read. Nothing was changed.',
  'command.write-matchm-for-minutes-for-months-count':
    'Write {match}m for minutes; for months count days or weeks.',
  'command.wrong-is-not-name-value': '{wrong} is not NAME=value.',
  'command.wrote-file': 'Wrote {file}.',
  'command.wrote-file-records-records-secrets-secrets': 'Wrote {file}: {records} records, {secrets} secrets.',
  'command.ai-needs-one-of': '--ai needs one of: {names}.',
} as const;
