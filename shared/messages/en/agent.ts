/** Who may use an open vault, and for what. */
export const agentEnglish = {
  'agent.address-left-alone':
    'It was left as it is, and nothing was asked or served there. Look at whose it is; remove it, or give this command its own XDG_RUNTIME_DIR.',
  'agent.folder-is-not-private':
    'The folder {folder}, through which an open vault is asked, is not yours alone.',
  'agent.no-socket-of-yours':
    'What lies at {file}, where an open vault is asked, is no socket of yours, or a link.',
  'agent.path-too-long': 'The path {file} is longer than the system takes for a socket.',
  'agent.path-too-long-hint':
    'Nothing was served. Set XDG_RUNTIME_DIR to a folder of yours with a shorter path.',
  'agent.refused': 'It was not allowed: somebody said no, or nobody answered.',
  'agent.refused-hint':
    'Nothing was done, and no key was used. Run it again to ask again, or give the master password.',
  'agent.no-such-code': 'Nothing waits under that code any more.',
  'agent.no-such-code-hint':
    'Nothing was allowed. The program may have given up; “augno-vault agent grants” shows what waits.',
  'agent.no-such-grant': 'There is no such grant; it may have ended.',
  'agent.no-such-grant-hint': 'Nothing was changed. “augno-vault agent grants” shows those there are.',
  'agent.needs-ss':
    'Who connects is asked of the system with “ss” from iproute2, and that is not installed here.',
  'agent.needs-linux': 'This system does not tell this program who connects, so nobody is served here.',
  'agent.use-the-password': 'Nothing was done. Use the command with the master password instead.',
  'agent.already-served': 'This vault is held open by another process already.',
  'agent.already-served-hint':
    'Nothing was changed there. Use that one, or end it with “augno-vault agent stop”.',
  'agent.unknown-peer': 'The system does not say for certain which program is asking, so it is refused.',
  'agent.another-protocol':
    'Whoever holds the vault open does not understand this request (it speaks version {version}).',
  'agent.another-protocol-hint':
    'Nothing was done. End it with the version that started it, and start the present one.',
  'agent.gone': 'Whoever held the vault open ended, or locked it, in the middle.',
  'agent.gone-hint':
    'What was asked for may have been done or not; the vault itself is safe. Look, then run it again.',
  'agent.not-there': 'Nobody holds this vault open.',
  'agent.not-there-hint': 'Nothing was done. Unlock the app, or start “augno-vault agent”, first.',
  'agent.waiting':
    'Waiting for a word of yours where the vault is open: code {code}, for {program}. Compare the code there and allow it, or run “augno-vault agent approve {code}” in another terminal. It is given up after {minutes} minutes.',
  'agent.way-once': 'Allowed for this once where the vault is open.',
  'agent.way-by-grant': 'Allowed by {grant} until {until} (UTC), without the password.',
  'agent.password-instead': '{message} The master password does as well:',
  'agent.not-served': '“{name}” is not done for another program.',
  'agent.nothing-was-lent': 'Nothing was lent.',
  'agent.log-recognised': 'Recognised before it came into the conversation of {program}.',
  'agent.log-recognise-bound':
    '{program} had more text compared with the vault’s keys in a minute than it may; the rest was refused.',
  'agent.recognise-too-much': 'More text was sent to be compared than is compared in a minute.',
  'agent.recognise-too-much-hint':
    'It was not compared with the vault’s keys. It is again in the next minute.',
  'agent.not-for-once': 'This can only be allowed for a time.',
  'agent.not-for-once-hint': 'Nothing was allowed. Say for how long: --for 8h.',
  'agent.log-used': '{program} used it: {purpose}.',
  'agent.log-started': 'The vault is held open for other commands until {until}.',
  'agent.log-ended': 'The vault is no longer held open for other commands.',
  'agent.log-allowed-once': 'Allowed for once: {program} may {what}.',
  'agent.log-allowed': 'Allowed until {until}: {program} may {what}.',
  'agent.log-refused': 'Not allowed: {program} wanted to {what}.',
  'agent.log-grant-ended': 'No longer allowed: {program} ({purpose}).',
  'agent.purpose-recognise': 'recognise the vault’s keys in what an assistant is about to see',
  'agent.purpose-list': 'list keys and accounts',
  'agent.purpose-use': 'use a key without seeing it',
  'agent.purpose-inject': 'put a secret into a program or a file',
  'agent.purpose-reveal': 'show a secret',
  'agent.purpose-of-keys': '{purpose}: {names}',
  'agent.purpose-within': '{purpose} ({scope})',
  'agent.lifetime-bounds': '--lifetime takes from 1m to 7d.',
  'agent.for-or-once': 'Say --for with a duration, or --once.',
  'agent.actions': 'agent takes nothing, or one of: {actions}.',
  'agent.approved': 'Allowed.',
  'agent.no-grants': 'Nothing is allowed, and nothing waits.',
  'agent.revoked': 'It is no longer allowed.',
  'agent.stopped': 'The vault is locked.',
  'agent.serving': 'The vault is held open until {until} (UTC). Ctrl-C locks it.',
  'agent.locked': 'The vault is locked, and every grant has ended.',
  'agent.asked': 'Code {code}: {program} wants to {what}.',
  'agent.input-ended':
    'This terminal gives no more answers. The vault stays open until its time is over or Ctrl-C; answer with “augno-vault agent approve CODE” or “refuse CODE”.',
  'agent.prompt': '{code}: y for this once, a time like 10m, anything else refuses it:',
  'agent.not-there-hint-for-assistants':
    'Nothing was done. Ask the person to unlock the Augno Vault app, or to start “augno-vault agent” in a terminal, where they type their master password; do not ask for it. Then call this again.',
  'agent.mcp-actions': 'mcp takes nothing, or one of: install, uninstall, restore.',
  'agent.mcp-needs-one-of': '--for needs one of: {names}.',
  'agent.mcp-opens-vault':
    'A key stands in plain text in {file}. The vault is opened to replace it by a form in which the server uses the key and does not have it.',
  'agent.mcp-replaced':
    '“{name}” is used without being had now ({servers}). The file as it was is sealed in the vault for 30 days: augno-vault mcp restore --for {client}.',
  'agent.mcp-rotate':
    '“{name}” stood there for all to read. Rotate it: augno-vault keys rotate --reason compromised {id}',
  'agent.mcp-rotate-now': 'Rotate “{name}” now? [y/N]',
  'agent.mcp-nothing-to-put-back': 'No copy of {file} is sealed in this vault.',
  'agent.mcp-nothing-to-put-back-hint':
    'Nothing was changed. Copies are kept for 30 days after a key was replaced there.',
  'agent.mcp-plain-key':
    'The key {key} stands in plain text in {file} ({server}). It was left there. Whoever reads that file has it: rotate it, and start that server with “augno-vault agent run”.',
  'agent.no-such-route': '“{text}” is neither read, write nor an endpoint of the API.',
  'agent.no-such-route-hint':
    'Nothing was started. Write a method and a route as the API documents them, such as "POST /v1/catalog/units".',
  'agent.not-brokered': 'The key “{name}” belongs to no account whose requests could be passed on.',
  'agent.use-run': 'Nothing was started. “augno-vault run” gives a program the key itself.',
  'agent.log-session': '{id} began: {program} may use it without having it ({scope}).',
  'agent.log-session-ended': '{id} ended after {count, plural, one {# request} other {# requests}}.',
  'agent.log-session-key': 'For this session alone “{name}” was made, with the role “{role}”.',
  'agent.role-not-narrow':
    'The role “{role}” may more than the key “{key}”, is an administrator’s, or what it may is not known here.',
  'agent.role-not-narrow-hint':
    'No key was made, and nothing was started. Name a role that may less; “augno-vault sync” reads the roles again.',
  'agent.key-of-session': 'The key “{name}” was made for one session of a program, and ends with it.',
  'agent.key-of-session-hint': 'Nothing was done with it. Name another key.',
  'agent.scope-read': 'read',
  'agent.scope-write': 'write',
  'agent.scope-audit': 'audit',
  'agent.scope-sync': 'sync',
  'agent.scope-and': '{first}, {rest}',
  'agent.scope-within': '{what} within {session}',
  'agent.key-not-of-account': 'No such key of this account is in the vault.',
  'agent.key-not-of-account-hint': 'Nothing was changed. Synchronise, if it is new: augno-vault sync.',
  'agent.key-of-connection': 'The vault itself works with this key.',
  'agent.key-of-connection-hint':
    'Nothing was changed. A person rotates it, in the app or with “augno-vault keys rotate”.',
  'agent.outcome-sent': 'under way',
  'agent.outcome-refused': 'refused: not in order',
  'agent.outcome-not-allowed': 'not allowed',
  'agent.outcome-key-revoked': 'refused: the key is revoked',
  'agent.outcome-key-expired': 'refused: the key has expired',
  'agent.outcome-not-sent': 'not sent',
  'agent.outcome-cut-by-lock': 'cut by the lock',
  'agent.outcome-timed-out': 'no answer in time',
  'agent.outcome-failed': 'no answer',
  'agent.outcome-kept-back': 'reply kept back',
  'agent.no-requests': 'No session has asked for anything.',
  'agent.key-missing': 'Say which key: --key NAME.',
  'agent.program-missing': 'The program to start follows after --.',
  'agent.session-ended':
    'The session has ended: the vault was locked, or it was stopped. What {program} asks for from now on is refused.',
  'agent.session-began': '{id} until {until} (UTC): the program uses the key and does not have it.',
} as const;
