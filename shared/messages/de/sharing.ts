/** Passing a secret on; in German. */
export const sharingGerman = {
  'sharing.give-the-sender-the-public-key-that':
    'Geben Sie dem Absender den öffentlichen Schlüssel, der jetzt in Ihren Einstellungen steht, und bitten Sie ihn, neu zu versiegeln. Es wurde nichts gespeichert.',
  'sharing.it-begins-with-publicprefix-ask-for-it':
    'Er beginnt mit {publicPrefix}. Bitten Sie noch einmal darum, so wie er dort in den Einstellungen steht. Es wurde nichts gespeichert.',
  'sharing.no-honest-program-makes-such-a-key':
    'Kein ehrliches Programm macht einen solchen Schlüssel. Entfernen Sie diesen Admin, und erbitten Sie den Schlüssel noch einmal auf einem anderen Weg. {safe}',
  'sharing.nothing-was-sealed': 'Es wurde nichts versiegelt.',
  'sharing.nothing-was-stored': 'Es wurde nichts gespeichert.',
  'sharing.paste-everything-from-begin-to-end-nothing':
    'Fügen Sie alles ein, von {begin} bis {end}. Es wurde nichts gespeichert.',
  'sharing.this-is-not-a-whole-sealed-secret': 'Das ist kein vollständiges versiegeltes Geheimnis.',
  'sharing.this-is-not-the-public-key-of':
    'Das ist nicht der öffentliche Schlüssel eines anderen Augno Vault.',
  'sharing.this-public-key-protects-nothing-whatever-is':
    'Dieser öffentliche Schlüssel schützt nichts: Was für ihn versiegelt wird, kann jeder öffnen.',
  'sharing.this-vault-cant-open-it-it-was':
    'Dieser Tresor kann es nicht öffnen: Es wurde für jemand anderen versiegelt oder unterwegs verändert.',
  'sharing.this-was-sealed-by-a-newer-augno': 'Das hat ein neuerer Augno Vault versiegelt.',
  'sharing.update-the-app-then-paste-it-again':
    'Aktualisieren Sie die App und fügen Sie es dann noch einmal ein. Es wurde nichts gespeichert.',
} as const;
