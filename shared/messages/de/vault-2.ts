/** What the vault says of itself, its copies, backups and transfers; in German. */
export const vault2German = {
  'vault.another-copy-was-folded-in':
    'Eine andere Kopie wurde eingeführt: {added} Einträge und {secretsAdded} Geheimnisse hinzugefügt, {changed} geändert, {deleted} gelöscht, {differences} Unterschiede aufbewahrt, {proposals} Vorschläge, {refused} Einträge ausgelassen.',
  'vault.copies-that-open-with-the-old-key':
    'Selbsttätige Kopien, die sich mit dem alten Schlüssel öffnen, können noch da sein. Um sie zu beenden, entsperren Sie neu und erneuern Sie den Tresorschlüssel noch einmal.',
  'vault.everything-saved-is-safe-the-next-unlock':
    'Alles Gespeicherte ist sicher und öffnet sich wie bisher. Das nächste Entsperren nimmt den neuen Schlüssel in Gebrauch; ein Wiederherstellungsschlüssel muss dann neu gemacht werden.',
  'vault.from-a-backup-made-at': 'Aus einer Sicherung von {at}',
  'vault.from-the-automatic-copy-of': 'Aus der automatischen Kopie von {at}',
  'vault.it-had-been-sealed-without-a-keyring': 'er war ohne Schlüsselbund versiegelt',
  'vault.modes-narrowed': 'Rechte eingeschränkt: {names}',
  'vault.move-another-folder': 'Nichts wurde geändert. Wählen Sie einen anderen Ordner.',
  'vault.move-connect-the-disk':
    'Es wurde nichts geändert. Schließen Sie den Datenträger des neuen Orts an und beginnen Sie noch einmal. Ist er für immer fort, löschen Sie den Ordner {mark}: Dann gilt der Tresor in {from}, wie er vor dem Verschieben war.',
  'vault.move-cut-off-and-not-there':
    'Der Tresor wurde von {from} nach {to} verschoben, als das abbrach, und der neue Ort ist nicht da.',
  'vault.move-into-itself': '{folder} liegt im Ordner des Tresors oder umgekehrt.',
  'vault.move-is-a-link':
    '{file} ist eine Verknüpfung oder keine Datei; mit allem, was dazugehört, lässt sich der Tresor so nicht verlegen.',
  'vault.move-is-not-the-same': 'Die Kopie {file} ist nicht, was kopiert werden sollte.',
  'vault.move-is-taken': '{folder} gibt es schon.',
  'vault.move-link-hint':
    'Nichts wurde geändert. Legen Sie die Datei selbst an die Stelle der Verknüpfung, oder verlegen Sie, wohin sie führt.',
  'vault.move-open-it-once':
    'Nichts wurde geändert. Entsperren und sperren Sie den Tresor einmal, und verlegen Sie ihn dann.',
  'vault.move-something-beside': 'Neben der Datei des Tresors liegt, was ein Absturz hinterlassen hat.',
  'vault.passwords-of-earlier-backups-removed':
    '{count, plural, one {# Passwort} other {# Passwörter}} früherer Sicherungen entfernt',
  'vault.recovery-key-removed': 'Wiederherstellungsschlüssel entfernt',
  'vault.sealed-anew-as-the-system-asked': 'neu versiegelt, wie das System es verlangte',
  'vault.that-password-does-not-open-the-copy': 'Dieses Passwort öffnet die Kopie nicht.',
  'vault.that-password-does-not-open-the-other': 'Dieses Passwort öffnet die andere Kopie nicht.',
  'vault.that-password-does-not-open-the-vault': 'Dieses Passwort öffnet den Tresor nicht.',
  'vault.that-recovery-key-does-not-open-the': 'Dieser Wiederherstellungsschlüssel öffnet den Tresor nicht.',
  'vault.that-recovery-key-has-a-typing-error':
    'Dieser Wiederherstellungsschlüssel enthält einen Tippfehler.',
  'vault.that-secret-is-not-held-in-this': 'Dieses Geheimnis liegt nicht in diesem Tresor.',
  'vault.the-backup-has-an-unexpected-form': 'die Sicherung hat eine unerwartete Form',
  'vault.the-backup-holds-it-in-a-damaged': 'die Sicherung enthält ihn in beschädigtem Zustand ({problem})',
  'vault.the-backup-password-is-empty': 'Das Passwort der Sicherung ist leer.',
  'vault.the-backup-was-put-in-place-but':
    'Die Sicherung wurde eingesetzt, aber der Datenträger hat es nicht bestätigt.',
  'vault.the-copy-holds-it-in-a-damaged': 'die Kopie enthält ihn in beschädigtem Zustand ({problem})',
  'vault.the-daily-backup-could-not-be-made':
    'Die tägliche Sicherung ließ sich nicht anlegen: {backupProblem}',
  'vault.the-database-file-is-damaged': 'Die Datenbankdatei ist in ihrem Aufbau beschädigt: {problem}',
  'vault.the-disk-that-holds-folder-is-full': 'Der Datenträger mit {folder} ist voll.',
  'vault.the-end-of-its-audit-log-is': 'das Ende seines Protokolls fehlt oder wurde verändert',
  'vault.the-end-of-its-audit-log-is-2': 'das Ende seines Protokolls fehlt',
  'vault.the-end-of-the-log-of-another': 'das Ende des Protokolls einer anderen Kopie fehlt',
  'vault.the-exports-password-is-empty': 'Das Passwort des Exports ist leer.',
  'vault.the-file-file-is-not-a-vault': 'Die Datei {file} ist kein Tresor dieses Programms.',
  'vault.the-file-is-there-and-whole-after':
    'Die Datei ist da und vollständig. Nach einem Stromausfall kann sie fehlen: Sehen Sie dann nach, oder schreiben Sie eine weitere auf einen Datenträger, der funktioniert.',
  'vault.the-folder-was-left-as-it-is':
    'Darin liegt auch anderes, deshalb wurden die Rechte des Ordners nicht geändert. Die Dateien des Tresors selbst sind nur für Sie, aber andere können sie wegnehmen. Nehmen Sie dem Ordner dieses Recht, oder legen Sie den Tresor in einen eigenen Ordner.',
  'vault.the-index-of-its-secrets-has-an': 'das Verzeichnis seiner Geheimnisse hat eine unerwartete Form',
  'vault.the-key-of-an-unfinished-key-rotation':
    'der Schlüssel eines unvollendeten Schlüsselwechsels lässt sich nicht lesen',
  'vault.the-master-password-and-that-of-the':
    'Das Hauptpasswort und das der zuletzt wiederhergestellten Sicherung öffnen ihn weiterhin. Ändern Sie das Passwort, um letzteres zu beenden.',
  'vault.the-master-password-and-the-one-you':
    'Das Hauptpasswort und das eben eingegebene öffnen ihn weiterhin. Ändern Sie das Passwort, um letzteres zu beenden.',
  'vault.the-master-password-has-not-been-typed': 'Das Hauptpasswort wurde seit 14 Tagen nicht eingegeben.',
  'vault.the-new-vault-key-is-not-in-use-yet':
    'Der neue Tresorschlüssel ist gemacht und noch nicht in Gebrauch. {message}',
  'vault.the-password-begins-with-a-byte-order':
    'Das Passwort beginnt mit einer Byte-Reihenfolge-Marke, wie manche Editoren und PowerShell sie schreiben.',
  'vault.the-password-has-blanks-at-its-end':
    'Das Passwort endet mit Leerzeichen und öffnet den Tresor ohne sie.',
  'vault.the-password-is-empty': 'Das Passwort ist leer.',
  'vault.the-password-is-in-utf-16-as':
    'Das Passwort ist in UTF-16, wie manche Editoren und PowerShell Dateien schreiben.',
  'vault.the-password-is-no-text-in-utf': 'Das Passwort ist kein Text in UTF-8.',
  'vault.the-password-is-too-long': 'Das Passwort ist zu lang.',
  'vault.the-password-was-not-used-the-file':
    'Das Passwort wurde nicht verwendet. Die Datei wurde von jemandem geändert oder beschädigt: Holen Sie eine Sicherung zurück.',
  'vault.the-row-of-a-secret-is-missing':
    'die Zeile eines Geheimnisses fehlt oder wurde auf eine ältere Fassung zurückgesetzt',
  'vault.the-systems-keychain-does-not-open-this':
    'Der Schlüsselbund des Systems öffnet diesen Tresor nicht.',
  'vault.the-vault-asks-for-a-password-derivation':
    'Der Tresor verlangt eine Ableitung des Passworts, die diesen Rechner überfordern würde.',
  'vault.the-vault-asks-for-a-weaker-password':
    'Der Tresor verlangt eine schwächere Ableitung des Passworts, als dieses Programm annimmt.',
  'vault.the-vault-can-be-written-again': 'Der Tresor lässt sich wieder beschreiben.',
  'vault.the-vault-file-was-replaced-by-an':
    'Die Datei des Tresors wurde durch eine ältere Kopie ersetzt, während er offen war.',
  'vault.the-vault-folder-folder-cannot-be-written': 'Der Tresorordner {folder} ist nicht beschreibbar.',
  'vault.the-vault-has-a-new-key-but':
    'Der Tresor hat einen neuen Schlüssel, aber was dazugehört, wurde nicht fertig. {message}',
  'vault.the-vault-in-folder-cannot-be-opened': 'Den Tresor in {folder} kann dieser Benutzer nicht öffnen.',
  'vault.the-vault-in-folder-is-not-damaged':
    'Der Tresor in {folder} ist nicht beschädigt, soweit dieses Passwort es zeigt.',
  'vault.the-vault-is-damaged-what': 'Der Tresor ist beschädigt: {what}.',
  'vault.the-vault-key-was-rotated-or-the':
    'Der Tresorschlüssel wurde gewechselt oder der Tresor zurückgeholt, von einem anderen Programm.',
  'vault.the-vault-needs-node-22-14-or': 'Der Tresor braucht Node 22.14 oder neuer; dies ist {version}.',
  'vault.the-vault-of-folder-is-missing-automatic':
    'Der Tresor von {folder} fehlt; automatische Kopien von ihm sind da.',
  'vault.the-vault-that-was-in-folder-is': 'Der Tresor, der in {folder} war, ist nicht da.',
  'vault.the-vault-was-written-by-a-newer':
    'Den Tresor hat eine neuere Fassung geschrieben (Format {found}; diese Fassung kennt {known}).',
  'vault.the-vaults-file-file-was-moved-or':
    'Die Datei {file} des Tresors wurde verschoben oder gelöscht, während er offen war.',
  'vault.the-vaults-folder-can-be-written-again': 'Der Ordner des Tresors lässt sich wieder beschreiben.',
  'vault.there-already-is-a-vault-in-folder': 'In {folder} ist schon ein Tresor.',
  'vault.there-are-no-automatic-copies-in-folder': 'In {folder} sind keine automatischen Kopien.',
  'vault.there-can-be-no-vault-folder-at': 'Unter {folder} kann kein Tresorordner sein.',
  'vault.there-is-no-vault-in-folder': 'In {folder} ist kein Tresor.',
  'vault.there-is-nothing-to-choose-there-any': 'Dort gibt es nichts mehr zu wählen.',
  'vault.they-are-for-you-alone-now-what':
    'Sie gehören jetzt Ihnen allein. Was sie enthalten, ist versiegelt, kann aber kopiert worden sein: Ändern Sie ein schwaches Hauptpasswort, und wechseln Sie den Tresorschlüssel.',
  'vault.this-copy-is-not-there-any-more': 'Diese Kopie ist nicht mehr da.',
  'vault.this-copy-was-locked-with-another-vault':
    'Diese Kopie wurde mit einem anderen Tresorschlüssel verschlossen.',
  'vault.this-file-is-another-copy-of-the':
    'Diese Datei ist eine andere Kopie des Tresors: Es fehlen Änderungen, die dieser Rechner sah, und sie enthält andere.',
  'vault.this-vault-file-is-older-than-the':
    'Diese Tresordatei ist älter als die, die dieser Computer zuletzt sah: Neuere Änderungen fehlen darin.',
  'vault.this-vault-still-opened-with-the-passwords':
    'Dieser Tresor ließ sich noch mit den Passwörtern mehrerer Sicherungen öffnen. Alle bis auf eines wurden entfernt.',
  'vault.unlocked-with-keychain': 'mit dem Schlüsselbund',
  'vault.unlocked-with-password': 'mit dem Passwort',
  'vault.unlocked-with-recovery-key': 'mit dem Wiederherstellungsschlüssel',
  'vault.unlocking-with-the-keychain-had-been-set':
    'Das Entsperren mit dem Schlüsselbund wurde eingerichtet, als kein Schlüsselbund antwortete; wer die Datei dieses Tresors hatte, konnte ihn also öffnen. Es wurde ausgeschaltet.',
  'vault.vault-renamed': 'Tresor umbenannt',
  'vault.what-a-crash-or-another-program-left':
    'Was ein Absturz oder ein anderes Programm neben der Datei des Tresors hinterließ, gehört nicht zu ihr und wurde beiseitegelegt: {names}.',
  'vault.what-lies-beside-it-as-beside-problem': 'was als {beside} daneben liegt, {problem}',
  'vault.what-was-stored-before-is-in-the':
    'Was vorher gespeichert wurde, ist in der Datei, die dort lag. Entsperren Sie neu, um mit der weiterzuarbeiten, die jetzt dort liegt; ist sie älter oder eine andere Kopie, wird es dann gesagt.',
  'vault.with-a-new-recovery-key': 'mit einem neuen Wiederherstellungsschlüssel',
} as const;
