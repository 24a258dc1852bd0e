/** Services other than Augno, and their keys; in German. */
export const serviceGerman = {
  'service.added-by-hand': 'Von Hand hinzugefügt.',
  'service.address-changed': 'Adresse: {from} → {to}',
  'service.address-is-not-encrypted':
    'Diese Adresse ist nicht verschlüsselt (http://); der Schlüssel könnte unterwegs gelesen werden.',
  'service.address-must-begin': 'Die Adresse muss mit https:// oder http:// beginnen.',
  'service.address-must-end-with-its-path': 'Die Adresse muss mit ihrem Pfad enden.',
  'service.address-must-not-hold-a-user':
    'Die Adresse darf keinen Benutzernamen und kein Passwort enthalten.',
  'service.address-was-confirmed': 'Seine Adresse {address} wurde auf diesem Rechner bestätigt.',
  'service.another-has-this-name': 'Ein anderer Dienst heißt schon so.',
  'service.another-key-than': 'Das ist ein anderer Schlüssel als {redacted}.',
  'service.check-address-and-new-key':
    'Prüfen Sie die Adresse des Dienstes und den neuen Schlüssel. Es wurde nichts vernichtet. {answer}',
  'service.choose-another-name':
    'Wählen Sie einen anderen Namen, damit man die beiden unterscheiden kann. Es wurde nichts geändert.',
  'service.confirm-at-the-old-key':
    'Öffnen Sie den alten Schlüssel und bestätigen Sie dort, dass Sie ihn beim Dienst gelöscht haben. Es wurde nichts geändert.',
  'service.confirm-that-you-deleted-it':
    'Bestätigen Sie, dass Sie ihn beim Dienst gelöscht haben, oder geben Sie dem Dienst eine Adresse zum Prüfen. Es wurde nichts geändert.',
  'service.delete-them-first':
    'Löschen Sie sie erst aus dem Tresor: Ihre Geheimnisse sind nicht noch einmal zu bekommen. Es wurde nichts geändert.',
  'service.delete-them-first-from-the-trash-too':
    'Löschen Sie sie erst aus dem Tresor und seinem Papierkorb: Ihre Geheimnisse sind nicht noch einmal zu bekommen. Es wurde nichts geändert.',
  'service.does-not-exist-any-more': 'Diesen Dienst gibt es nicht mehr.',
  'service.ended-on-a-persons-word':
    'Auf das Wort eines Menschen: Es gibt nichts, womit er sich prüfen ließe.',
  'service.enter-the-address-alone':
    'Geben Sie die Adresse allein ein; der Schlüssel gehört in sein eigenes Feld. Es wurde nichts gesendet.',
  'service.entered-as-imported': '{service}: importiert.',
  'service.entered-as-replacing': '{service}: tritt an die Stelle von {redacted}.',
  'service.entered-by-hand': '{service}: von Hand gespeichert.',
  'service.example-of-a-prefix': 'Zum Beispiel Bearer und ein Leerzeichen. Es wurde nichts geändert.',
  'service.examples-of-addresses':
    'Zum Beispiel https://ai.example.com oder http://localhost:8080. Es wurde nichts gesendet.',
  'service.examples-of-headers': 'Zum Beispiel Authorization oder X-Api-Key. Es wurde nichts geändert.',
  'service.give-it-an-address-to-test-at':
    'Geben Sie dem Dienst in den Einstellungen eine Adresse, an der seine Schlüssel geprüft werden. Es wurde nichts gesendet.',
  'service.in-the-command': 'Es wurde nichts geändert. Im Befehl: augno-vault provider {action} KEY.',
  'service.is-connected-with-an-admin-key':
    'Konten von {service} werden mit einem Admin-Schlüssel verbunden.',
  'service.is-not-known-to-this-version':
    'Diese Fassung von Augno Vault kennt den Dienst dieses Schlüssels nicht.',
  'service.key-of-another-kind': 'Dieser Schlüssel ist von anderer Art als der, den er ersetzt.',
  'service.key-was-replaced-already': 'Dieser Schlüssel wurde schon ersetzt.',
  'service.kind-api-key': 'API-Schlüssel',
  'service.kind-key': 'Schlüssel',
  'service.kind-router-admin': 'Admin-Schlüssel des Routers',
  'service.kind-router-api': 'API-Schlüssel des Routers',
  'service.kind-router-tools': 'Werkzeugschlüssel des Routers',
  'service.kind-team': 'Teamschlüssel',
  'service.kind-user': 'Schlüssel einer Person',
  'service.look-that-key-up':
    'Sehen Sie jenen Schlüssel in der Liste nach. Legen Sie für das Erneuern erst einen neuen Schlüssel beim Dienst an. Es wurde nichts gespeichert.',
  'service.make-one-of-the-same-kind':
    'Erstellen Sie einen derselben Art, oder speichern Sie ihn als eigenen Schlüssel. Es wurde nichts gespeichert.',
  'service.named-at': '{name} unter {address}',
  'service.no-header-for-a-key': 'Das ist kein Name eines Headers, der einen Schlüssel tragen kann.',
  'service.none': 'keine',
  'service.not-a-beginning-to-look-for': 'Nach diesem Anfang kann die Suche nicht suchen.',
  'service.not-encrypted-in-a-network':
    'Nicht verschlüsselt: Wer im selben Netz ist, kann den Schlüssel unterwegs lesen. Nehmen Sie https://, wenn es geht.',
  'service.not-encrypted-on-this-computer':
    'Nicht verschlüsselt. Das ist in Ordnung, solange der Dienst auf diesem Computer läuft.',
  'service.not-with-a-key-of-another-service': 'Das geht mit einem Schlüssel eines anderen Dienstes nicht.',
  'service.nothing-to-see-it-refused-with':
    'Es gibt nichts, womit sich dieser Schlüssel prüfen ließe; niemand kann also sehen, dass er abgelehnt wird.',
  'service.nothing-to-test-it-with': 'Es gibt nichts, womit sich dieser Schlüssel prüfen ließe.',
  'service.nothing-to-test-the-old-key-with': 'Es gibt nichts, womit sich der alte Schlüssel prüfen ließe.',
  'service.only-in-this-vault': 'Name, Inhaber oder Daten in diesem Tresor; der Dienst erfährt nichts davon.',
  'service.open-them-yourself': 'Öffnen Sie sie selbst, in dem Browser, den Sie dafür nehmen.',
  'service.pages-are-not-known': 'Der Tresor kennt die Seiten von „{name}“ nicht.',
  'service.paste-the-secret-of-this-key':
    'Fügen Sie das Geheimnis dieses Schlüssels ein. Es wurde nichts gespeichert oder gesendet.',
  'service.paste-the-whole-key':
    'Fügen Sie den ganzen Schlüssel ein, so wie er beim Erstellen gezeigt wurde.',
  'service.prefix-must-be-plain': 'Was vor dem Schlüssel steht, müssen einfache Zeichen sein.',
  'service.rotate-the-key-that-replaced-it':
    'Erneuern Sie den Schlüssel, der an seine Stelle trat. Es wurde nichts gespeichert.',
  'service.secret-is-here-already': 'Dieses Geheimnis ist oder war schon im Tresor.',
  'service.secret-is-here-already-as': 'Dieses Geheimnis ist oder war schon im Tresor, als „{name}“.',
  'service.secret-is-of-no-use': 'Nutzlos geworden; die Suche kennt ihn weiterhin.',
  'service.seen-refused': 'Vom Dienst abgelehnt gesehen.',
  'service.still-has-keys':
    '„{name}“ hat noch {count, plural, one {einen Schlüssel} other {# Schlüssel}} in diesem Tresor.',
  'service.tells-no-use': '{name} sagt nicht, wofür seine Schlüssel verwendet werden.',
  'service.the-address-is-missing': 'Die Adresse fehlt.',
  'service.the-key-is-missing': 'Der Schlüssel fehlt.',
  'service.the-key-is-safe-a-newer-version':
    'Der Schlüssel ist sicher im Tresor. Eine neuere Fassung kennt ihn vielleicht. Es wurde nichts geändert.',
  'service.the-new-key-is-refused-too':
    'Der Dienst nimmt auch den neuen Schlüssel nicht an; über den alten ist damit nichts bekannt.',
  'service.try-again-when-it-answers':
    'Versuchen Sie es noch einmal, wenn der Dienst antwortet. Es wurde nichts geändert.',
  'service.use-connect-an-account':
    'Nehmen Sie „Ein Konto verbinden“ oder augno-vault connect. Es wurde nichts geändert.',
  'service.use-https':
    'Nehmen Sie die Adresse mit https://. Einfaches http:// geht nur auf diesem Rechner und in privaten Netzen. Es wurde nichts gesendet.',
  'service.what-a-beginning-is':
    'Er ist, womit alle Schlüssel des Dienstes beginnen, 3 bis 20 Buchstaben, Ziffern, _ . oder -, und auch dieser Schlüssel muss damit beginnen. Es wurde nichts gespeichert.',
  'service.works-until-deleted-there':
    'Der neue Schlüssel ist gespeichert. Dieser gilt, bis er beim Dienst gelöscht ist.',
} as const;
