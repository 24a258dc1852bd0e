/** What the vault says of itself, its copies, backups and transfers; in German. */
export const vault1German = {
  'vault.a-journal-beside-it-names-another-file': 'ein Journal daneben nennt eine andere Datei',
  'vault.a-new-keys-secret-is-kept-aside':
    'Das Geheimnis eines neuen Schlüssels ist verwahrt und noch nicht im Tresor; deshalb wurde der Tresorschlüssel nicht gewechselt.',
  'vault.a-record-has-an-unexpected-form': 'ein Eintrag hat eine unerwartete Form',
  'vault.a-record-of-the-collection-name-has': 'ein Eintrag der Sammlung „{name}“ hat eine unerwartete Form',
  'vault.a-record-was-altered-moved-or-put':
    'ein Eintrag wurde verändert, verschoben oder auf eine ältere Fassung zurückgesetzt',
  'vault.a-row-holds-something-else-than-its': 'eine Zeile enthält etwas anderes, als ihre Tabelle erlaubt',
  'vault.a-secret-cannot-be-opened-so-the':
    'ein Geheimnis lässt sich nicht öffnen, deshalb wurde der Tresorschlüssel nicht gewechselt',
  'vault.a-secret-that-its-index-names-is': 'ein Geheimnis, das sein Verzeichnis nennt, fehlt',
  'vault.a-secret-was-altered': 'ein Geheimnis wurde verändert',
  'vault.a-vault-that-was-there-before-is':
    'Ein Tresor, der vorher dort war, liegt daneben im Ordner „backups“. Prüfen Sie den Datenträger, und entsperren Sie dann den Tresor.',
  'vault.after-failed-tries-the-vault-can-be':
    'Nach fehlgeschlagenen Versuchen lässt sich der Tresor erst in {time} wieder öffnen.',
  'vault.an-empty-secret-cannot-be-stored': 'Ein leeres Geheimnis lässt sich nicht speichern.',
  'vault.another-password': 'Ein anderes Passwort.',
  'vault.another-process-has-the-vault-open-in':
    'Ein anderer Prozess hat den Tresor so geöffnet, dass dieser nicht hineinkommt.',
  'vault.another-process-is-writing-to-the-vault': 'Ein anderes Programm schreibt gerade in den Tresor.',
  'vault.another-program-replaced-the-vaults-file-while':
    'Ein anderes Programm hat die Datei des Tresors ersetzt, während er offen war.',
  'vault.chosen-between-the-secrets-of-two-copies':
    'Zwischen den Geheimnissen zweier Kopien gewählt; das andere ist vernichtet.',
  'vault.chosen-between-two-copies-field': 'Zwischen zwei Kopien gewählt: {field}.',
  'vault.entered-later': 'Nachgetragen, weil der Tresor sich damals nicht beschreiben ließ {tag}',
  'vault.entries-of-its-audit-log-are-missing': 'Einträge seines Protokolls fehlen',
  'vault.entry-first-of-the-log-of-another':
    'Eintrag {first} des Protokolls einer anderen Kopie folgt nicht auf den davor',
  'vault.entry-sequence-of-its-audit-log-does':
    'Eintrag {sequence} seines Protokolls folgt nicht auf den davor',
  'vault.entry-sequence-of-its-audit-log-was': 'Eintrag {sequence} seines Protokolls wurde verändert',
  'vault.everything-saved-before-is-safe-check-owner':
    'Alles vorher Gespeicherte ist sicher. Prüfen Sie Eigentümer und Rechte des Ordners (0700) und seiner Dateien (0600) und dass der Datenträger nicht schreibgeschützt ist.',
  'vault.everything-saved-before-is-safe-check-the':
    'Alles vorher Gespeicherte ist sicher. Prüfen Sie den Datenträger, seinen freien Platz und seine Verbindung und versuchen Sie es dann noch einmal.',
  'vault.everything-saved-before-is-safe-the-last':
    'Alles vorher Gespeicherte ist sicher, die letzte Änderung wurde zurückgenommen. Schaffen Sie Platz und tun Sie es noch einmal.',
  'vault.everything-saved-is-safe-unlock-it-and':
    'Alles Gespeicherte ist sicher. Entsperren Sie ihn und versuchen Sie es noch einmal.',
  'vault.everything-saved-is-safe-unlock-the-vault':
    'Alles Gespeicherte ist sicher. Entsperren Sie den Tresor neu: Er wurde nur aus einer Kopie gelesen.',
  'vault.everything-saved-is-safe-unlock-the-vault-2':
    'Alles Gespeicherte ist sicher. Entsperren Sie den Tresor noch einmal mit dem Hauptpasswort.',
  'vault.everything-saved-is-safe-unlock-with-the':
    'Alles Gespeicherte ist sicher. Entsperren Sie mit dem Hauptpasswort; dann lässt sich das schnelle Entsperren wieder einschalten.',
  'vault.everything-saved-is-safe-unlock-with-the-2':
    'Alles Gespeicherte ist sicher. Entsperren Sie einmal mit dem Hauptpasswort; danach wirkt das schnelle Entsperren wieder.',
  'vault.failed-tries':
    '{failed, plural, one {# fehlgeschlagener Versuch} other {# fehlgeschlagene Versuche}}, der letzte um {lastAt}',
  'vault.file-is-a-folder-a-pipe-or':
    '{file} ist ein Ordner, eine Pipe oder ein Gerät; darum wurde der Tresor nicht geöffnet.',
  'vault.file-lies-beside-the-open-vault':
    '{file} liegt neben dem offenen Tresor: Ein Schreibvorgang endete mittendrin, oder ein anderes Programm hat es dort abgelegt.',
  'vault.file-was-written-but-the-disk-did':
    '{file} wurde geschrieben, aber der Datenträger hat den Namen nicht bestätigt.',
  'vault.finished-after-an-interruption': 'nach einer Unterbrechung beendet',
  'vault.format-version-brought-to-schemaversion': 'Format {version} auf {schemaVersion} gebracht',
  'vault.gap-lost':
    'Eine Lücke in diesem Protokoll: {missing} Einträge aus der Zeit, in der sich der Tresor nicht beschreiben ließ, sind verloren. {tag}',
  'vault.gap-unreadable':
    'Eine Lücke in diesem Protokoll: Einträge aus der Zeit, in der sich der Tresor nicht beschreiben ließ, bis {until}, lassen sich nicht lesen. {tag}',
  'vault.if-the-file-or-a-backup-of':
    'Wurde die Datei oder eine Sicherung davon vielleicht kopiert, machen Sie einen neuen Tresorschlüssel, und erneuern Sie die Schlüssel darin.',
  'vault.if-you-put-an-older-copy-there':
    'Wenn Sie selbst eine ältere Kopie dorthin gelegt haben, machen Sie weiter und gleichen Sie ab; sonst hat jemand die Datei ersetzt: Prüfen Sie Verlauf und Schlüssel, bevor Sie sich auf sie verlassen.',
  'vault.it-holds-log-entries-of-other-copies':
    'er enthält Protokolleinträge anderer Kopien, die er nicht enthalten sollte',
  'vault.it-holds-rows-of-secrets-that-it':
    'er enthält Zeilen von Geheimnissen, die er nicht enthalten sollte',
  'vault.it-was-not-touched-choose-another-folder': 'Sie wurde nicht angerührt. Wählen Sie etwas anderes.',
  'vault.it-was-not-touched-give-the-backup':
    'Sie wurde nicht angerührt. Geben Sie der Sicherung einen anderen Namen.',
  'vault.it-was-not-touched-unlock-it-or':
    'Sie wurde nicht angerührt. Entsperren Sie ihn oder wählen Sie einen anderen Ordner.',
  'vault.it-was-not-touched-unlock-it-or-2':
    'Sie wurde nicht angerührt. Entsperren Sie ihn; oder lassen Sie ihn durch die Kopie ersetzen: augno-vault restore --from-copies --use DATUM --replace, das ihn bei den Sicherungen behält.',
  'vault.it-was-not-touched-update-augno-vault':
    'Sie wurde nicht angerührt. Aktualisieren Sie Augno Vault und öffnen Sie ihn noch einmal.',
  'vault.it-was-not-tried-and-nothing-was':
    'Es wurde nicht versucht, und es wurde nichts geändert. Sichern Sie es als einfaches UTF-8 ohne Marke. Ein Tresor, den Version 0.1 mit einem solchen Passwort anlegte, wird einmal mit „augno-vault change-password --password-bytes“ geöffnet, das ihm ein anderes gibt.',
  'vault.it-was-not-used-and-nothing-more':
    'Es wurde nicht verwendet, und es wird nichts mehr geschrieben. Entsperren Sie neu: Was dort liegt, wird zuerst geprüft und beiseitegelegt, wenn es nicht dazugehört.',
  'vault.it-was-not-used-and-the-vault':
    'Es wurde nicht verwendet, und der Tresor ist ohne es vollständig. Löschen Sie es, wenn Sie nichts vermissen.',
  'vault.its-database-file-cannot-be-read': 'seine Datenbankdatei lässt sich nicht lesen',
  'vault.its-database-file-does-not-have-the': 'seine Datenbankdatei hat nicht die erwarteten Tabellen',
  'vault.its-file-is-cut-off': 'seine Datei ist abgeschnitten',
  'vault.its-file-is-larger-than-any-vault': 'seine Datei ist größer als die irgendeines Tresors',
  'vault.its-format-number-was-altered': 'die Nummer seines Formats wurde verändert',
  'vault.its-header-has-an-unexpected-form': 'sein Kopf hat eine unerwartete Form',
  'vault.its-header-has-other-key-slots-than': 'sein Kopf hat andere Schlüsselfächer, als ein Tresor sie hat',
  'vault.its-header-is-missing': 'sein Kopf fehlt',
  'vault.its-header-is-no-json': 'sein Kopf ist kein JSON',
  'vault.its-header-key-slots-and-parameters-does':
    'sein Kopf (Schlüsselfächer und Parameter) passt nicht zu seiner Prüfsumme',
  'vault.its-header-key-slots-and-parameters-was':
    'sein Kopf (Schlüsselfächer und Parameter) wurde verändert',
  'vault.its-manifest-has-an-unexpected-form': 'sein Verzeichnis hat eine unerwartete Form',
  'vault.its-manifest-is-missing': 'sein Verzeichnis fehlt',
  'vault.its-manifest-was-altered': 'sein Verzeichnis wurde verändert',
  'vault.its-tables-are-not-the-expected-ones': 'seine Tabellen sind nicht die erwarteten',
  'vault.nothing-is-lost-fold-the-other-file':
    'Es ist nichts verloren. Führen Sie die andere Datei ein (augno-vault merge FILE), oder arbeiten Sie mit dieser weiter.',
  'vault.nothing-more-is-written-put-the-file':
    'Es wird nichts mehr geschrieben. Legen Sie die Datei oder ihren Ordner zurück (vielleicht wurde ein Datenträger entfernt, oder ein Abgleich hat sie verschoben), und entsperren Sie dann neu.',
  'vault.nothing-more-is-written-to-it-go':
    'Es wird nichts mehr hineingeschrieben. Gehen Sie zu einer seiner automatischen Kopien zurück (augno-vault restore --from-copies, oder auf der Seite zum Entsperren), oder holen Sie eine Sicherung zurück.',
  'vault.nothing-was-changed-a-copy-opens-with':
    'Es wurde nichts geändert. Eine Kopie öffnet sich mit dem Hauptpasswort oder dem Wiederherstellungsschlüssel, die der Tresor hatte, als sie gemacht wurde.',
  'vault.nothing-was-changed-a-part-of-this':
    'Es wurde nichts geändert. Ein Teil dieses Pfads ist eine Datei, führt im Kreis oder lässt sich nicht anlegen; wählen Sie einen anderen Ort.',
  'vault.nothing-was-changed-add-it-or-rotate':
    'Es wurde nichts geändert. Fügen Sie es hinzu, oder erneuern Sie den Schlüssel.',
  'vault.nothing-was-changed-and-no-failed-try':
    'Es wurde nichts geändert, und kein Fehlversuch wurde gezählt. Nehmen Sie die Leerzeichen weg, auch in der Datei, aus der es kommt.',
  'vault.nothing-was-changed-and-no-new-vault':
    'Es wurde nichts geändert und kein neuer Tresor angelegt. Liegt er auf einem anderen Datenträger, schließen Sie diesen an. Haben Sie ihn verschoben, nennen Sie den neuen Ordner mit --vault.',
  'vault.nothing-was-changed-and-the-vaults-own':
    'Es wurde nichts geändert, und die Datei des Tresors selbst wurde nicht berührt. Räumen Sie weg, was dort liegt, und entsperren Sie dann noch einmal.',
  'vault.nothing-was-changed-ask-for-another-copy':
    'Es wurde nichts geändert. Erbitten Sie ein anderes Exemplar davon.',
  'vault.nothing-was-changed-check-keyboard-layout-and':
    'Es wurde nichts geändert. Prüfen Sie Tastaturbelegung und Feststelltaste und versuchen Sie es noch einmal.',
  'vault.nothing-was-changed-check-keyboard-layout-and-2':
    'Es wurde nichts geändert. Prüfen Sie Tastaturbelegung und Feststelltaste; der nächste Versuch geht in {time}.',
  'vault.nothing-was-changed-choose-a-password-of':
    'Es wurde nichts geändert. Wählen Sie ein Passwort von 1 bis 4096 Bytes; mehrere Wörter sind gut.',
  'vault.nothing-was-changed-choose-another-file': 'Es wurde nichts geändert. Wählen Sie etwas anderes.',
  'vault.nothing-was-changed-choose-the-other-copy':
    'Es wurde nichts geändert. Wählen Sie die andere Kopie des Tresors.',
  'vault.nothing-was-changed-export-what-you-need':
    'Es wurde nichts geändert. Exportieren Sie, was Sie daraus brauchen, und importieren Sie es hier.',
  'vault.nothing-was-changed-fold-in-another-copy':
    'Es wurde nichts geändert. Führen Sie eine andere Kopie zusammen, oder exportieren Sie dort, was Sie brauchen, und importieren Sie es hier.',
  'vault.nothing-was-changed-go-back-to-one':
    'Es wurde nichts geändert. Gehen Sie zu einer von ihnen zurück: auf der Seite zum Entsperren oder mit augno-vault restore --from-copies.',
  'vault.nothing-was-changed-it-is-the-master':
    'Es wurde nichts geändert. Gemeint ist das Hauptpasswort, das jene Kopie hatte.',
  'vault.nothing-was-changed-it-is-the-password':
    'Es wurde nichts geändert. Es ist das Passwort, das beim Sichern vergeben wurde.',
  'vault.nothing-was-changed-it-must-have-1': 'Es wurde nichts geändert. Es muss 1 bis 1024 Bytes haben.',
  'vault.nothing-was-changed-it-was-chosen-already':
    'Es wurde nichts geändert. Es wurde schon gewählt, oder den Eintrag gibt es nicht mehr.',
  'vault.nothing-was-changed-list-the-copies-again':
    'Es wurde nichts geändert. Lassen Sie die Kopien noch einmal zeigen und wählen Sie eine andere.',
  'vault.nothing-was-changed-lock-the-vault-and':
    'Es wurde nichts geändert. Sperren Sie den Tresor und entsperren Sie ihn wieder: Dann wird das Geheimnis aufgenommen. Wechseln Sie danach den Tresorschlüssel.',
  'vault.nothing-was-changed-make-folder-and-files':
    'Es wurde nichts geändert. Machen Sie Ordner und Dateien für diesen Benutzer beschreibbar (0700 und 0600), oder kopieren Sie den Ordner dorthin, wo er es ist.',
  'vault.nothing-was-changed-make-one-augno-vault':
    'Es wurde nichts geändert. Legen Sie einen an (augno-vault create-vault), oder nennen Sie den richtigen Ordner mit --vault.',
  'vault.nothing-was-changed-no-vault-of-this':
    'Es wurde nichts geändert. Kein Tresor dieser App schreibt eine solche Datei; fragen Sie, woher sie kommt.',
  'vault.nothing-was-changed-run-the-command-with':
    'Es wurde nichts geändert. Führen Sie den Befehl mit einem neueren Node aus.',
  'vault.nothing-was-changed-somebody-may-have-made':
    'Es wurde nichts geändert. Vielleicht hat sie jemand gemacht, um etwas in Ihren Tresor zu bringen: Löschen Sie sie.',
  'vault.nothing-was-changed-take-another-copy-of':
    'Es wurde nichts geändert. Nehmen Sie ein anderes Exemplar davon oder eine ältere Sicherung.',
  'vault.nothing-was-changed-type-the-password-of':
    'Es wurde nichts geändert. Geben Sie das Passwort jener Kopie ein.',
  'vault.nothing-was-changed-update-augno-vault-and':
    'Es wurde nichts geändert. Aktualisieren Sie Augno Vault, und versuchen Sie es noch einmal.',
  'vault.nothing-was-changed-use-1-to-100': 'Es wurde nichts geändert. Nehmen Sie 1 bis 100 Zeichen.',
  'vault.nothing-was-changed-use-augno-vault-restore':
    'Es wurde nichts geändert. Nehmen Sie dafür augno-vault restore.',
  'vault.nothing-was-changed-wait-for-it-to':
    'Es wurde nichts geändert. Warten Sie, bis er endet; ist es eine ältere Version von Augno Vault, beenden Sie diese und versuchen Sie es noch einmal.',
  'vault.nothing-was-changed-wait-for-it-to-2':
    'Es wurde nichts geändert. Warten Sie, bis es fertig ist (eine Sicherung, ein Schlüsselwechsel), und versuchen Sie es dann noch einmal. Hat sonst nichts den Tresor offen, gibt sein Datenträger (ein Netzlaufwerk?) keine Sperren: Kopieren Sie den Ordner des Tresors auf einen anderen.',
  'vault.nothing-was-changed-wait-that-long-then':
    'Es wurde nichts geändert. Warten Sie so lange und versuchen Sie es dann noch einmal.',
  'vault.nothing-was-imported-export-it-as-utf':
    'Es wurde nichts importiert. Exportieren Sie sie als UTF-8-Text, und versuchen Sie es noch einmal.',
  'vault.nothing-was-imported-split-it-or-export':
    'Es wurde nichts importiert. Teilen Sie sie, oder exportieren Sie weniger Einträge.',
  'vault.nothing-was-made-use-1-to-100': 'Es wurde nichts angelegt. Nehmen Sie 1 bis 100 Zeichen.',
  'vault.nothing-was-tried-it-has-six-groups':
    'Es wurde nichts versucht. Er hat sechs Gruppen aus sechs Buchstaben und Ziffern; vergleichen Sie jede mit dem gedruckten Blatt.',
  'vault.nothing-was-written-choose-one': 'Es wurde nichts geschrieben. Wählen Sie eines.',
  'vault.others-may-reach-its-folder':
    'Andere Benutzer dieses Computers kommen vielleicht an den Ordner des Tresors: Das Laufwerk führt keine Zugriffslisten, oder den Ordner gab es schon.',
  'vault.others-may-reach-its-folder-hint':
    'Lesen können sie ihn nicht, aber löschen. Verschieben Sie ihn in Ihren Benutzerordner, oder erlauben Sie ihn nur Ihrem Konto.',
  'vault.other-users-can-write-to-its-folder':
    'Andere Benutzer dieses Computers können in den Ordner des Tresors schreiben: {folder}.',
  'vault.other-users-of-this-computer-could-reach':
    'Andere Benutzer dieses Computers konnten an Dateien des Tresors: {names}.',
  'vault.reading-or-writing-the-vault-in-folder':
    'Der Tresor in {folder} ließ sich nicht lesen oder schreiben.',
  'vault.records-are-missing-or-were-put-back':
    'Einträge fehlen oder wurden auf eine ältere Fassung zurückgesetzt',
  'vault.seconds': '{count, plural, one {# Sekunde} other {# Sekunden}}',
  'vault.that-backup-is-damaged-or-cut-off': 'Diese Sicherung ist beschädigt oder abgeschnitten.',
  'vault.that-backup-was-written-by-a-newer': 'Diese Sicherung wurde von einer neueren Version geschrieben.',
  'vault.that-collection-cannot-be-stored': 'Diese Sammlung lässt sich nicht speichern.',
  'vault.that-copy-counts-writes-that-no-vault':
    'Jene Kopie zählt Schreibvorgänge, die kein Tresor gehabt haben kann; sie ist also beschädigt oder gemacht, um diesen auszustechen.',
  'vault.that-export-has-an-unexpected-form': 'Dieser Export hat eine unerwartete Form.',
  'vault.that-export-has-more-than-mostlines-entries': 'Dieser Export hat mehr als {mostLines} Einträge.',
  'vault.that-file-has-the-name-of-this':
    'Diese Datei trägt den Namen dieses Tresors, entstand aber nicht aus ihm.',
  'vault.that-file-is-a-backup-not-an': 'Diese Datei ist eine Sicherung, kein Export.',
  'vault.that-file-is-a-backup-with-a': 'Diese Datei ist eine Sicherung mit eigenem Passwort.',
  'vault.that-file-is-another-vault-not-another':
    'Diese Datei ist ein anderer Tresor und keine Kopie von diesem.',
  'vault.that-file-is-larger-than-5-mb': 'Diese Datei ist größer als 5 MB.',
  'vault.that-file-is-no-text': 'Diese Datei ist kein Text.',
  'vault.that-file-is-not-a-backup-of': 'Diese Datei ist keine Sicherung von Augno Vault.',
  'vault.that-file-is-this-vault-itself': 'Diese Datei ist dieser Tresor selbst.',
  'vault.that-id-cannot-be-stored': 'Diese Kennung lässt sich nicht speichern.',
  'vault.that-is-no-file': 'Das ist keine Datei.',
  'vault.that-name-cannot-be-used': 'Dieser Name geht nicht.',
  'vault.that-password-does-not-open-the-backup':
    'Dieses Passwort öffnet die Sicherung nicht, oder ihr Anfang ist beschädigt.',
} as const;
