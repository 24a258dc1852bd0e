/** Passing a secret on. */
export const sharingEnglish = {
  'sharing.give-the-sender-the-public-key-that':
    'Give the sender the public key that stands in your settings now, and ask them to seal it again. Nothing was stored.',
  'sharing.it-begins-with-publicprefix-ask-for-it':
    'It begins with {publicPrefix}. Ask for it again, as it stands in their settings. Nothing was stored.',
  'sharing.no-honest-program-makes-such-a-key':
    'No honest program makes such a key. Remove that admin, and ask for the key again on another way. {safe}',
  'sharing.nothing-was-sealed': 'Nothing was sealed.',
  'sharing.nothing-was-stored': 'Nothing was stored.',
  'sharing.paste-everything-from-begin-to-end-nothing':
    'Paste everything from {begin} to {end}. Nothing was stored.',
  'sharing.this-is-not-a-whole-sealed-secret': 'This is not a whole sealed secret.',
  'sharing.this-is-not-the-public-key-of': 'This is not the public key of another Augno Vault.',
  'sharing.this-public-key-protects-nothing-whatever-is':
    'This public key protects nothing: whatever is sealed for it, anybody can open.',
  'sharing.this-vault-cant-open-it-it-was':
    'This vault can’t open it: it was sealed for somebody else, or changed on its way.',
  'sharing.this-was-sealed-by-a-newer-augno': 'This was sealed by a newer Augno Vault.',
  'sharing.update-the-app-then-paste-it-again': 'Update the app, then paste it again. Nothing was stored.',
} as const;
