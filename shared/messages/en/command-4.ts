/** Command: changes of settings, merging, guides, what a program met. */
export const command4English = {
  'command.change-agreed-already': '{what} in {file} are as they should be; nothing was changed.',
  'command.change-was-made': '{what} in {file} were changed.',
  'command.destroyed-on-your-word': "Its secret is destroyed on your word. Type the key's name ({name}):",
  'command.file-is-changed': '{file}:',
  'command.file-is-removed': '{file}, which holds nothing else, is removed:',
  'command.from-augno-vault': 'augno-vault: {message}',
  'command.guide-change-over': '3. Change over what uses it. Then delete the old key in the same place.',
  'command.guide-open': '1. Open the pages of the service. Make the key and copy it: it is shown once.',
  'command.guide-open-pages': '1. Open {pages}. Make the key and copy it: it is shown once.',
  'command.guide-open-pages-place':
    '1. Open {pages}, then {place}. Make the key and copy it: it is shown once.',
  'command.guide-open-place':
    '1. Open the pages of the service, then {place}. Make the key and copy it: it is shown once.',
  'command.guide-see-refused':
    '4. See it refused: augno-vault provider check KEY, or provider revoke KEY where nothing replaces it.',
  'command.guide-store':
    '2. Store it: augno-vault provider add-key "{service}" --name NAME, or provider rotate KEY where it replaces one.',
  'command.guide-tell': "   Or tell the service's own admin agent: {sentence}",
  'command.hooks-of-assistant': 'The hooks of {name}',
  'command.key-goes-there-at-once': '{sentence} {key} goes there at once.',
  'command.keys-go-there-prod': 'Keys of “{name}” ({service}, production) will be sent to {address}.',
  'command.keys-go-there-test': 'Keys of “{name}” ({service}, test) will be sent to {address}.',
  'command.make-this-change': 'Make this change? [y/N]',
  'command.mcp-servers-of-assistant': 'The MCP servers of {name}',
  'command.merge-added':
    'Added {added} records and {secretsAdded} secrets; {changed} changed, {deleted} deleted, {secretsDestroyed} secrets destroyed as they were there.',
  'command.merge-asking':
    '{count} operations were under way: they wait for your word (augno-vault keys list).',
  'command.merge-here': '{text}, here {here}',
  'command.merge-kept': '{count} records were deleted in one copy and changed in the other: they are kept.',
  'command.merge-left-out':
    'Left out: {name} ({collection}) is not as such a record can be in that copy. What is here stays.',
  'command.merge-not-used': 'Not put to use: {what}: {name}',
  'command.merge-nothing-new': 'Everything in that copy is here, or was replaced here. Nothing was changed.',
  'command.merge-proposal-address': 'Another address or setting',
  'command.merge-proposal-admin': 'An admin whose fingerprint has to be compared here',
  'command.merge-proposal-admin-key': 'Another admin key',
  'command.merge-proposal-connection': 'An account or service that is not here',
  'command.merge-proposal-identity': 'Another identity for passing on secrets',
  'command.merge-there': '{text}, there {there}',
  'command.merge-two-edits': 'Two edits of {field} of {name}: both are kept. Choose in the app.',
  'command.merge-two-secrets': 'Two secrets of {name}: both are kept. Choose in the app.',
  'command.merge-would-add':
    'Would add {added} records and {secretsAdded} secrets; {changed} changed, {deleted} deleted, {secretsDestroyed} secrets destroyed as they were there.',
  'command.met-a-fault': 'The command met a fault ({kind}) and was ended.',
  'command.met-a-fault-hint': 'What it had stored is safe. Look at what it did before you run it again.',
  'command.name-production-revoked':
    '{name} is a production key; programs that use it stop working when it is revoked. Type its name to go on:',
  'command.name-production-rotated':
    '{name} is a production key; programs that use it stop working when it is rotated. Type its name to go on:',
  'command.name-works-until': '“{name}” works until {until} only.',
  'command.name-works-until-revoked': '“{name}” works until its revocation only.',
  'command.no-new-recovery-key-was-kept':
    'No new recovery key was kept in the vault, and any made before goes on working. Throw away what there is of a new one.',
  'command.the-new-recovery-key-opens-nothing':
    'The vault did not take the new recovery key, which opens nothing. {message}',
  'command.note-claude-code': 'Sessions that are open take it up when they are started again.',
  'command.note-codex':
    'Codex runs it only after you have looked at it and trusted it: type /hooks in Codex.',
  'command.note-hooks-with-vault':
    'While a vault is held open, it waits for your word once the assistant has used a tool: under “Access by programs” in the app, or with “augno-vault agent grants” and “augno-vault agent approve CODE --for 8h”.',
  'command.note-copilot':
    'Copilot lets no such hook stop a message: a key in one is kept from the model, but stays on your screen.',
  'command.note-cursor':
    'Cursor takes no other output of its own shell: what a command prints in spite of the check is told, not masked.',
  'command.nothing-was-changed-use-yes': 'Nothing was changed. Run it again with --yes to make this change.',
  'command.outcome-of-name-not-known': 'The outcome of an operation on “{name}” is not known yet.',
  'command.output-lost': 'augno-vault: Standard output could not be written ({why}), so its end is missing.',
  'command.output-lost-no-reader': 'whatever reads it has ended',
  'command.output-lost-no-space': 'no space is left',
  'command.program-cannot-be-run': "The program {program} can't be run ({why}).",
  'command.program-not-found': 'The program {program} was not found.',
  'command.program-takes-no-line-break':
    "The program {program} can't be given an argument with a line break in it.",
  'command.unknown-error': 'unknown error',
} as const;
