/** How a key or an account stands, what a test of a key showed, and what a person has to do. */
export const stateEnglish = {
  'state.accepted': 'Accepted by {who}.',
  'state.accepted-after-it-was-deleted':
    'This key was said to be deleted, but {service} still accepted it. Delete it there, then check again.',
  'state.accepted-after-its-end':
    'This key should have ended, but a request with it was still accepted. Revoke it again and test it.',
  'state.accepted-as-and-not-as': 'Accepted by {host} as {forms}; not as {others}.',
  'state.accepted-in-forms': 'Accepted by {host} ({forms}).',
  'state.accepted-without-subscription': 'Accepted by {who}, but the subscription is not active.',
  'state.accepted-without-units':
    'Accepted by {who}; its role may not list units, the request it was tested with.',
  'state.asleep':
    'Its address {address} is not confirmed on this computer, so nothing is sent there. Look at the address and confirm it.',
  'state.asleep-not-known':
    'Whether its address {address} is confirmed on this computer is not known, so nothing is sent there. The file {file} can’t be read. Look at its permissions and its disk, then lock and unlock the vault.',
  'state.clock-ahead': 'This computer’s clock is {length} ahead of that of {host}.',
  'state.clock-behind': 'This computer’s clock is {length} behind that of {host}.',
  'state.clock-counts': '{clock} Times are reckoned by the server’s; set this computer’s clock.',
  'state.connection-key-expires':
    'The connection itself works with this key, and it expires soon. Rotate it before it does.',
  'state.connection-key-refused':
    "The connection's admin key is not accepted any more. Repair the connection with another one; everything in the vault stays.",
  'state.connection-not-admin':
    "The role of the connection's key is no admin's any more, so keys can't be managed. Repair the connection with an admin key.",
  'state.connection-payment-required':
    "The account's subscription is not active, so the API refuses requests. Settle it in the dashboard.",
  'state.create-interrupted':
    'This creation was interrupted and did not take effect. Do it again or give it up.',
  'state.create-merged':
    'Another copy of the vault was folded in while this key was being created. Look at the account, then do it again or give it up.',
  'state.create-moved':
    'The account was moved to another address while this key was being created. Look at the account, then do it again or give it up.',
  'state.create-outcome-not-known':
    'The outcome of this creation is not known yet; it is looked into at the next synchronisation. Nothing is lost.',
  'state.create-restored':
    'The vault was restored from a backup in the middle of this creation. Look at the account, then do it again or give it up.',
  'state.create-took-effect-without-secret':
    "The creation took effect, but the new key's secret was lost on the way. Revoke the new key, and create another.",
  'state.end-held-back-by-interruption':
    'The rotation of this key was interrupted before the old key was revoked. Check that nothing needs it any more, then revoke it.',
  'state.end-held-back-by-restore':
    'The vault was restored from a backup while this key was to be revoked. Check that nothing needs it any more, then revoke it.',
  'state.end-is-late':
    'This key was to be revoked by now. It will be at the next synchronisation; revoke it now to be sure.',
  'state.kept-apart':
    'What the server sent for this key is not the key that was asked for, so it is kept apart. Look at it on the overview.',
  'state.no-access-to-account':
    'The key works, but it has no access to the account {account}, or its role may not list units there.',
  'state.no-api-to-create': '{name} has no API to create a key. Open the key: its own steps lead through it.',
  'state.no-api-to-revoke': '{name} has no API to revoke a key. Open the key: its own steps lead through it.',
  'state.no-api-to-rotate': '{name} has no API to rotate a key. Open the key: its own steps lead through it.',
  'state.no-api-to-test': '{name} has no API to test a key. Open the key: its own steps lead through it.',
  'state.no-way-to-create': "A key of {name} can't be created from here.",
  'state.no-way-to-revoke': "A key of {name} can't be revoked from here.",
  'state.no-way-to-rotate': "A key of {name} can't be rotated from here.",
  'state.no-way-to-test': "A key of {name} can't be tested from here.",
  'state.not-asked-whether-revoked':
    'Whether the server still takes what was revoked could not be asked, so these secrets are kept: {names}.',
  'state.not-asked-yet': 'Not asked yet since the start.',
  'state.not-listed-any-more':
    'The server does not list this key any more. Nothing was deleted here; delete it from the vault if it is not needed.',
  'state.not-reached': 'not reached.',
  'state.outcome-cannot-be-read':
    'It is not known whether this took effect, since what the server shows of its keys can’t be read whole. Look at the account, then do it again or give it up.',
  'state.quoted': '“{text}”',
  'state.refused': 'Refused: {why}',
  'state.refused-but-held-working':
    'Refused: {why} The registry shows it as working: synchronise to see what changed.',
  'state.refused-by': 'Refused by {host}.',
  'state.refused-when-tested':
    '{service} refused this key when it was last tested. It may have been deleted there: check that, and mark it revoked or replace it.',
  'state.reply-id-not-new': 'It names a key that was there before.',
  'state.reply-id-of-another': 'It names a key of another account or service.',
  'state.reply-not-a-key': 'What was sent as the secret is not a key.',
  'state.reply-other-brand': 'It is a key of another brand than this account.',
  'state.reply-other-mode': 'It is a key of the other mode (test or production).',
  'state.reply-redacted-differs': 'The redacted form beside it is that of another key.',
  'state.reply-secret-of-another': 'This key is or was in the vault under another id.',
  'state.reply-unreadable': 'What came beside the secret is in a form that is not known.',
  'state.revoke-interrupted':
    'This revocation was interrupted and did not take effect. Do it again or give it up.',
  'state.revoke-merged':
    'Another copy of the vault was folded in while this key was being revoked. Look at the account, then do it again or give it up.',
  'state.revoke-moved':
    'The account was moved to another address while this key was being revoked. Look at the account, then do it again or give it up.',
  'state.revoke-outcome-not-known':
    'The outcome of this revocation is not known yet; it is looked into at the next synchronisation. Nothing is lost.',
  'state.revoke-restored':
    'The vault was restored from a backup in the middle of this revocation. Look at the account, then do it again or give it up.',
  'state.revoke-took-effect-without-secret':
    "The revocation took effect, but the new key's secret was lost on the way. Revoke the new key, and create another.",
  'state.rotate-interrupted':
    'This rotation was interrupted and did not take effect. Do it again or give it up.',
  'state.rotate-merged':
    'Another copy of the vault was folded in while this key was being rotated. Look at the account, then do it again or give it up.',
  'state.rotate-moved':
    'The account was moved to another address while this key was being rotated. Look at the account, then do it again or give it up.',
  'state.rotate-outcome-not-known':
    'The outcome of this rotation is not known yet; it is looked into at the next synchronisation. Nothing is lost.',
  'state.rotate-restored':
    'The vault was restored from a backup in the middle of this rotation. Look at the account, then do it again or give it up.',
  'state.rotate-took-effect-without-secret':
    "The rotation took effect, but the new key's secret was lost on the way. Revoke the new key, and create another.",
  'state.rotation-is-due':
    'The day on which this key was to be rotated has come. Rotate it, or choose another day.',
  'state.secret-is-unproven':
    'Its secret came from a file and is not used before you test the key or confirm that the secret is yours.',
  'state.secret-may-be-in-newer-copy':
    'This key was made after the backup that was restored, so its secret may have been in the newer copy. Add the secret, or rotate the key.',
  'state.secret-was-lost-on-the-way':
    "Augno made this key, but its secret was lost on the way and can't be had again. Revoke it, and create another.",
  'state.status-says-nothing': '{host} answered with status {status}, which says nothing about the key.',
  'state.stored-twice':
    'The same key is stored more than once, perhaps in both spellings of its beginning; nothing was merged: {names}.',
  'state.unreachable': '{why} Nothing is known about the key.',
  'state.unread-entries':
    '{count, plural, one {An entry of its lists is in a form that is not known and was left out} other {# entries of its lists are in a form that is not known and were left out}}: {names}.',
  'state.who-prod': '{account} (production)',
  'state.who-prod-role': '{account} (production), role {role}',
  'state.who-test': '{account} (test)',
  'state.who-test-role': '{account} (test), role {role}',
} as const;
