/** The domain: keys, findings, files, guides; in German. */
export const keys1German = {
  'keys.a-drill-is-practised-in-a-sandbox': 'Geübt wird in einer Sandbox, nicht mit Produktionsschlüsseln.',
  'keys.a-key-of-this-list-is-being': 'Ein Schlüssel dieser Liste ist gerade an der Reihe.',
  'keys.a-person-confirmed-the-secret-from-the': 'Ein Mensch hat das Geheimnis aus der Datei bestätigt.',
  'keys.alias-has-mosttags-tags-already-which-is':
    '„{alias}“ hat schon {mostTags} Schlagwörter, mehr geht nicht.',
  'keys.alias-notes-tags-or-places-in-this':
    'Anzeigename, Notizen, Schlagwörter oder Orte in diesem Tresor; der Dienst erfährt davon nichts.',
  'keys.another-copy-of-the-vault-kept-it':
    'Eine andere Kopie des Tresors hat ihn behalten: Er und sein Geheimnis bleiben.',
  'keys.another-view-is-named-name': 'Eine andere Ansicht heißt schon „{name}“.',
  'keys.back-from-the-trash': 'Zurück aus dem Papierkorb.',
  'keys.batch-begun': '{kind}: {count, plural, one {# Schlüssel} other {# Schlüssel}}.',
  'keys.batch-ended': '{kind}: {done} erledigt, {failed} fehlgeschlagen, {skipped} ausgelassen.',
  'keys.change-their-words-or-their-order-and':
    'Ändern Sie ihre Worte oder ihre Reihenfolge und fügen Sie eigene hinzu. Es wurde nichts gesichert.',
  'keys.choose-a-file-that-was-saved-with':
    'Wählen Sie eine Datei, die mit „Als Datei sichern…“ gesichert wurde. Es wurde nichts geändert.',
  'keys.choose-another-name-nothing-was-changed': 'Wählen Sie einen anderen Namen. Es wurde nichts geändert.',
  'keys.connect-an-account-first-augno-vault-connect':
    'Verbinden Sie zuerst ein Konto: augno-vault connect --url URL.',
  'keys.count-keys': '{count, plural, one {# Schlüssel} other {# Schlüssel}}.',
  'keys.decide-about-each-of-them-what-is': 'Entscheiden Sie über jeden davon. Was entschieden ist, bleibt.',
  'keys.delete-it-at-the-service-and-let':
    'Löschen Sie ihn beim Dienst und lassen Sie den Tresor erst sehen, dass er abgelehnt wird. Es wurde nichts geändert.',
  'keys.deleted-for-good-from-the-trash': 'Endgültig aus dem Papierkorb gelöscht.',
  'keys.file-has-changed-since-its-lines-were': '{file} hat sich geändert, seit die Zeilen gezeigt wurden.',
  'keys.file-is-a-symbolic-link': '{file} ist ein symbolischer Link.',
  'keys.file-is-not-a-text-file': '{file} ist keine Textdatei.',
  'keys.file-is-read-only': '{file} ist schreibgeschützt.',
  'keys.file-is-tracked-by-git-a-secret':
    '{file} wird von Git verfolgt: Ein Geheimnis darin stünde im nächsten Commit.',
  'keys.git-does-not-ignore-file-yet-a':
    'Git ignoriert {file} noch nicht: Ein Geheimnis darin könnte versehentlich in einen Commit geraten.',
  'keys.gone-elsewhere': 'Der Server listet ihn nicht mehr auf.',
  'keys.guide-ended': '{kind}, {outcome}: {done} von {count} Schritten.',
  'keys.ignoring-a-finding-needs-a-reason': 'Einen Fund zu ignorieren braucht einen Grund.',
  'keys.in-name-stand-more-than-mostkeys-keys': 'In {name} stehen mehr als {mostKeys} Schlüssel.',
  'keys.it-is-looked-into-in-the-background':
    'Das wird im Hintergrund geklärt. Es wurde nichts noch einmal gesendet; machen Sie in einer Minute weiter.',
  'keys.it-is-shown-once-when-the-key':
    'Es wird einmal gezeigt, wenn der Schlüssel entsteht, und hier vernichtet, sobald der Schlüssel abgelehnt wurde. Fügen Sie das Geheimnis hinzu, wenn Sie es haben, oder erneuern Sie den Schlüssel.',
  'keys.it-may-belong-to-another-connection-see':
    'Er gehört vielleicht zu einer anderen Verbindung; siehe `augno-vault keys list`.',
  'keys.it-was-not-used-test-the-key':
    'Es wurde nicht verwendet. Testen Sie den Schlüssel, oder bestätigen Sie, dass das Geheimnis Ihres ist: in der App beim Schlüssel, oder mit augno-vault keys confirm.',
  'keys.it-was-restored-or-its-30-days':
    'Er wurde zurückgeholt, oder seine 30 Tage waren um. Es wurde nichts geändert.',
  'keys.its-30-days-in-the-trash-were': 'Seine 30 Tage im Papierkorb waren um.',
  'keys.length-keys-have-no-decision-yet': 'Über {length} Schlüssel ist noch nicht entschieden.',
  'keys.line-line-of-file-holds-a-reference':
    'Zeile {line} von {file} enthält einen Verweis, der keinen Schlüssel nennt.',
  'keys.line-unreadable-of-file-is-not-name': 'Zeile {unreadable} von {file} ist nicht NAME=value.',
  'keys.name-one-by-its-id-or-narrow':
    'Nennen Sie einen mit seiner Kennung, oder grenzen Sie mit --connection ein: {shown}{more}. Es wurde nichts getan.',
  'keys.no-api-key-stands-in-name': 'In {name} steht kein API-Schlüssel.',
  'keys.no-key-is-named-wanted-and-none':
    'Kein Schlüssel heißt „{wanted}“, und keiner hat diese Kennung oder endet so.',
  'keys.nothing-was-begun': 'Es wurde nichts begonnen.',
  'keys.nothing-was-begun-choose-a-sandbox-account':
    'Es wurde nichts begonnen. Wählen Sie ein Sandbox-Konto; die App bringt ein eigenes mit.',
  'keys.nothing-was-begun-synchronise-and-look-again':
    'Es wurde nichts begonnen. Gleichen Sie ab und sehen Sie noch einmal nach.',
  'keys.nothing-was-changed-add-it-again-if':
    'Es wurde nichts geändert. Fügen Sie ihn wieder hinzu, wenn er es soll.',
  'keys.nothing-was-changed-and-the-key-stays':
    'Es wurde nichts geändert, und der Schlüssel bleibt im Papierkorb. Verbinden Sie das Konto wieder, oder fügen Sie den Dienst hinzu.',
  'keys.nothing-was-changed-copies-are-kept-for':
    'Es wurde nichts geändert. Kopien werden 30 Tage aufbewahrt.',
  'keys.nothing-was-changed-delete-the-file-by':
    'Es wurde nichts geändert. Löschen Sie die Datei von Hand, wenn sie nicht gebraucht wird.',
  'keys.name-was-revoked-but-the-list-could':
    '„{name}“ wurde widerrufen, aber die Liste der Schlüssel konnte es nicht vermerken. {message}',
  'keys.name-was-rotated-but-the-list-could':
    '„{name}“ wurde erneuert und das neue Geheimnis gespeichert, aber die Liste der Schlüssel konnte es nicht vermerken. {message}',
  'keys.nothing-was-changed-look-at-the-list':
    'Es wurde nichts geändert. Sehen Sie die Liste an und wählen Sie neu.',
  'keys.nothing-was-imported-a-key-counts-when':
    'Es wurde nichts importiert. Ein Schlüssel zählt, wenn alle Zeichen da sind und seine Prüfsumme stimmt.',
  'keys.nothing-was-imported-split-the-file-and':
    'Es wurde nichts importiert. Teilen Sie die Datei und importieren Sie einen Teil nach dem anderen.',
  'keys.nothing-was-made-make-a-role-first':
    'Es wurde nichts angelegt. Legen Sie erst eine Rolle an, oder nehmen Sie die Sandbox, die mit der App kommt.',
  'keys.nothing-was-written': 'Es wurde nichts geschrieben.',
  'keys.nothing-was-written-add-the-line-relative':
    'Es wurde nichts geschrieben. Fügen Sie zuerst der .gitignore von {root} die Zeile {relative} hinzu, und versuchen Sie es dann noch einmal.',
  'keys.nothing-was-written-change-it-with-the':
    'Es wurde nichts geschrieben. Ändern Sie sie mit dem Programm, zu dem sie gehört.',
  'keys.nothing-was-written-change-it-with-your':
    'Es wurde nichts geschrieben. Ändern Sie sie mit Ihrem Editor.',
  'keys.nothing-was-written-choose-a-file-outside':
    'Es wurde nichts geschrieben. Wählen Sie eine Datei außerhalb des Tresorordners.',
  'keys.nothing-was-written-correct-the-template-or':
    'Es wurde nichts geschrieben. Berichtigen Sie die Vorlage, oder geben Sie der Ausgabe einen Namen, der nicht auf .env endet.',
  'keys.nothing-was-written-enter-the-whole-path':
    'Es wurde nichts geschrieben. Geben Sie den ganzen Pfad ein, von der Wurzel des Datenträgers an.',
  'keys.nothing-was-written-give-it-to-the':
    'Es wurde nichts geschrieben. Übergeben Sie es dem Programm unmittelbar: mit „Ausführen…“ oder mit augno-vault run.',
  'keys.nothing-was-written-it-came-from-the':
    'Es wurde nichts geschrieben. Es kam in dieser Form vom Server oder aus einer Datei; rotieren Sie den Schlüssel, um einen echten zu erhalten.',
  'keys.nothing-was-written-it-may-have-been':
    'Es wurde nichts geschrieben. Sie wurde vielleicht verschoben; prüfen Sie den Pfad.',
  'keys.nothing-was-written-let-the-program-read':
    'Es wurde nichts geschrieben. Lassen Sie das Programm stattdessen eine Variable lesen, und setzen Sie den Schlüssel in eine .env-Datei, die Git ignoriert, oder starten Sie das Programm mit augno-vault run.',
  'keys.nothing-was-written-links-are-not-followed':
    'Es wurde nichts geschrieben: Links wird nicht gefolgt. Nennen Sie die Datei, zu der er führt.',
  'keys.nothing-was-written-look-at-the-lines':
    'Es wurde nichts geschrieben. Sehen Sie die Zeilen noch einmal an und entscheiden Sie dann.',
  'keys.nothing-was-written-make-the-file-writable':
    'Es wurde nichts geschrieben. Heben Sie den Schreibschutz auf, wenn Sie die Datei ändern dürfen, oder ändern Sie sie dort, wo sie herkommt.',
  'keys.nothing-was-written-only-ordinary-files-are':
    'Es wurde nichts geschrieben. Nur gewöhnliche Dateien werden geändert.',
  'keys.nothing-was-written-put-it-into-a':
    'Es wurde nichts geschrieben. Setzen Sie es in eine .env- oder JSON-Datei, oder übergeben Sie es dem Programm mit augno-vault run.',
  'keys.nothing-was-written-replacing-it-would-part':
    'Es wurde nichts geschrieben: Das Ersetzen würde die beiden trennen. Ändern Sie sie mit Ihrem Editor.',
  'keys.nothing-was-written-such-a-file-counts':
    'Es wurde nichts geschrieben: Eine solche Datei gilt als verfolgt. Prüfen Sie, dass git installiert und das Repository heil ist, oder setzen Sie den Schlüssel in eine .env-Datei außerhalb davon.',
  'keys.nothing-was-written-wait-until-nothing-else':
    'Es wurde nichts geschrieben. Warten Sie, bis nichts anderes mehr hineinschreibt, und versuchen Sie es dann noch einmal.',
  'keys.path-has-changed-since-it-was-made': '{path} hat sich geändert, seit es angelegt wurde.',
  'keys.place-history-of-commit': '{root}: Historie von {commit}',
  'keys.place-in-the-history': '{place} (in der Historie)',
  'keys.place-message-of-commit': '{root}: Nachricht von {commit}',
  'keys.place-not-there-any-more': '{place}: nicht mehr da, und der Schlüssel ist tot.',
  'keys.place-unknown-commit': 'einem unbekannten Commit',
  'keys.place-until': '{place}, bis {until}',
  'keys.production-of-these-are-production-keys': '{production} davon sind Produktionsschlüssel.',
  'keys.put-it-off-until-tomorrow-or-for':
    'Schieben Sie es bis morgen oder um eine Woche auf. Es wurde nichts geändert.',
  'keys.put-off-no-longer': '{kind}, nicht mehr',
  'keys.put-off-until': '{kind}, bis {until}',
  'keys.put-off-until-it-changes': '{kind}, bis es sich ändert',
  'keys.remove-one-of-them-first-or-leave':
    'Entfernen Sie erst eines davon oder lassen Sie diesen Schlüssel weg. Es wurde nichts geändert.',
  'keys.resolved-has-a-second-name-a-hard': '{resolved} hat einen zweiten Namen (einen harten Link).',
  'keys.resolved-is-larger-than-4-mib': '{resolved} ist größer als 4 MiB.',
  'keys.resolved-is-not-an-ordinary-file': '{resolved} ist keine gewöhnliche Datei.',
  'keys.review-ended': 'behalten {keep}, erneuern {rotate}, einschränken {narrow}, widerrufen {revoke}.',
  'keys.revocation-scheduled-elsewhere': 'Sein Widerruf wurde anderswo geplant.',
  'keys.revoke-it-first-or-wait-until-it':
    'Revoke it first, or wait until it has expired. {name} selbst löscht nie einen Schlüssel.',
  'keys.revoked-elsewhere': 'Er wurde anderswo widerrufen.',
  'keys.scan-again-to-see-what-is-there':
    'Suchen Sie noch einmal, um zu sehen, was da ist. Es wurde nichts geändert.',
  'keys.scanned': '{roots}: {found, plural, one {# Fund} other {# Funde}}, davon {opened} neu.',
  'keys.scanned-in-part':
    '{roots}: {found, plural, one {# Fund} other {# Funde}}, davon {opened} neu; nicht alles ließ sich lesen.',
  'keys.see-augno-vault-keys-list': 'Siehe `augno-vault keys list`.',
  'keys.shown-cant-be-read-or-written-code': '{shown} lässt sich nicht lesen oder schreiben ({code}).',
  'keys.shown-was-written-and-has-changed-since':
    '{shown} wurde geschrieben und seitdem von etwas anderem geändert.',
  'keys.shown-was-written-but-the-disk-did':
    '{shown} wurde geschrieben, aber der Datenträger hat es nicht bestätigt.',
  'keys.some-of-these-keys-are-not-here':
    'Manche dieser Schlüssel gibt es hier nicht mehr, oder sie gehören zu einem anderen Dienst.',
  'keys.steps-of-the-leak-response': 'Schritte der Leck-Anleitung.',
  'keys.steps-of-the-leak-response-as-delivered': 'Schritte der Leck-Anleitung: wie ausgeliefert.',
  'keys.tag-tag-added': 'Schlagwort „{tag}“ hinzugefügt.',
  'keys.tag-tag-removed': 'Schlagwort „{tag}“ entfernt.',
  'keys.taken-back': 'zurückgenommen',
  'keys.the-activity-as-format': 'Die Aktivität, als {format}.',
  'keys.the-api-accepted-the-secret-from-the': 'Die API hat das Geheimnis aus der Datei angenommen.',
  'keys.the-file-grew-while-it-was-read': 'Die Datei wuchs, während sie gelesen wurde.',
  'keys.the-file-is-as-it-was-check':
    'Die Datei ist, wie sie war. Prüfen Sie Datenträger und Rechte und versuchen Sie es noch einmal.',
  'keys.the-file-is-as-it-was-free':
    'Die Datei ist, wie sie war. Schaffen Sie Platz und versuchen Sie es noch einmal.',
  'keys.the-key-or-the-account-that-this':
    'Den Schlüssel oder das Konto, um die es geht, gibt es hier nicht mehr.',
  'keys.the-old-key-is-not-in-file': 'Der alte Schlüssel steht nicht mehr in {file}.',
  'keys.the-sealed-copy-of-this-file-is': 'Die versiegelte Kopie dieser Datei wird nicht mehr aufbewahrt.',
  'keys.the-secret-of-alias-came-from-a':
    'Das Geheimnis von „{alias}“ kam aus einer Datei, und noch nichts hat es bestätigt.',
  'keys.the-steps-that-come-with-the-app': 'Die mitgelieferten Schritte lassen sich nicht weglassen.',
  'keys.the-tag-is-empty': 'Das Schlagwort ist leer.',
  'keys.the-view-needs-a-name': 'Die Ansicht braucht einen Namen.',
  'keys.there-is-no-connection-wanted': 'Eine Verbindung „{wanted}“ gibt es nicht.',
  'keys.there-is-no-file-shown': 'Es gibt keine Datei {shown}.',
  'keys.there-is-no-key-that-works-so': 'Kein Schlüssel gilt, es gibt also nichts zu prüfen.',
  'keys.there-is-no-room-left-to-write': 'Es ist kein Platz mehr, um {shown} zu schreiben.',
  'keys.this-account-has-no-role-that-a':
    'Dieses Konto hat keine Rolle, die ein Übungsschlüssel haben könnte.',
  'keys.this-does-harm-every-day-that-it':
    'Das schadet mit jedem Tag, den es wartet; es lässt sich deshalb nur für eine Zeit aufschieben.',
  'keys.this-file-holds-no-steps-of-a': 'Diese Datei enthält keine Schritte für die Reaktion auf ein Leck.',
  'keys.this-finding-is-not-in-the-vault': 'Dieser Fund ist nicht mehr im Tresor.',
  'keys.this-guide-is-not-in-the-vault': 'Diese Anleitung gibt es im Tresor nicht mehr.',
  'keys.this-is-a-file-of-the-vault': 'Das ist eine Datei des Tresors selbst.',
  'keys.this-is-no-drill': 'Das ist keine Übung.',
  'keys.this-is-not-the-full-path-of': 'Das ist nicht der ganze Pfad einer Datei.',
  'keys.this-is-not-the-name-of-a': 'Das ist kein Name einer Variablen.',
  'keys.this-is-settled-already': 'Das ist schon erledigt.',
  'keys.this-key-is-not-in-the-vault': 'Diesen Schlüssel gibt es im Tresor nicht mehr.',
  'keys.this-key-may-still-work-so-its':
    'Dieser Schlüssel gilt vielleicht noch, deshalb wird sein Eintrag nicht gelöscht.',
  'keys.this-list-of-keys-is-not-in': 'Diese Liste von Schlüsseln gibt es im Tresor nicht mehr.',
  'keys.this-record-is-not-in-the-trash': 'Dieser Eintrag liegt nicht mehr im Papierkorb.',
  'keys.this-replacement-is-not-in-the-vault': 'Diese Ersetzung ist nicht mehr im Tresor.',
  'keys.this-review-is-over-or-the-key': 'Diese Prüfung ist beendet, oder der Schlüssel gehört nicht dazu.',
  'keys.this-secret-has-characters-that-file-could':
    'Dieses Geheimnis hat Zeichen, die {file} für etwas anderes als Text halten könnte.',
} as const;
