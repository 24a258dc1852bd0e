/** Services other than Augno, and their keys. */
export const serviceEnglish = {
  'service.added-by-hand': 'Added by hand.',
  'service.address-changed': 'Address: {from} → {to}',
  'service.address-is-not-encrypted':
    'This address is not encrypted (http://), so the key could be read on the way.',
  'service.address-must-begin': 'The address must begin with https:// or http://.',
  'service.address-must-end-with-its-path': 'The address must end with its path.',
  'service.address-must-not-hold-a-user': 'The address must not hold a user name or a password.',
  'service.address-was-confirmed': 'Its address {address} was confirmed on this computer.',
  'service.another-has-this-name': 'Another service has this name.',
  'service.another-key-than': 'This is another key than {redacted}.',
  'service.check-address-and-new-key':
    'Check the service’s address and the new key. Nothing was destroyed. {answer}',
  'service.choose-another-name':
    'Choose another name, so that the two can be told apart. Nothing was changed.',
  'service.confirm-at-the-old-key':
    'Open the old key and confirm there that you deleted it at the service. Nothing was changed.',
  'service.confirm-that-you-deleted-it':
    'Confirm that you deleted it at the service, or give the service an address to test its keys at. Nothing was changed.',
  'service.delete-them-first':
    'Delete them from the vault first: their secrets can’t be had again. Nothing was changed.',
  'service.delete-them-first-from-the-trash-too':
    'Delete them from the vault and its trash first: their secrets can’t be had again. Nothing was changed.',
  'service.does-not-exist-any-more': 'This service does not exist any more.',
  'service.ended-on-a-persons-word': 'On a person’s word: there is nothing to test it with.',
  'service.enter-the-address-alone':
    'Enter the address alone; the key goes into its own field. Nothing was sent.',
  'service.entered-as-imported': '{service}: imported.',
  'service.entered-as-replacing': '{service}: replaces {redacted}.',
  'service.entered-by-hand': '{service}: stored by hand.',
  'service.example-of-a-prefix': 'For example Bearer and a blank. Nothing was changed.',
  'service.examples-of-addresses':
    'For example https://ai.example.com or http://localhost:8080. Nothing was sent.',
  'service.examples-of-headers': 'For example Authorization or X-Api-Key. Nothing was changed.',
  'service.give-it-an-address-to-test-at':
    'Give the service an address to test its keys at, in the settings. Nothing was sent.',
  'service.in-the-command': 'Nothing was changed. In the command: augno-vault provider {action} KEY.',
  'service.is-connected-with-an-admin-key': 'Accounts of {service} are connected with an admin key.',
  'service.is-not-known-to-this-version':
    'This version of Augno Vault does not know the service of this key.',
  'service.key-of-another-kind': 'This key is of another kind than the one it replaces.',
  'service.key-was-replaced-already': 'This key was replaced already.',
  'service.kind-api-key': 'API key',
  'service.kind-key': 'Key',
  'service.kind-router-admin': 'Router admin key',
  'service.kind-router-api': 'Router API key',
  'service.kind-router-tools': 'Router tools key',
  'service.kind-team': 'Team key',
  'service.kind-user': 'User key',
  'service.look-that-key-up':
    'Look that key up in the list. For a rotation, make a new key at the service first. Nothing was stored.',
  'service.make-one-of-the-same-kind':
    'Make one of the same kind, or store it as a key of its own. Nothing was stored.',
  'service.named-at': '{name} at {address}',
  'service.no-header-for-a-key': 'This is no name of a header that can carry a key.',
  'service.none': 'none',
  'service.not-a-beginning-to-look-for': 'The scanner can’t look for this beginning.',
  'service.not-encrypted-in-a-network':
    'Not encrypted: whoever is on the same network can read the key on its way. Use https:// if you can.',
  'service.not-encrypted-on-this-computer':
    'Not encrypted. That is fine as long as the service runs on this computer.',
  'service.not-with-a-key-of-another-service': 'This can’t be done with a key of another service.',
  'service.nothing-to-see-it-refused-with':
    'There is nothing to test this key with, so nobody can see that it is refused.',
  'service.nothing-to-test-it-with': 'There is nothing to test this key with.',
  'service.nothing-to-test-the-old-key-with': 'There is nothing to test the old key with.',
  'service.only-in-this-vault': 'Name, owner or dates in this vault; the service is not told.',
  'service.open-them-yourself': 'Open them yourself, in the browser you use for it.',
  'service.pages-are-not-known': 'The vault does not know the pages of “{name}”.',
  'service.paste-the-secret-of-this-key': 'Paste the secret of this key. Nothing was stored or sent.',
  'service.paste-the-whole-key': 'Paste the whole key, as it was shown when it was made.',
  'service.prefix-must-be-plain': 'What stands before the key must be plain characters.',
  'service.rotate-the-key-that-replaced-it': 'Rotate the key that replaced it. Nothing was stored.',
  'service.secret-is-here-already': 'This secret is or was in the vault already.',
  'service.secret-is-here-already-as': 'This secret is or was in the vault already, as “{name}”.',
  'service.secret-is-of-no-use': 'Of no use any more; the scanner still knows it.',
  'service.seen-refused': 'Seen refused by the service.',
  'service.still-has-keys': '“{name}” still has {count, plural, one {a key} other {# keys}} in this vault.',
  'service.tells-no-use': '{name} does not tell what its keys are used for.',
  'service.the-address-is-missing': 'The address is missing.',
  'service.the-key-is-missing': 'The key is missing.',
  'service.the-key-is-safe-a-newer-version':
    'The key is safe in the vault. A newer version may know it. Nothing was changed.',
  'service.the-new-key-is-refused-too':
    'The service does not accept the new key either, so nothing is known about the old one.',
  'service.try-again-when-it-answers': 'Try again when the service answers. Nothing was changed.',
  'service.use-connect-an-account': 'Use “Connect an account”, or augno-vault connect. Nothing was changed.',
  'service.use-https':
    'Use the address with https://. Plain http:// is accepted on this machine and in private networks only. Nothing was sent.',
  'service.what-a-beginning-is':
    'It is what all keys of the service begin with, 3 to 20 letters, digits, _ . or -, and this key has to begin with it. Nothing was stored.',
  'service.works-until-deleted-there':
    'The new key is stored. This one works until it is deleted at the service.',
} as const;
