/** The domain: keys, findings, files, guides; in German. */
export const keys2German = {
  'keys.care-as-it-is-now': 'Inhaber: {owner}. Zugang: {access}. Erneuerung: {policy}.',
  'keys.decided-keep': 'behalten',
  'keys.decided-narrow': 'einschränken',
  'keys.decided-revoke': 'widerrufen',
  'keys.decided-rotate': 'erneuern',
  'keys.every-days': 'alle {count} Tage',
  'keys.file-was-not-written': '{file}: nicht geschrieben, die Datei ist, wie sie war.',
  'keys.file-is-wide-text':
    '{file} ist Text in UTF-32, oder in UTF-16 ohne Byte Order Mark, der hier nicht gelesen wird.',
  'keys.nothing-was-written-save-it-as-utf-8':
    'Es wurde nichts geschrieben. Speichern Sie die Datei als UTF-8, und versuchen Sie es noch einmal.',
  'keys.shown-was-written-and-cant-be-read-back':
    '{shown} wurde geschrieben, und was darin jetzt steht, lässt sich nicht zurücklesen.',
  'keys.shown-was-written-and-lies-there-twice':
    '{shown} wurde geschrieben, und {temporary} daneben, worin dasselbe steht, lässt sich nicht entfernen.',
  'keys.remove-that-second-file':
    'Entfernen Sie diese zweite Datei: Sie enthält dasselbe, vielleicht einen Schlüssel. Prüfen Sie den Datenträger und die Rechte des Ordners.',
  'keys.guide-drill': 'Übung',
  'keys.guide-leak': 'Leck',
  'keys.guide-narrow': 'Einschränken',
  'keys.guide-step': '{guide}: {step}',
  'keys.imported': '{records} Einträge, {secrets} Geheimnisse',
  'keys.imported-asleep': '{records} Einträge, {secrets} Geheimnisse; schlafend: {from}',
  'keys.it-holds-the-new-text-now-and':
    'Die Datei enthält jetzt den neuen Text. Nach einem Stromausfall kann sie wieder sein, wie sie war: Sehen Sie dann nach. Prüfen Sie den Datenträger.',
  'keys.it-may-have-been-removed-with-its-key':
    'Es wurde vielleicht mit seinem Schlüssel oder seiner Verbindung entfernt.',
  'keys.look-at-what-the-file-holds-now':
    'Sehen Sie nach, was die Datei jetzt enthält, bevor Sie weitermachen.',
  'keys.no-policy': 'keine',
  'keys.nobody': 'niemand',
  'keys.nobody-else': 'sonst niemand',
  'keys.nothing-was-changed-its-sealed-copy-is':
    'Es wurde nichts geändert, und die versiegelte Kopie bleibt erhalten. Schließen Sie den Datenträger an, oder prüfen Sie die Rechte von Datei und Ordner, und versuchen Sie es dann noch einmal.',
  'keys.this-rotation-is-not-in-the-registry': 'Dieses Erneuern steht nicht im Verzeichnis.',
  'keys.this-secret-holds-characters-that-do-not':
    'Dieses Geheimnis enthält Zeichen, die nicht in eine Datei gehören.',
  'keys.this-view-is-not-in-the-vault': 'Diese Ansicht gibt es im Tresor nicht mehr.',
  'keys.to-the-trash':
    'Für {days} Tage in den Papierkorb dieses Tresors gelegt; {provider} behält seinen eigenen Eintrag.',
  'keys.to-the-trash-service':
    'Für {days} Tage in den Papierkorb dieses Tresors gelegt; der Dienst erfährt davon nichts.',
  'keys.type-a-tag-nothing-was-changed': 'Geben Sie ein Schlagwort ein. Es wurde nichts geändert.',
  'keys.type-production-to-confirm-nothing-was-changed':
    'Geben Sie zur Bestätigung {production} ein. Es wurde nichts geändert.',
  'keys.use-letters-digits-and-underscores-and-begin':
    'Nehmen Sie Buchstaben, Ziffern und Unterstriche, am Anfang einen Buchstaben. Es wurde nichts geschrieben.',
  'keys.wait-until-it-is-done': 'Warten Sie, bis er fertig ist.',
  'keys.wanted-could-be-length-keys': '„{wanted}“ könnten {length} Schlüssel sein.',
  'keys.watches-path': 'Überwacht {path}',
  'keys.watches-path-no-longer': 'Überwacht {path} nicht mehr',
  'keys.watches-path-schedule': 'Überwacht {path}: {schedule}',
  'keys.what-became-of-this-key-is-not': 'Was aus diesem Schlüssel wurde, ist noch nicht bekannt.',
  'keys.vault-was-restored-after-this-list-began':
    'Der Tresor wurde aus einer Sicherung wiederhergestellt, nachdem diese Liste begonnen wurde; was seither mit diesem Schlüssel geschah, ist hier nicht bekannt.',
  'keys.synchronise-look-at-this-key-and-begin-anew':
    'Diese Liste tut nichts mehr mit ihm. Synchronisieren Sie, sehen Sie sich den Schlüssel in der Liste an und beginnen Sie eine neue Liste mit dem, was übrig ist.',
  'keys.what-was-done-is-safe-continue':
    'Was getan ist, ist sicher. Machen Sie gleich weiter: Dieser Schlüssel wird zuerst angesehen, und nichts wird ein zweites Mal mit ihm getan.',
  'keys.what-is-kept-as-the-secret-of':
    'Was als Geheimnis dieses Schlüssels aufbewahrt wird, ist kein Schlüssel.',
  'keys.what-this-key-belongs-to-is-not': 'Wozu dieser Schlüssel gehört, das gibt es im Tresor nicht mehr.',
  'keys.what-was-shown-of-this-file-is': 'Was von dieser Datei gezeigt wurde, gilt nicht mehr.',
  'keys.whether-file-was-written-is-not-known':
    'Ob {file} geschrieben wurde, ist nicht bekannt: Die Datei lässt sich jetzt nicht lesen.',
  'keys.whether-git-tracks-file-could-not-be': 'Ob Git {file} verfolgt, ließ sich nicht feststellen.',
  'keys.write-down-why-it-is-no-danger':
    'Schreiben Sie auf, warum er keine Gefahr ist, für den, der ihn als Nächster ansieht. Es wurde nichts geändert.',
  'keys.write-scheme-and-then-the-keys-id':
    'Schreiben Sie {scheme} und dann die Kennung des Schlüssels oder seinen Namen, mit %20 für ein Leerzeichen. Es wurde nichts getan.',
  'keys.a-line-does-not-keep-file-out':
    'Eine Zeile in .gitignore hält {file} nicht aus dem heraus, was Git aufnimmt.',
  'keys.no-secret-was-written-choose-a-file':
    'Es wurde kein Geheimnis geschrieben. Wählen Sie eine Datei außerhalb des Repositorys, oder nehmen Sie den Schlüssel mit augno-vault run aus diesem Tresor.',
  'keys.it-is-not-proven-that-the-leak': 'Es ist nicht nachgewiesen, dass dieses Leck vorbei ist.',
  'keys.this-stays-open-see-what-remains':
    'Die Reaktion auf das Leck bleibt offen. Sehen Sie unter „Nachweisen, dass er weg ist“ nach, was übrig ist, und suchen Sie noch einmal.',
  'keys.git-ignores-file': '{file}: Git ignoriert sie',
  'keys.this-key-and-those-after-it-wait':
    'Dieser Schlüssel und die nach ihm warten, wie sie sind; die vor ihm sind fertig. Stellen Sie die Uhr dieses Computers, oder machen Sie weiter und stimmen Sie der des Servers zu.',
  'keys.the-service-holds-this-date':
    'Dieses Datum hält der Dienst selbst, und er hat keinen Aufruf, der es verschiebt.',
  'keys.this-vault-does-not-end-it-by-itself':
    'Dieser Tresor beendet den alten Schlüssel nicht mehr von selbst: Er wartet auf Sie.',
  'keys.the-old-key-has-ended': 'Der alte Schlüssel ist beendet oder wird gerade beendet.',
  'keys.an-overlap-is-30-days-at-most': 'Eine Überlappung endet spätestens in 30 Tagen.',
  'keys.the-end-stays-as-it-was': 'Das Ende des alten Schlüssels bleibt, wie es war.',
  'keys.its-overlap-ends-at': 'Seine Überlappung wurde verlängert; er endet {at}',
} as const;
