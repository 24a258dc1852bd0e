/** Connected accounts and what is asked of them. */
export const account2English = {
  'account.given-up-effect-not-known': 'It was given up; whether it took effect is not known.',
  'account.given-up-without-effect': 'It did not take effect and was given up.',
  'account.the-old-key-of-a-rotation-as': 'The old key of a rotation, as planned.',
  'account.the-operation-stays-open-and-a-copy':
    'Unlock the vault and synchronise within 29 days: where it still has the operation, the server gives the secret out again. It is kept aside as well, sealed, in {file}; only a copy of the vault of before its key was changed takes that in. Do not do it again before that.',
  'account.the-role-needs-a-name': 'The role needs a name.',
  'account.the-secret-is-in-the-file-that': 'The secret is in the file that was open. Do not do it again.',
  'account.the-secret-is-not-lost-it-is':
    'The secret is not lost: it is kept aside, sealed, in {file}. The next unlock of this vault takes it in. Do not do it again.',
  'account.the-secret-of-name-was-lost':
    '“{name}” was {done}, but the answer with the new secret was lost and the server does not give it again.',
  'account.the-secret-of-name-which-had-been':
    'The secret of “{name}”, which had been kept aside, is in the vault now.',
  'account.the-secret-of-this-key-is-held': 'The secret of this key is held here already.',
  'account.the-server-accepts-it-but-does-not':
    'The server accepts it, but does not say which of its keys it is.',
  'account.the-server-accepts-this-key-but-does':
    'The server accepts this key but does not show it among the keys of its account.',
  'account.the-server-does-not-know-permissions': 'The server does not know {permissions}.',
  'account.the-server-lists-it-again': 'The server lists it again.',
  'account.the-server-says-that-it-is-a':
    'The server says that it is a key whose own secret is or was in the vault.',
  'account.the-server-sent-it-in-place-of':
    'The server sent it in place of one. Nothing was copied or passed on. Rotate the key, or create another.',
  'account.the-server-sent-something-that-is-not':
    'The server sent something that is not the key that was asked for.',
  'account.the-server-takes-this-key-for-another':
    'The server takes this key for another one, whose secret is or was in the vault.',
  'account.the-service-needs-a-name': 'The service needs a name.',
  'account.the-whole-key-was-shown-once-when':
    'The whole key was shown once, when it was created. If it is lost, create another. {notSent}',
  'account.they-were-not-touched-look-at-the':
    'They were not touched. Look at the vault’s folder, and move away what does not belong there.',
  'account.this-account-is-connected-already-as-name': 'This account is connected already, as “{name}”.',
  'account.this-connection-does-not-exist-any-more': 'This connection does not exist any more.',
  'account.this-date-has-passed-so-the-key': 'This date has passed, so the key would be dead at once.',
  'account.this-is-a-key-of-sent-and': 'This is a key of {sent}, and “{name}” is an account of {own}.',
  'account.this-is-a-mode-key-but-the': 'This is a {mode} key, but the connection is to a {mode2} account.',
  'account.this-is-a-production-key': 'This is a production key',
  'account.this-is-a-production-key-and-its': 'This is a production key, and its secret is destroyed',
  'account.this-is-an-augno-key': 'This is an Augno key.',
  'account.this-is-another-key-redacted-instead-of':
    'This is another key: {redacted} instead of {redacted2}.',
  'account.this-is-no-secret-api-key': 'This is no secret API key.',
  'account.this-is-not-a-date': 'This is not a date.',
  'account.this-is-not-a-whole-key-of':
    'This is not a whole key of a router: 43 characters follow its beginning.',
  'account.this-is-not-an-augno-api-key': 'This is not an Augno API key.',
  'account.this-is-not-an-auxot-api-key': 'This is not an Auxot API key.',
  'account.this-is-not-kept-apart-any-more': 'This is not kept apart any more.',
  'account.this-is-the-masked-form-of-a':
    'This is the masked form of a key (with asterisks), not the key itself.',
  'account.this-key-belongs-to-another-account-than':
    'This key belongs to another account than the connection “{name}”.',
  'account.this-key-has-expired-and-its-replacement':
    'This key has expired, and its replacement would inherit that date.',
  'account.this-key-has-too-few-or-too': 'This key has too few or too many characters.',
  'account.this-key-holds-characters-that-no-key': 'This key holds characters that no key has.',
  'account.this-key-is-neither-a-test-key': 'This key is neither a test key nor a production key.',
  'account.this-key-is-not-in-the-registry': 'This key is not in the registry.',
  'account.this-key-is-revoked-already-so-it': 'This key is revoked already, so it cannot be rotated.',
  'account.this-key-is-too-short-to-be': 'This key is too short to be whole.',
  'account.this-key-still-works-so-its-record': 'This key still works, so its record is not deleted.',
  'account.this-key-works-but-it-is-no':
    "This key works, but it is no admin's: its role may not manage API keys.",
  'account.this-keys-checksum-is-wrong-a-character':
    "This key's checksum is wrong: a character was changed or left out.",
  'account.this-keys-secret-is-not-held-here': "This key's secret is not held here, so it can't be tested.",
  'account.this-keys-secret-is-not-held-here-2': "This key's secret is not held here.",
  'account.this-secret-is-stored-with-another-key': 'This secret is stored with another key already.',
  'account.this-server-lists-keys-of-the-connection':
    'This server lists keys of the connection “{name}”, which has another address.',
  'account.this-value-holds-blanks-or-characters-that':
    'This value holds blanks or characters that no header takes.',
  'account.to-give-that-connection-another-admin-key':
    'To give that connection another admin key, repair it. Nothing was stored.',
  'account.try-again-in-a-moment-if-it':
    'Try again in a moment; if it goes on, use another admin key of the account. Nothing was stored.',
  'account.try-again-in-a-moment-it-stays':
    'Try again in a moment. It stays kept apart; nothing was changed.',
  'account.type-the-keys-name-exactly-name-nothing':
    "Type the key's name exactly: {name}. Nothing was changed.",
  'account.use-an-admin-key-of-the-same':
    'Use an admin key of the same account, or make a new connection. Nothing was stored.',
  'account.use-an-admin-key-of-the-same-2':
    'Use an admin key of the same account, or make a new connection. It was not sent anywhere.',
  'account.wait-until-it-is-done-and-look': 'Wait until it is done and look again. Nothing was changed here.',
  'account.what-a-file-brought-about-this-key': 'What a file brought about this key is with it now.',
  'account.what-answers-at-this-address-has-no': 'What answers at this address has no API keys to manage.',
  'account.what-is-in-the-vault-is-unchanged':
    'What is in the vault is unchanged. Try again later; if it goes on, ask whoever runs that server.',
  'account.what-is-in-the-vault-is-unchanged-2':
    'What is in the vault is unchanged. Check the address of the connection; an honest server does not do this.',
  'account.what-is-stored-as-the-secret-of': 'What is stored as the secret of this key is not a key.',
  'account.what-message': '{what} {message}',
  'account.what-was-read-until-then-is-kept':
    'What was read until then is kept, and nothing is lost. It is tried again in a few minutes.',
  'account.what-was-sent-has-not-the-form':
    'What was sent has not the form of a key, so it is not used as one.',
  'account.what-was-sent-holds-characters-that-no':
    'What was sent holds characters that no request can carry, so it can’t be tested.',
  'account.whether-name-was-what-is-not-known': 'Whether “{name}” was {done} is not known yet.{why}',
  'account.whether-this-key-was-created-is-not': 'Whether this key was created is not known yet.',
  'account.why-so-its-name-has-to-be': '{why}, so its name has to be confirmed.',
  'account.with-length-keys-and-their-secrets-the':
    'With {length} keys and their secrets. The account itself is unchanged.',
  'account.no-request-asks-only-for-this-kind':
    'No request asks only whether a key of this kind ({kind}) is accepted.',
  'account.it-is-taken-where-workers-connect':
    'It is taken where workers connect, and whoever shows it there is given work. Nothing was sent.',
  'account.confirm-that-you-replaced-it-there':
    'Confirm that you replaced it at the service. Nothing was sent, and nothing was changed.',
} as const;
