/** Connected accounts and what is asked of them; in German. */
export const account2German = {
  'account.given-up-effect-not-known': 'Es wurde aufgegeben; ob es etwas bewirkte, ist nicht bekannt.',
  'account.given-up-without-effect': 'Es hatte nichts bewirkt und wurde aufgegeben.',
  'account.the-old-key-of-a-rotation-as': 'Der alte Schlüssel einer Erneuerung, wie geplant.',
  'account.the-operation-stays-open-and-a-copy':
    'Entsperren Sie den Tresor und synchronisieren Sie innerhalb von 29 Tagen: Steht der Vorgang noch darin, gibt der Server das Geheimnis noch einmal heraus. Es liegt außerdem versiegelt in {file}; nur eine Kopie des Tresors von vor dem Wechsel seines Schlüssels nimmt das auf. Tun Sie es vorher nicht noch einmal.',
  'account.the-role-needs-a-name': 'Die Rolle braucht einen Namen.',
  'account.the-secret-is-in-the-file-that':
    'Das Geheimnis liegt in der Datei, die offen war. Tun Sie es nicht noch einmal.',
  'account.the-secret-is-not-lost-it-is':
    'Das Geheimnis ist nicht verloren: Es liegt versiegelt in {file}. Das nächste Entsperren dieses Tresors nimmt es auf. Tun Sie es nicht noch einmal.',
  'account.the-secret-of-name-was-lost':
    '„{name}“ wurde {done}, aber die Antwort mit dem neuen Geheimnis ging verloren, und der Server gibt es nicht noch einmal.',
  'account.the-secret-of-name-which-had-been': 'Das verwahrte Geheimnis von „{name}“ ist jetzt im Tresor.',
  'account.the-secret-of-this-key-is-held': 'Das Geheimnis dieses Schlüssels ist schon hier.',
  'account.the-server-accepts-it-but-does-not':
    'Der Server nimmt es an, sagt aber nicht, welcher seiner Schlüssel es ist.',
  'account.the-server-accepts-this-key-but-does':
    'Der Server nimmt diesen Schlüssel an, führt ihn aber nicht unter den Schlüsseln seines Kontos.',
  'account.the-server-does-not-know-permissions': 'Der Server kennt {permissions} nicht.',
  'account.the-server-lists-it-again': 'Der Server listet ihn wieder auf.',
  'account.the-server-says-that-it-is-a':
    'Der Server sagt, es sei ein Schlüssel, dessen eigenes Geheimnis im Tresor ist oder war.',
  'account.the-server-sent-it-in-place-of':
    'Der Server hat es anstelle eines Schlüssels geschickt. Es wurde nichts kopiert oder weitergegeben. Erneuern Sie den Schlüssel oder legen Sie einen anderen an.',
  'account.the-server-sent-something-that-is-not':
    'Der Server hat etwas geschickt, das nicht der verlangte Schlüssel ist.',
  'account.the-server-takes-this-key-for-another':
    'Der Server hält diesen Schlüssel für einen anderen, dessen Geheimnis im Tresor ist oder war.',
  'account.the-service-needs-a-name': 'Der Dienst braucht einen Namen.',
  'account.the-whole-key-was-shown-once-when':
    'Der ganze Schlüssel wurde einmal gezeigt, als er erstellt wurde. Ist er verloren, erstellen Sie einen anderen. {notSent}',
  'account.they-were-not-touched-look-at-the':
    'Sie wurden nicht angerührt. Sehen Sie im Ordner des Tresors nach, und legen Sie woanders hin, was nicht dorthin gehört.',
  'account.this-account-is-connected-already-as-name': 'Dieses Konto ist schon verbunden, als „{name}“.',
  'account.this-connection-does-not-exist-any-more': 'Diese Verbindung gibt es nicht mehr.',
  'account.this-date-has-passed-so-the-key': 'Dieses Datum ist vorbei, der Schlüssel wäre also sofort tot.',
  'account.this-is-a-key-of-sent-and':
    'Dies ist ein Schlüssel von {sent}, und „{name}“ ist ein Konto von {own}.',
  'account.this-is-a-mode-key-but-the':
    'Dies ist ein Schlüssel der Art „{mode}“, die Verbindung gehört aber zu einem Konto der Art „{mode2}“.',
  'account.this-is-a-production-key': 'Das ist ein Produktionsschlüssel',
  'account.this-is-a-production-key-and-its':
    'Das ist ein Produktionsschlüssel, und sein Geheimnis wird vernichtet',
  'account.this-is-an-augno-key': 'Das ist ein Augno-Schlüssel.',
  'account.this-is-another-key-redacted-instead-of':
    'Das ist ein anderer Schlüssel: {redacted} statt {redacted2}.',
  'account.this-is-no-secret-api-key': 'Das ist kein geheimer API-Schlüssel.',
  'account.this-is-not-a-date': 'Das ist kein Datum.',
  'account.this-is-not-a-whole-key-of':
    'Das ist kein vollständiger Schlüssel eines Routers: Auf seinen Anfang folgen 43 Zeichen.',
  'account.this-is-not-an-augno-api-key': 'Das ist kein Augno-API-Schlüssel.',
  'account.this-is-not-an-auxot-api-key': 'Das ist kein Auxot-API-Schlüssel.',
  'account.this-is-not-kept-apart-any-more': 'Dies liegt nicht mehr beiseite.',
  'account.this-is-the-masked-form-of-a':
    'Das ist die maskierte Form eines Schlüssels (mit Sternchen), nicht der Schlüssel selbst.',
  'account.this-key-belongs-to-another-account-than':
    'Dieser Schlüssel gehört zu einem anderen Konto als die Verbindung „{name}“.',
  'account.this-key-has-expired-and-its-replacement':
    'Dieser Schlüssel ist abgelaufen, und sein Nachfolger würde das Datum erben.',
  'account.this-key-has-too-few-or-too': 'Dieser Schlüssel hat zu wenige oder zu viele Zeichen.',
  'account.this-key-holds-characters-that-no-key':
    'Dieser Schlüssel enthält Zeichen, die kein Schlüssel hat.',
  'account.this-key-is-neither-a-test-key': 'Das ist weder ein Test- noch ein Produktionsschlüssel.',
  'account.this-key-is-not-in-the-registry': 'Dieser Schlüssel ist nicht im Verzeichnis.',
  'account.this-key-is-revoked-already-so-it':
    'Dieser Schlüssel ist schon widerrufen und lässt sich nicht erneuern.',
  'account.this-key-is-too-short-to-be': 'Dieser Schlüssel ist zu kurz, um vollständig zu sein.',
  'account.this-key-still-works-so-its-record':
    'Dieser Schlüssel gilt noch, deshalb wird sein Eintrag nicht gelöscht.',
  'account.this-key-works-but-it-is-no':
    'Dieser Schlüssel gilt, gehört aber keinem Admin: Seine Rolle darf keine API-Schlüssel verwalten.',
  'account.this-keys-checksum-is-wrong-a-character':
    'Die Prüfsumme dieses Schlüssels ist falsch: Ein Zeichen wurde geändert oder fehlt.',
  'account.this-keys-secret-is-not-held-here':
    'Das Geheimnis dieses Schlüssels ist nicht hier verwahrt, er lässt sich also nicht prüfen.',
  'account.this-keys-secret-is-not-held-here-2': 'Das Geheimnis dieses Schlüssels ist nicht hier verwahrt.',
  'account.this-secret-is-stored-with-another-key':
    'Dieses Geheimnis ist schon bei einem anderen Schlüssel verwahrt.',
  'account.this-server-lists-keys-of-the-connection':
    'Dieser Server listet Schlüssel der Verbindung „{name}“ auf, die eine andere Adresse hat.',
  'account.this-value-holds-blanks-or-characters-that':
    'Dieser Wert enthält Leerzeichen oder Zeichen, die kein Header annimmt.',
  'account.to-give-that-connection-another-admin-key':
    'Um jener Verbindung einen anderen Admin-Schlüssel zu geben, reparieren Sie sie. Es wurde nichts gespeichert.',
  'account.try-again-in-a-moment-if-it':
    'Versuchen Sie es gleich noch einmal; bleibt es so, nehmen Sie einen anderen Admin-Schlüssel des Kontos. Es wurde nichts gespeichert.',
  'account.try-again-in-a-moment-it-stays':
    'Versuchen Sie es gleich noch einmal. Es bleibt beiseite; es wurde nichts geändert.',
  'account.type-the-keys-name-exactly-name-nothing':
    'Geben Sie den Namen des Schlüssels genau ein: {name}. Es wurde nichts geändert.',
  'account.use-an-admin-key-of-the-same':
    'Nehmen Sie einen Admin-Schlüssel desselben Kontos oder legen Sie eine neue Verbindung an. Es wurde nichts gespeichert.',
  'account.use-an-admin-key-of-the-same-2':
    'Nehmen Sie einen Admin-Schlüssel desselben Kontos oder legen Sie eine neue Verbindung an. Er wurde nirgendwohin gesendet.',
  'account.wait-until-it-is-done-and-look':
    'Warten Sie, bis es fertig ist, und sehen Sie noch einmal nach. Hier wurde nichts geändert.',
  'account.what-a-file-brought-about-this-key':
    'Was eine Datei zu diesem Schlüssel mitbrachte, steht jetzt bei ihm.',
  'account.what-answers-at-this-address-has-no':
    'Was unter dieser Adresse antwortet, hat keine API-Schlüssel zu verwalten.',
  'account.what-is-in-the-vault-is-unchanged':
    'Was im Tresor ist, ist unverändert. Versuchen Sie es später noch einmal; bleibt es dabei, fragen Sie, wer diesen Server betreibt.',
  'account.what-is-in-the-vault-is-unchanged-2':
    'Was im Tresor ist, ist unverändert. Prüfen Sie die Adresse der Verbindung; ein ehrlicher Server tut das nicht.',
  'account.what-is-stored-as-the-secret-of':
    'Was als Geheimnis dieses Schlüssels gespeichert ist, ist kein Schlüssel.',
  'account.what-message': '{what} {message}',
  'account.what-was-read-until-then-is-kept':
    'Was bis dahin gelesen war, bleibt, und nichts ist verloren. In einigen Minuten wird es wieder versucht.',
  'account.what-was-sent-has-not-the-form':
    'Was geschickt wurde, hat nicht die Form eines Schlüssels und wird nicht als einer verwendet.',
  'account.what-was-sent-holds-characters-that-no':
    'Was geschickt wurde, enthält Zeichen, die keine Anfrage tragen kann; es lässt sich nicht prüfen.',
  'account.whether-name-was-what-is-not-known': 'Ob „{name}“ {done} wurde, ist noch nicht bekannt.{why}',
  'account.whether-this-key-was-created-is-not':
    'Ob dieser Schlüssel angelegt wurde, ist noch nicht bekannt.',
  'account.why-so-its-name-has-to-be': '{why}, deshalb muss der Name bestätigt werden.',
  'account.with-length-keys-and-their-secrets-the':
    'Mit {length} Schlüsseln und ihren Geheimnissen. Das Konto selbst ist unverändert.',
  'account.no-request-asks-only-for-this-kind':
    'Keine Anfrage fragt nur, ob ein Schlüssel dieser Art ({kind}) angenommen wird.',
  'account.it-is-taken-where-workers-connect':
    'Er gilt dort, wo sich Arbeiter verbinden, und wer ihn dort zeigt, bekommt Arbeit zugeteilt. Es wurde nichts gesendet.',
  'account.confirm-that-you-replaced-it-there':
    'Bestätigen Sie, dass Sie ihn beim Dienst ersetzt haben. Es wurde nichts gesendet und nichts geändert.',
} as const;
