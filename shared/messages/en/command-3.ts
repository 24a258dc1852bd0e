/** The command. */
export const command3English = {
  'command.account-asleep': 'Account {name} ({mode}) at {address}: asleep until you confirm the address.',
  'command.account-asleep-with-key':
    'Account {name} ({mode}) at {address}: asleep until you confirm the address; works with {adminKey} of the file then.',
  'command.account-is-here': 'Account {name} ({mode}) at {address}: here already, as {here}; left as it is.',
  'command.import-added':
    'Added {records} records and {secrets} secrets; {skipped} are here already. Nothing is replaced.',
  'command.import-would-add':
    'Would add {records} records and {secrets} secrets; {skipped} are here already. Nothing is replaced.',
  'command.indented': '  {text}',
  'command.kept-for-create': '  In answer to the creation of “{name}”: {what}.',
  'command.kept-for-rotate': '  In answer to the rotation of “{name}”: {what}.',
  'command.kept-no-key': '{length} characters that are not a key',
  'command.kept-prod-key': '{redacted}, a prod key of {brand}',
  'command.kept-reply-comes': 'Kept apart, what {account} sent for {name}: it stays kept apart.',
  'command.kept-test-key': '{redacted}, a test key of {brand}',
  'command.key-comes': 'Key {name} {redacted} of {account}{secret}.',
  'command.key-comes-into-trash': 'Key {name} {redacted} of {account}{secret}, into the trash.',
  'command.left-out': '{what} ({records}). {why}',
  'command.not-brought': 'Not brought: {one}',
  'command.nothing-was-started-allow-env':
    'Nothing was started. If that file is yours and means it, add --allow-env {variable}.',
  'command.nothing-was-started-name-the-key':
    'Nothing was started. Name the key instead: its id, its name or its last four characters. A secret in an argument or a file can be read by others; consider rotating that key.',
  'command.nothing-was-started-see-run-help': 'Nothing was started. See augno-vault run --help.',
  'command.opens-with-another-password': 'Opens with another password.',
  'command.refused-malformed': 'it is not as this program writes it',
  'command.refused-no-account': 'its account is not in the file',
  'command.refused-not-its-secret': 'taken without the secret in the file, which is another key’s',
  'command.refused-of-file': 'Refused: {what}: {why}.',
  'command.refused-repeated': 'its id stands in the file before',
  'command.refused-reserved': 'a file may not bring that',
  'command.refused-second-secret':
    'it stands beside another secret, and is no key of that account or service',
  'command.refused-secret-held': 'taken without its secret, which is stored here with another key',
  'command.service-asleep': '{known}: asleep until you confirm the address.',
  'command.service-comes': '{known}.',
  'command.service-is-here': '{known}: here already, as {here}; left as it is.',
  'command.service-named-at': '{service} at {address}',
  'command.view-comes': 'View {name}.',
  'command.with-a-second-secret': ', with a second secret that was kept for it',
  'command.with-its-secret': ', with its secret',
  'command.without-secret': '',
  'command.wrote-kit-print-it-then-delete-the': 'Wrote {kit}. Print it, then delete the file.',
  'command.wrote-output-length-references-filled-in': 'Wrote {output}: {length} references filled in.',
  'command.completion-needs-one-of': 'completion needs one of: {shells}.',
  'command.nothing-was-done-did-you-mean': 'Nothing was done. Did you mean {names}? See augno-vault --help.',
  'command.names-needs-on-or-off': 'completion --names needs on or off.',
  'command.names-allowed':
    'Names of keys are completed from now on ({count}). They lie readable for you alone in {file}, without secrets; “completion --names off” removes them.',
  'command.names-ended': 'Names of keys are not completed any more. The file with them was removed.',
  'command.names-were-off': 'Names of keys were not completed. There is nothing to remove.',
  'command.names-not-written': 'The names could not be written to {file}.',
  'command.log-names-allowed':
    'Names of keys were allowed to lie outside the vault on this computer, for a shell to complete',
  'command.log-names-ended': 'Names of keys lie outside the vault on this computer no more',
  'command.still-working': 'Working… {seconds} s',
} as const;
