import type { protection as english } from '../en/protection.ts';

export const protection: Readonly<Record<keyof typeof english, string>> = {
  'protection.title': 'Sicherung und Wiederherstellung',
  'protection.asks': 'Nach dem Hauptpasswort wird in einem eigenen Fenster gefragt.',
  'protection.backup': 'Sicherung',
  'protection.backup-never': 'Es wurde noch keine Sicherungsdatei geschrieben.',
  'protection.backup-long-ago':
    'Die letzte Sicherungsdatei wurde vor längerer Zeit geschrieben, als das Protokoll hier zurückgelesen wird.',
  'protection.backup-last': 'Letzte Sicherungsdatei geschrieben',
  'protection.backup-action': 'Sichern…',
  'protection.automatic':
    '{count, plural, one {# automatische Kopie} other {# automatische Kopien}} auf diesem Computer, die neueste von',
  'protection.backup-password-title': 'Das Passwort der Sicherung öffnet diesen Tresor noch',
  'protection.backup-password-text':
    'Er wurde aus einer Sicherung wiederhergestellt. Ändern Sie das Hauptpasswort, dann öffnet ihn nur noch das neue.',
  'protection.recovery': 'Wiederherstellungsschlüssel',
  'protection.recovery-yes':
    'Ein Wiederherstellungsschlüssel öffnet diesen Tresor, wenn das Passwort verloren ist.',
  'protection.recovery-no': 'Es gibt keinen: Ohne das Passwort lässt sich dieser Tresor nicht öffnen.',
  'protection.recovery-new': 'Neuer Wiederherstellungsschlüssel…',
  'protection.recovery-remove': 'Entfernen…',
  'protection.drill': 'Probe der Wiederherstellung',
  'protection.drill-hint':
    'Zeigt, dass eine Sicherung und Ihr gedruckter Wiederherstellungsschlüssel genügen.',
  'protection.drill-last': 'Zuletzt bestanden',
  'protection.drill-action': 'Wiederherstellung proben…',
  'protection.vault-key': 'Tresorschlüssel',
  'protection.vault-key-hint':
    'Versiegelt alles neu. Für den Fall, dass jemand ein altes Passwort kennen und eine Kopie des Tresors haben könnte.',
  'protection.vault-key-action': 'Erneuern…',
  'protection.import': 'Geheimnisse aus einer Datei',
  'protection.import-hint': 'Aus .env-Dateien, CSV-Exporten von Passwortmanagern oder Notizen.',
  'protection.import-action': 'Importieren…',
  'protection.transfer': 'Schlüssel in einen anderen Tresor bringen',
  'protection.transfer-hint':
    'Eine verschlüsselte Datei mit Schlüsseln und ihren Geheimnissen, mit eigenem Passwort.',
  'protection.export-action': 'Exportieren…',
  'protection.import-export-action': 'Export importieren…',
  'protection.file': 'Datei',
  'protection.no-file': 'Keine Datei gewählt',
  'protection.choose-file': 'Wählen…',
  'protection.file-missing': 'Wählen Sie eine Datei.',

  'backup.title': 'Tresor sichern',
  'backup.text': 'Alles in diesem Tresor samt Geheimnissen, in einer verschlüsselten Datei.',
  'backup.submit': 'Sicherung schreiben',
  'backup.password-hint':
    'Die Sicherung öffnet sich allein mit dem Passwort, das Sie im nächsten Fenster wählen. Bewahren Sie die Datei nicht auf diesem Computer auf und das Passwort nicht bei der Datei.',
  'backup.done': 'Sicherung geschrieben',

  'export.title': 'Schlüssel exportieren',
  'export.text':
    'Konten, Schlüssel mit ihren Geheimnissen, Erneuerungen und Funde in einer verschlüsselten Datei, für einen anderen Tresor.',
  'export.submit': 'Export schreiben',
  'export.password-hint':
    'Wer die Datei und das Passwort hat, das Sie im nächsten Fenster wählen, hat die Geheimnisse. Geben Sie das Passwort auf einem anderen Weg weiter als die Datei.',
  'export.done': '{count, plural, one {# Geheimnis} other {# Geheimnisse}} exportiert',

  'export.left-out': 'Nicht im Export:',

  'import-export.title': 'Export importieren',
  'import-export.text': 'Fügt hinzu, was hier noch fehlt. Nichts, was hier ist, wird geändert.',
  'import-export.asks': 'Das Passwort des Exports wird in einem eigenen Fenster verlangt.',
  'import-export.look': 'Hineinsehen',
  'import-export.submit': 'Importieren',
  'import-export.preview':
    '{records, plural, one {# Eintrag} other {# Einträge}} und {secrets, plural, one {# Geheimnis} other {# Geheimnisse}} kämen hinzu.',
  'import-export.nothing-new': 'Alles in dieser Datei ist schon hier.',
  'import-export.skipped':
    '{count, plural, one {# Eintrag ist} other {# Einträge sind}} schon hier und {count, plural, one {bleibt, wie er ist} other {bleiben, wie sie sind}}.',
  'import-export.account':
    '{name} unter {address}: Dorthin wird nichts gesendet, bevor Sie die Adresse bestätigen.',
  'import-export.service': '{name} ({service})',
  'import-export.views': 'Ansichten der Liste: {names}',
  'import-export.trash': 'in den Papierkorb',
  'import-export.account-here': '{name} unter {address} ist schon hier und bleibt, wie es ist.',
  'import-export.second': 'ein zweites Geheimnis, das dafür aufgehoben wurde',
  'import-export.kept': 'Bleibt zurückgehalten und will angesehen werden: {names}',
  'import-export.refused': 'Nicht übernommen:',
  'import-export.refused-malformed': 'so schreibt es dieses Programm nicht',
  'import-export.refused-repeated': 'die Kennung steht in der Datei schon davor',
  'import-export.refused-no-account': 'das Konto dazu ist nicht in der Datei',
  'import-export.refused-not-its-secret':
    'der Schlüssel kommt ohne das Geheimnis in der Datei, das zu einem anderen Schlüssel gehört',
  'import-export.refused-secret-held':
    'der Schlüssel kommt ohne sein Geheimnis, das hier bei einem anderen Schlüssel liegt',
  'import-export.refused-second-secret':
    'ein zweites Geheimnis, das kein Schlüssel dieses Kontos oder Dienstes ist; es bleibt in der Datei',
  'import-export.refused-reserved': 'das darf eine Datei nicht mitbringen',
  'import-export.left-out': 'In der Datei, aber nicht übernommen:',
  'import-export.done': '{count, plural, one {# Geheimnis} other {# Geheimnisse}} importiert',

  'import.title': 'Geheimnisse aus einer Datei importieren',
  'import.text':
    'Die Datei wird auf diesem Computer gelesen und bleibt, wie sie ist. Ein Geheimnis wird gespeichert, wo ein verbundenes Konto seinen Schlüssel führt; ein Schlüssel eines anderen Dienstes kann dort hinzugefügt werden.',
  'import.submit':
    '{count, plural, =0 {Nichts zu speichern} one {# Geheimnis speichern} other {# Geheimnisse speichern}}',
  'import.preview': 'Was der Import täte',
  'import.line': 'Zeile',
  'import.in-file': 'In der Datei',
  'import.key': 'Schlüssel',
  'import.outcome': 'Ergebnis',
  'import.outcome-proven': 'Wird gespeichert: Dieser Tresor hatte es schon einmal',
  'import.outcome-unproven':
    'Wird gespeichert, unbewiesen: nicht benutzt, bevor die API es annahm oder Sie es bestätigen',
  'import.outcome-confirmed': 'Wird gespeichert und benutzt, auf Ihr Wort',
  'import.confirm-line': 'Das Geheimnis in Zeile {line} ist meines',
  'import.outcome-held': 'Ist schon da',
  'import.outcome-another-held': 'Ein anderes Geheimnis dieses Schlüssels ist da und bleibt',
  'import.outcome-other-key': 'Das Geheimnis eines anderen Schlüssels: Dieser ist bekannt und ein anderer',
  'import.outcome-several':
    'Andere Zeilen haben andere Geheimnisse für diesen Schlüssel: fügen Sie das richtige beim Schlüssel hinzu',
  'import.outcome-repeated': 'In der Datei mehrfach',
  'import.outcome-not-listed': 'Kein verbundenes Konto führt ihn',
  'import.outcome-ambiguous': 'Mehrere Schlüssel enden so: beim Schlüssel hinzufügen',
  'import.outcome-ended': 'Widerrufen oder abgelaufen: Er öffnet nichts mehr und wird nicht gespeichert',
  'import.outcome-other-service': 'Ein Schlüssel von {service}',
  'import.add-there': 'Unter {name} hinzufügen',
  'import.add-where': 'Dienst für den Schlüssel in Zeile {line}',
  'import.add-nowhere': 'Nicht hinzufügen',
  'import.service-first': 'Dieser Dienst ist noch nicht in diesem Tresor.',
  'import.add-service': 'Dienst hinzufügen…',
  'import.problem-not-secret': 'Kein geheimer Schlüssel, sondern eine andere Zeichenfolge des Dienstes',
  'import.problem-mode': 'Beschädigt: weder für Sandbox noch für Produktion',
  'import.problem-length': 'Beschädigt: Es fehlen Zeichen, oder es sind zu viele',
  'import.problem-characters': 'Beschädigt: Er hat Zeichen, die kein Schlüssel hat',
  'import.problem-masked': 'Mit Sternchen verdeckt: Das ist nicht der Schlüssel selbst',
  'import.problem-checksum': 'Beschädigt: Ein Zeichen ist falsch, sagt seine Prüfsumme',
  'import.outcome-unusable': 'Kein ganzer Schlüssel',
  'import.done':
    '{count, plural, one {# Geheimnis} other {# Geheimnisse}} gespeichert. Löschen Sie die Datei, wenn nichts sie mehr braucht.',

  'recovery.title': 'Neuer Wiederherstellungsschlüssel',
  'recovery.text':
    'Er tritt an die Stelle des bisherigen, sobald Sie sagen, dass Sie ihn haben. Bis dahin gilt der bisherige weiter.',
  'recovery.make': 'Schlüssel erzeugen',
  'recovery.old-useless': 'Frühere Wiederherstellungsschlüssel öffnen nichts mehr',
  'recovery.not-yet': 'Er öffnet den Tresor, sobald Sie sagen, dass Sie ihn haben',
  'recovery.until-then': 'Bis dahin gilt ein früherer Wiederherstellungsschlüssel weiter, danach nicht mehr.',
  'recovery.not-kept':
    'Der neue Wiederherstellungsschlüssel wurde nicht behalten. Werfen Sie ihn weg: Ein früherer gilt weiter.',
  'recovery.kept': 'Der Tresor öffnet sich mit dem neuen Wiederherstellungsschlüssel',
  'recovery.write-down':
    'Drucken Sie die Seite oder schreiben Sie den Schlüssel jetzt auf: Er wird nur dieses eine Mal gezeigt.',
  'recovery.later': 'Ich habe ihn aufgeschrieben',
  'recovery.confirm-asks':
    'Geben Sie ihn zur Bestätigung von Ihrem Papier in das Fenster ein, das sich öffnet.',
  'recovery.confirmed': 'Der Wiederherstellungsschlüssel stimmt',
  'recovery.remove-title': 'Wiederherstellungsschlüssel entfernen',
  'recovery.remove-text':
    'Der gedruckte Schlüssel öffnet von da an nichts mehr. Geht auch das Passwort verloren, ist dieser Tresor verloren.',
  'recovery.remove': 'Schlüssel entfernen',
  'recovery.removed': 'Der Wiederherstellungsschlüssel wurde entfernt',

  'kit.print': 'Notfallblatt drucken…',
  'kit.save': 'Als PDF speichern…',
  'kit.hint': 'Ein PDF enthält den Schlüssel: drucken, dann löschen.',
  'kit.saved': 'Gespeichert. Drucken Sie die Datei und löschen Sie sie dann.',

  'vault-key.title': 'Tresorschlüssel erneuern',
  'vault-key.text':
    'Jeder Eintrag und jedes Geheimnis wird neu versiegelt. Frühere Kopien öffnen mit einem alten Passwort nur, was in ihnen war.',
  'vault-key.submit': 'Tresorschlüssel erneuern',
  'vault-key.keep-backups': 'Automatische Kopien behalten, die sich mit dem alten Schlüssel öffnen',
  'vault-key.recovery-note':
    'Gibt es einen Wiederherstellungsschlüssel, bekommen Sie einen neuen. Früher geschriebene Sicherungsdateien bleiben, wie sie sind.',
  'vault-key.done':
    'Alles ist unter einem neuen Schlüssel versiegelt. {count, plural, =0 {Keine automatische Kopie wurde gelöscht.} one {# automatische Kopie unter dem alten Schlüssel wurde gelöscht.} other {# automatische Kopien unter dem alten Schlüssel wurden gelöscht.}}',
  'vault-key.keychain-removed':
    'Das Entsperren mit dem Schlüsselbund dieses Computers wurde ausgeschaltet. Schalten Sie es oben wieder ein.',

  'drill.title': 'Probe der Wiederherstellung',
  'drill.text':
    'Öffnet die Kopie einer Sicherung in einem privaten Ordner, liest jeden Eintrag und jedes Geheimnis und entfernt die Kopie. Ihr Tresor wird nicht angerührt.',
  'drill.submit': 'Probe beginnen',
  'drill.backup': 'Sicherung',
  'drill.automatic': 'Eine automatische Kopie',
  'drill.file': 'Eine Sicherungsdatei',
  'drill.which': 'Kopie von',
  'drill.asks':
    'Der Wiederherstellungsschlüssel von der gedruckten Seite und das Passwort einer Sicherungsdatei werden in einem eigenen Fenster verlangt.',
  'drill.passed': 'Diese Sicherung und dieser Wiederherstellungsschlüssel genügen',
  'drill.passed-text':
    '{records, plural, one {# Eintrag} other {# Einträge}} und {secrets, plural, one {# Geheimnis} other {# Geheimnisse}} ließen sich lesen.',
  'drill.failed': 'Diese Sicherung ist beschädigt. Schreiben Sie eine neue.',

  'restore.link': 'Sicherung wiederherstellen…',
  'restore.title': 'Sicherung wiederherstellen',
  'restore.text': 'Macht den Tresor dieses Ordners aus einer Sicherungsdatei.',
  'restore.submit': 'Wiederherstellen',
  'restore.password': 'Passwort der Sicherung',
  'restore.password-empty': 'Geben Sie ihr Passwort ein.',
  'restore.replace': 'Den Tresor ersetzen, der hier ist. Er bleibt bei den Sicherungen erhalten.',
  'restore.replace-needed':
    'In diesem Ordner ist ein Tresor. Setzen Sie das Häkchen, um ihn beiseitezulegen.',
  'restore.done': '„{name}“ ist wiederhergestellt',
  'restore.done-text':
    '{count, plural, one {# Geheimnis ist} other {# Geheimnisse sind}} zurück, auf dem Stand von',
  'restore.opens-with':
    'Er öffnet sich mit dem Hauptpasswort und dem Wiederherstellungsschlüssel von damals, und mit dem Passwort der Sicherung, bis Sie das Passwort ändern.',
  'restore.replaced': 'Der Tresor, der hier war, ist jetzt',
  'restore.to-unlock': 'Entsperren',

  'copies.link': 'Zu einer automatischen Kopie zurück…',
  'copies.title': 'Zu einer automatischen Kopie zurück',
  'copies.text':
    'Der Tresor legt Kopien von sich an. Sehen Sie sie an und proben Sie eine; nichts wird geändert, bis Sie eine einsetzen, und die jetzigen Dateien bleiben erhalten.',
  'copies.password': 'Hauptpasswort oder Wiederherstellungsschlüssel von damals',
  'copies.password-empty': 'Geben Sie das Hauptpasswort oder den Wiederherstellungsschlüssel ein.',
  'copies.list': 'Kopien zeigen',
  'copies.which': 'Kopie von',
  'copies.holds':
    '{keys, plural, one {# Schlüssel} other {# Schlüssel}}, {secrets, plural, one {# Geheimnis} other {# Geheimnisse}}',
  'copies.closed': 'Diese lassen sich nicht öffnen:',
  'copies.other-password': 'ein anderes Passwort',
  'copies.try': 'Proben',
  'copies.whole': 'Diese Kopie ist unversehrt',
  'copies.whole-text':
    'Alles darin ließ sich lesen: {keys, plural, one {# Schlüssel} other {# Schlüssel}}, {secrets, plural, one {# Geheimnis} other {# Geheimnisse}}. Es wurde nichts geändert.',
  'copies.damaged': 'Auch diese Kopie ist beschädigt. Wählen Sie eine andere.',
  'copies.use': 'Einsetzen',
  'copies.missing':
    'Was seither geändert wurde, fehlt: Gleichen Sie nach dem Entsperren ab und sehen Sie an, was in Ihren Konten neu ist.',
};
