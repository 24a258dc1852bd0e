/** Connected accounts and what is asked of them. */
export const account1English = {
  'account.a-request-with-the-old-secret-was': 'A request with the old secret was refused.',
  'account.a-request-with-the-revoked-secret-was': 'A request with the revoked secret was refused.',
  'account.a-secret-that-was-kept-aside-in':
    'A secret that was kept aside in {file} waits until the vault can be written.',
  'account.a-secret-that-was-kept-aside-in-2': 'A secret that was kept aside in {file} cannot be taken in.',
  'account.a-whole-key-has-85-characters-copy':
    'A whole key has 85 characters. Copy it again, without anything before or after it. {notSent}',
  'account.add-the-secret-if-you-have-it': 'Add the secret if you have it, or rotate the key.',
  'account.added-by-hand': 'Added by hand.',
  'account.after-its-prefix-a-key-holds-letters':
    'After its prefix a key holds letters and digits only. Copy it again. {notSent}',
  'account.after-keyprefix-must-stand-test-or-prod':
    'After {keyPrefix} must stand test_ or prod_. Copy it again. {notSent}',
  'account.an-operation-of-name-has-an-outcome':
    'An operation of “{name}” has an outcome that is not known yet.',
  'account.an-operation-on-this-key-is-not': 'An operation on this key is not resolved yet.',
  'account.an-operation-on-this-key-is-under':
    'An operation on this key is under way, or its outcome is not known yet.',
  'account.another-connection-is-named-wanted': 'Another connection is named “{wanted}”.',
  'account.another-window-or-command-is-working-on':
    'Another window or command is working on this at the moment.',
  'account.auxot-shows-a-key-once-when-it':
    'Auxot shows a key once, when it is made. If it is lost, make another. Nothing was stored or sent.',
  'account.because': ' {why}',
  'account.check-that-the-key-and-the-address':
    'Check that the key and the address belong together. Nothing was stored.',
  'account.check-the-address-and-use-another-admin':
    'Check the address, and use another admin key of the account. Nothing was stored.',
  'account.check-the-address-it-is-that-of':
    'Check the address; it is that of the API (https://api.openmrp.ai today, https://api.augno.com before). Nothing was stored.',
  'account.check-the-address-or-connect-it-as':
    'Check the address, or connect it as an account of its own. Nothing was moved.',
  'account.choose-a-later-date-nothing-was-created': 'Choose a later date. Nothing was created.',
  'account.choose-the-role-that-allows-what-the':
    'Choose the role that allows what the key is for, and no more. Nothing was created.',
  'account.connect-its-account-instead-then-its-status':
    'Connect its account instead: then its status and expiry are known here. Nothing was stored.',
  'account.connect-the-account-again-then-it-can':
    'Connect the account again; then it can be tested and taken in. It stays kept apart.',
  'account.connect-the-other-account-on-its-own':
    'Connect the other account on its own. Nothing was changed or sent.',
  'account.copy-it-again-without-anything-before-or':
    'Copy it again, without anything before or after it. Nothing was stored or sent.',
  'account.copy-the-key-again-from-where-it': 'Copy the key again from where it was issued. {notSent}',
  'account.count-more-files-beside-the-vault-are':
    '{count} more files beside the vault are named like secrets that were kept aside and cannot be taken in.',
  'account.create-a-key-with-an-admin-role':
    'Create a key with an admin role in the dashboard and connect with that one. Nothing was stored.',
  'account.create-a-new-key-instead-nothing-was': 'Create a new key instead. Nothing was changed.',
  'account.created': 'created',
  'account.enter-a-date-such-as-2027-01': 'Enter a date such as 2027-01-31. Nothing was created.',
  'account.enter-a-name-that-says-what-it': 'Enter a name that says what it is for. Nothing was created.',
  'account.from-a-file-it-is-the-secret': 'From a file; it is the secret that was held before.',
  'account.from-a-file-unproven-until-it-is': 'From a file; unproven until it is tested or confirmed.',
  'account.give-an-admin-key-of-this-account':
    'Give an admin key of this account for the new address. Nothing was changed or sent.',
  'account.give-the-admin-key-for-the-new':
    'Give the admin key for the new address. Nothing was changed or sent.',
  'account.give-the-replacement-a-new-expiry-date':
    'Give the replacement a new expiry date. Nothing was changed.',
  'account.hint-nothing-was-stored': '{hint} Nothing was stored.',
  'account.host-had-not-sent-the-whole-list':
    '{host} had not sent the whole list after {seconds} seconds, so reading it was ended.',
  'account.host-is-none-of-the-vendors-own':
    "{host} is none of the vendor's own addresses, so the admin key has to be typed.",
  'account.host-sent-a-list-that-had-no':
    '{host} sent a list that had no end after {pages} pages, so reading it was ended.',
  'account.host-sent-more-than-megabytes-mb-of':
    '{host} sent more than {megabytes} MB of entries, so reading them was ended.',
  'account.host-speaks-productname-whose-keys-begin-with':
    '{host} speaks {productName}, whose keys begin with {keyPrefix}, and does not accept this key in that spelling either.',
  'account.if-the-account-has-moved-to-sent':
    'If the account has moved to {sent}, move the connection there; then the key can be taken in. It stays kept apart until then.',
  'account.if-the-account-has-moved-to-this':
    'If the account has moved to this address, move the connection there: with the connection in the settings, or with augno-vault connections move. Nothing was stored.',
  'account.it-belongs-to-another-vault-to-a':
    'It belongs to another vault, to a copy of before the vault key was rotated, or is damaged. It was not touched: unlock the vault it belongs to with the file in its folder, or move it away.',
  'account.it-could-not-be-kept-aside-either':
    'It could not be kept aside either. The operation stays open in the vault’s file: make folder and disk writable, unlock, and synchronise within 29 days; the server then gives the secret once more. Do not do it again before that.',
  'account.it-had-taken-effect': 'It had taken effect.',
  'account.it-had-taken-effect-its-secret-was':
    'It had taken effect; its secret was fetched with the same idempotency key.',
  'account.it-had-taken-no-effect-and-was': 'It had taken no effect, and was done anew.',
  'account.it-is-kept-apart-in-the-vault':
    'It is kept apart in the vault, sealed, with the reason; nothing uses it. Look at it on the overview, or with augno-vault kept list, before you ask for the key again.',
  'account.it-is-safe-there-and-is-taken':
    'It is safe there, and is taken in at the first chance. Nothing is to be done for it.',
  'account.it-may-have-been-resolved-in-the': 'It may have been resolved in the meantime.',
  'account.it-stays-kept-apart-and-that-key':
    'It stays kept apart, and that key is as it was. Revoke the new key at the server, and create another.',
  'account.it-stays-kept-apart-connect-the-account':
    'It stays kept apart. Connect the account that it belongs to, and add its secret there.',
  'account.it-stays-kept-apart-create-another-key':
    'It stays kept apart. Create another key. Nothing was sent.',
  'account.it-stays-kept-apart-in-case-a':
    'It stays kept apart, in case a newer version knows this form. Create another key.',
  'account.it-stays-kept-apart-nothing-was-changed': 'It stays kept apart. Nothing was changed.',
  'account.it-took-effect-but-the-secret-could':
    'It took effect, but the secret could not be had any more; the key has to be revoked.',
  'account.it-was-created-elsewhere': 'It was created elsewhere.',
  'account.it-was-not-accepted-so-it-is': 'It was not accepted, so it is not taken in. {message}',
  'account.it-was-not-sent-anywhere': 'It was not sent anywhere.',
  'account.it-is-as-that-left-it': 'It is as that left it, and every key is still here. Move it again.',
  'account.it-was-removed-here-or-by-another':
    'It was removed here or by another window or command. Nothing was changed.',
  'account.it-was-renamed-elsewhere': 'It was renamed elsewhere.',
  'account.it-was-taken-in-here-or-by':
    'It was taken in here or by another window or command. Nothing was changed.',
  'account.it-works-with-its-new-admin-key': 'It works with its new admin key now.',
  'account.it-works-with-redacted-now': 'It works with {redacted} now.',
  'account.its-address-origin-was-confirmed-on-this': 'Its address {origin} was confirmed on this computer.',
  'account.its-expiry-was-changed-elsewhere': 'Its expiry was changed elsewhere.',
  'account.its-revocation-was-taken-back': 'Its revocation was taken back elsewhere.',
  'account.its-role-was-changed-elsewhere': 'Its role was changed elsewhere.',
  'account.its-secret-had-been-kept-aside-beside':
    'Its secret had been kept aside beside the vault’s file and was taken in.',
  'account.keys-begin-with-keyprefix-nothing-was-stored': 'Keys begin with {keyPrefix}. Nothing was stored.',
  'account.keys-begin-with-keyprefixtest-or-keyprefixprod-notsent':
    'Keys begin with {keyPrefix}test_ or {keyPrefix}prod_. {notSent}',
  'account.keys-of-people-begin-with-user-keys':
    'Keys of people begin with user., keys of teams with team., keys of its router with rtr_, adm_ or tls_. Nothing was stored or sent.',
  'account.length-more-keys-appeared-or-changed-elsewhere':
    '{length} more keys appeared or changed elsewhere in the same synchronisation.',
  'account.length-permissions': '{length} permissions.',
  'account.look-that-key-up-in-the-list': 'Look that key up in the list. Nothing was stored.',
  'account.moved-from-origin-productname-to-origin2-productname2':
    'Moved from {origin} ({productName}) to {origin2} ({productName2}).',
  'account.name-is-an-account-of-the-embedded':
    '“{name}” is an account of the embedded sandbox, whose address this program keeps itself.',
  'account.name-is-at-origin-already': '“{name}” is at {origin} already.',
  'account.name-was-changed-while-it-was-moved':
    '“{name}” was changed by something else while it was being moved.',
  'account.name-was-created-and-stored':
    '“{name}” was created and its secret stored, but what follows could not be.',
  'account.name-was-created-but-not-stored':
    '“{name}” was created, but the vault could not store its secret.',
  'account.name-was-revoked-but-the-vault-could':
    '“{name}” was revoked, but the vault could not note it. {message}',
  'account.name-was-rotated-and-stored':
    '“{name}” was rotated and its secret stored, but what follows could not be.',
  'account.name-was-rotated-but-not-stored':
    '“{name}” was rotated, but the vault could not store the new secret.',
  'account.none-of-the-keys-of-name-is':
    'None of the keys of “{name}” is listed at the new address, so it is another account.',
  'account.nothing-is-left-to-be-decided-about': 'Nothing is left to be decided about this key.',
  'account.nothing-is-left-to-do': 'Nothing is left to do.',
  'account.nothing-is-lost-at-the-next-synchronisation':
    'Nothing is lost: at the next synchronisation Augno Vault looks whether it was done, and then fetches the secret. Do not do it again before that.',
  'account.nothing-is-lost-augno-vault-looks-into':
    'Nothing is lost. Augno Vault looks into it at the next synchronisation; the key is shown as unresolved until then.',
  'account.nothing-was-changed-set-this-computers-clock':
    'Nothing was changed. Set this computer’s clock, or do it again and agree that the server’s clock counts.',
  'account.nothing-was-changed-to-give-it-another':
    'Nothing was changed. To give it another admin key, repair it.',
  'account.nothing-was-stored-what-is-held-stays':
    'Nothing was stored. What is held stays; to replace it, add the secret by hand.',
  'account.of-what-is-kept-apart-message': 'Of what is kept apart: {message}',
  'account.origin-length-keys': '{origin}, {length} keys.',
  'account.paste-the-secret-of-this-key-nothing': 'Paste the secret of this key. Nothing was stored or sent.',
  'account.paste-the-whole-key-as-it-was': 'Paste the whole key, as it was shown when it was created.',
  'account.renamed-from-name': 'Renamed from {name}.',
  'account.repair-the-connection-with-an-admin-key':
    'Repair the connection with an admin key of this account. Every key and secret in the vault stays.',
  'account.repair-the-connection-with-an-admin-key-2':
    'Repair the connection with an admin key of this account. Nothing was changed.',
  'account.replaced-by-keyid': 'Replaced by {keyId}.',
  'account.revoked': 'revoked',
  'account.rotate-the-key-instead-the-connection-then':
    'Rotate the key instead: the connection then moves to the new one first. To revoke it all the same, type its name.',
  'account.rotated': 'rotated',
  'account.shorten-it-nothing-was-created': 'Shorten it. Nothing was created.',
  'account.somebody-looked-at-it-it-stays-kept': 'Somebody looked at it. It stays kept apart.',
  'account.synchronise-first-nothing-was-deleted': 'Synchronise first. Nothing was deleted.',
  'account.synchronise-first-so-that-no-key-is':
    'Synchronise first, so that no key is left behind without its secret. Nothing was removed.',
  'account.synchronise-it-is-looked-into-first-so':
    'Synchronise: it is looked into first, so that no key is left without anybody knowing its secret.',
  'account.synchronise-or-check-the-id-nothing-was': 'Synchronise, or check the id. Nothing was changed.',
  'account.synchronise-what-became-of-it-is-looked':
    'Synchronise: what became of it is looked into first. Nothing was changed.',
  'account.synchronising-was-ended-after-longest-seconds-the':
    'Synchronising was ended after {longest} seconds: the server answers too slowly.',
  'account.taken-in-from-what-was-kept-apart': 'Taken in from what was kept apart: the server accepted it.',
  'account.the-account-does-not-take-the-key':
    'The account does not take the key any more. It is noted here at the next synchronisation that the vault can store. Do not do it again.',
  'account.the-account-was-not-asked-for-anything':
    'The account was not asked for anything. What was to be done stays noted in the vault; once it can be written, the next synchronisation asks what shall become of it.',
  'account.the-api-key-is-missing': 'The API key is missing.',
  'account.the-connection-name-has-no-admin-key': 'The connection “{name}” has no admin key any more.',
  'account.the-connection-name-itself-works-with-this':
    'The connection “{name}” itself works with this key and would stop working.',
  'account.the-connection-name-which-this-came-from':
    'The connection “{name}”, which this came from, is not in the vault any more.',
  'account.the-connection-needs-a-name': 'The connection needs a name.',
  'account.the-creation-did-not-take-effect-and': 'The creation did not take effect and was given up.',
  'account.the-key-needs-a-name': 'The key needs a name.',
  'account.the-key-needs-a-role': 'The key needs a role.',
  'account.the-key-that-is-needed-begins-with': 'The key that is needed begins with {keyPrefix}. {notSent}',
  'account.the-key-whose-secret-was-lost-was': 'The key whose secret was lost was ended.',
  'account.the-name-is-too-long-length-characters':
    'The name is too long: {length} characters, and Augno takes {longestName} at most.',
  'account.the-name-that-was-typed-is-not': 'The name that was typed is not that of the key.',
  'account.the-new-key-is-shown-in-the':
    'The new key is shown in the list with the step to take: revoke it, and create another.',
} as const;
