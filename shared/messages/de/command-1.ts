/** The command; in German. */
export const command1German = {
  'command.a-password-is-needed-and-there-is':
    'Es wird ein Passwort gebraucht, und es gibt kein Terminal, um danach zu fragen.',
  'command.a-vault-was-open-in-this-folder':
    'In diesem Ordner war vorher ein Tresor offen, und er ist nicht da. Liegt er auf einem Datenträger, der nicht verbunden ist, hören Sie hier auf und verbinden Sie ihn: Ein neuer Tresor ersetzt ihn nicht.',
  'command.account-must-be-an-account-id-like':
    '--account muss die Kennung eines Kontos sein, wie ac_01gf7a82.',
  'command.add-connection-with-one-of-connections-nothing':
    'Fügen Sie --connection mit einer von diesen hinzu: {connections}. Es wurde nichts getan.',
  'command.add-one-first-augno-vault-provider-add':
    'Fügen Sie zuerst einen hinzu: augno-vault provider add NAME --provider auxot.',
  'command.admin-key-for-name': 'Admin-Schlüssel für {name}',
  'command.admin-key-for-name-at-the-new':
    'Admin-Schlüssel für {name} an der neuen Adresse (leer: der, der hier ist)',
  'command.admin-key-of-the-account': 'Admin-Schlüssel des Kontos',
  'command.also-takes-also': '--also nimmt {also}.',
  'command.another-copy-of-a-vault-lies-beside':
    'Neben diesem Tresor liegt eine andere Kopie eines Tresors: {name}. augno-vault merge führt sie ein; räumen Sie sie dann weg.',
  'command.any-recovery-key-made-before-opens-nothing':
    'Ein früher gemachter Wiederherstellungsschlüssel öffnet nichts mehr.',
  'command.augno-vault-no-key-was-found-but':
    'augno-vault: Es wurde kein Schlüssel gefunden, aber nicht alles ließ sich durchsuchen; git {act} wurde abgewiesen. Bringen Sie in Ordnung, was oben steht, setzen Sie die Zeile, die es hinnimmt, in .augno-vault-ignore, oder übergehen Sie den Hook einmal mit git {act} --no-verify.',
  'command.augno-vault-the-name-of-a-branch':
    'augno-vault: Der Name eines Zweigs oder Tags enthält einen Schlüssel ({refName}). Dieser Push wurde abgewiesen.',
  'command.backup-password': 'Passwort der Sicherung',
  'command.brand-must-be-one-of-brandids': '--brand muss eines von diesen sein: {brandIds}.',
  'command.cancelled': 'Abgebrochen.',
  'command.changed-in-this-vault':
    '{name} ({id}) in diesem Tresor geändert; {provider} erfährt davon nichts.',
  'command.check-that-the-folder-exists-and-can':
    'Prüfen Sie, dass es den Ordner gibt und er beschreibbar ist, und suchen Sie dann noch einmal.',
  'command.check-writes-nothing-leave-o-out': '--check schreibt nichts: Lassen Sie -o weg.',
  'command.choose-a-shorter-time': 'Wählen Sie eine kürzere Zeit.',
  'command.chosen-are-different-things-to-do-give':
    '--{chosen} sind verschiedene Dinge: Geben Sie eines davon an.',
  'command.command-cannot-read-these-options': '{command} kann diese Optionen nicht lesen.',
  'command.command-does-not-know-option': '{command} kennt {option} nicht.',
  'command.command-does-not-know-one-of-these': '{command} kennt eine dieser Optionen nicht.',
  'command.command-needs-length': '{command} braucht {names}.',
  'command.command-was-given-too-many-arguments': '{command} wurden zu viele Argumente gegeben.',
  'command.confirmed-the-secret-of-name-redacted-is':
    'Bestätigt: Das Geheimnis von {name} ({redacted}) wird von jetzt an verwendet.',
  'command.confirmed-url-for-name': '{url} für {name} bestätigt.',
  'command.connect-one-first-augno-vault-connect-url':
    'Verbinden Sie zuerst eines: augno-vault connect --url URL.',
  'command.connected-name-mode-keycount-keys': '{name} ({mode}) verbunden, {keyCount} Schlüssel.',
  'command.copy-copy-its-entries-first-to-last':
    'Kopie {copy}, ihre Einträge {first} bis {last}; ihre Kette ist heil:',
  'command.created': '{name} erstellt: {keyId}, {redacted}. Sein Geheimnis ist im Tresor.',
  'command.created-the-role-name-id': 'Die Rolle {name} ({id}) ist angelegt.',
  'command.data-needs-a-folder': '--data braucht einen Ordner.',
  'command.deleted-backupsdeleted-rolling-backups-under-the-old':
    '{backupsDeleted} selbsttätige Sicherungen unter dem alten Schlüssel sind gelöscht.',
  'command.do-not-write-to-this-vault-any':
    'Schreiben Sie nichts mehr in diesen Tresor; bewahren Sie eine Kopie seines Ordners auf, und stellen Sie eine Sicherung wieder her.',
  'command.env-names-variable-twice': '--env nennt {variable} zweimal.',
  'command.export-password': 'Passwort des Exports',
  'command.for-example-2027-01-31-2027-01':
    'Zum Beispiel 2027-01-31, 2027-01-31T18:00 (Ortszeit), 2027-01-31T18:00:00Z, 90d oder 2w.',
  'command.for-example-90d-2w-12h-or-30m': 'Zum Beispiel 90d, 2w, 12h oder 30m.',
  'command.hint-nothing-was-done': '{hint} Es wurde nichts getan.',
  'command.hook-beside-another': '{hook}: {state}, neben einem anderen Hook, der weiter läuft ({file})',
  'command.hook-run-is-called-by-git-hooks': '`hook run` wird nur von Git-Hooks aufgerufen.',
  'command.hook-state': '{hook}: {state} ({file})',
  'command.if-to-is-right-add-confirm-with':
    'Stimmt {to}, fügen Sie --confirm mit genau dem Namen der Verbindung hinzu: {name}. Es wurde nichts geändert oder gesendet.',
  'command.installed': 'eingerichtet',
  'command.installed-and-proven': 'eingerichtet, und er hat vor unseren Augen einen Schlüssel abgewiesen',
  'command.it-is-gone-its-secret-was-destroyed': 'Er ist weg; sein Geheimnis wurde vernichtet.',
  'command.it-is-not-gone-delete-it-at': 'Er ist nicht weg: Löschen Sie ihn zuerst beim Dienst.',
  'command.it-opens-with-its-master-password-of':
    'Er öffnet sich mit seinem Hauptpasswort jener Zeit, und mit dem Passwort der Sicherung, bis Sie das Passwort ändern.',
  'command.it-was-not-touched-give-another-name':
    'Sie wurde nicht angerührt. Führen Sie dies mit einem anderen Dateinamen noch einmal aus.',
  'command.it-was-not-touched-give-the-export':
    'Sie wurde nicht angerührt. Geben Sie dem Export einen anderen Namen.',
  'command.json-and-format-contradict-each-other': '--json und --format widersprechen einander.',
  'command.key-made': 'Der Schlüssel {name} ({keyId}) ist erstellt, und sein Geheimnis ist im Tresor.',
  'command.key-of-name': 'Schlüssel von {name}',
  'command.key-rotated': 'Der Schlüssel {name} ({keyId}) ist erneuert, und sein Geheimnis ist im Tresor.',
  'command.keys-found-refused':
    'augno-vault: {count, plural, one {# API-Schlüssel} other {# API-Schlüssel}} gefunden; git {act} wurde abgewiesen. Nehmen Sie den Schlüssel heraus, und erneuern Sie ihn, wenn er je geteilt war. Um eine Stelle mit Absicht zu erlauben, tragen Sie sie in .augno-vault-ignore ein.',
  'command.keys-of-name-go-to-from-now':
    'Schlüssel von „{name}“ gehen jetzt an {from}. Von da an werden sie an {to} gesendet. Stimmt diese Adresse? [j/N]',
  'command.kind-must-be-one-of-kinds': '--kind muss eines von diesen sein: {kinds}.',
  'command.language-must-be-one-of': '--language muss eines von diesen sein: {languages}.',
  'command.length-of-length2-references-are-good': '{length} von {length2} Verweisen sind gut.',
  'command.limit-takes-a-whole-number-from-1': '--limit nimmt eine ganze Zahl ab 1.',
  'command.line-line-message': 'Zeile {line}: {message}',
  'command.made-the-vault-in-vaultfolder': 'Der Tresor in {vaultFolder} ist angelegt.',
  'command.master-password': 'Hauptpasswort',
  'command.master-password-of-that-time': 'Hauptpasswort jener Zeit',
  'command.max-file-size-must-be-a-number':
    '--max-file-size muss eine Zahl von Bytes sein, oder eine wie 500k, 20M oder 1G.',
  'command.message-and-hint': 'augno-vault: {message}\n  {hint}',
  'command.message-it-is-only-read-nothing-is':
    '{message} Er wird nur gelesen; es wird nichts darin gespeichert.',
  'command.mode-must-be-test-or-prod': '--mode muss test oder prod sein.',
  'command.more-than-one-id-begins-like-that': 'Mehr als eine Kennung beginnt so.',
  'command.moved-name-to-url-keycount-keys-secretcount':
    '{name} nach {url} verlegt: {keyCount} Schlüssel, {secretCount} Geheimnisse.',
  'command.moved-the-vault': 'Der Tresor liegt jetzt in {to}, vorher in {from}.',
  'command.moved-the-vault-kept':
    'Der bisherige Ordner bleibt als {kept}. Löschen Sie ihn, wenn sich der Tresor am neuen Ort geöffnet hat.',
  'command.moving-sends-the-keys-of-this-account':
    'Verlegen sendet die Schlüssel dieses Kontos an eine andere Adresse, deshalb muss es bestätigt werden.',
  'command.name-goes-with-from-copies': '--{name} gehört zu --from-copies.',
  'command.name-is-a-key-of-augno': '„{name}“ ist ein Schlüssel von Augno.',
  'command.name-is-asleep-its-address-address-is':
    '{name} ruht: Ihre Adresse {address} ist auf diesem Rechner nicht bestätigt. Vorher wird nichts dorthin gesendet: augno-vault connections repair {name2}',
  'command.name-is-missing': '--name fehlt.',
  'command.name-must-be-a-whole-number-from': '--{name} muss eine ganze Zahl von 0 bis {maximum} sein.',
  'command.name-needs-a-value': '{name} braucht einen Wert.',
  'command.name-one-by-its-id-found-nothing':
    'Nennen Sie eine mit ihrer Kennung: {found}. Es wurde nichts angelegt.',
  'command.name-one-repository': 'Nennen Sie ein Repository.',
  'command.name-redacted-is-in-the-vault': '{name} ({redacted}) ist im Tresor.',
  'command.name-the-file-to-write-o-file':
    'Nennen Sie die Datei, die geschrieben werden soll: -o FILE, oder nehmen Sie --check.',
  'command.name-the-template-i-template': 'Nennen Sie die Vorlage: -i TEMPLATE.',
  'command.new-key-in-place-of-name': 'Neuer Schlüssel an Stelle von {name}',
  'command.new-master-password': 'Neues Hauptpasswort',
  'command.no-account-is-connected': 'Es ist kein Konto verbunden.',
  'command.no-key-of-providername-stands-in-that': 'In dieser Datei steht kein Schlüssel von {providerName}.',
  'command.no-keys': 'Keine Schlüssel.',
  'command.no-other-copy-of-this-vault-was': 'Es wurde keine andere Kopie dieses Tresors eingeführt.',
  'command.no-service-is-added-yet-augno-vault':
    'Es ist noch kein Dienst hinzugefügt: augno-vault provider add --help.',
  'command.no-variable-is-named-use-env-name':
    'Es ist keine Variable genannt: Nehmen Sie --env NAME=KEY oder --env-from FILE.',
  'command.node-has-read-the-file-of-env':
    'Node hat die Datei von --env-file selbst gelesen, weil dieser Befehl ohne -- vor seinem Skript gestartet wurde.',
  'command.node-reads-configurationfiles-itself-wherever-it-stands':
    'Node liest {configurationFiles} selbst, wo immer es steht, und führt aus, was diese Datei nennt.',
  'command.none-of-the-automatic-copies-is-whole': 'Keine der selbsttätigen Kopien ist heil.',
  'command.not-in-it-one': 'Nicht darin: {one}',
  'command.not-installed': 'nicht eingerichtet',
  'command.note-blanks-at-the-end': 'Hinweis: Leerzeichen am Ende dieses Passworts gehören dazu ({count}).',
  'command.note-question-marks':
    'Hinweis: Dieses Passwort enthält Fragezeichen. PowerShell übergibt Buchstaben wie ä als „?“; hat es selbst keine, setzen Sie es am Prompt neu.',
  'command.nothing-add-the-secret-or-rotate-the':
    '{nothing} Fügen Sie das Geheimnis hinzu, oder erneuern Sie den Schlüssel, um ein neues zu erhalten.',
  'command.nothing-follows-after-name-the-program-to':
    'Hinter -- steht nichts: Nennen Sie das Programm, das laufen soll.',
  'command.nothing-is-kept-apart': 'Es ist nichts zurückgelegt.',
  'command.nothing-name-the-key-that-replaced-it':
    '{nothing} Nennen Sie den Schlüssel, der ihn ersetzt; siehe augno-vault keys list.',
  'command.nothing-needs-you': 'Nichts braucht Sie.',
  'command.nothing-of-that-id-is-kept-apart': 'Unter dieser Kennung ist nichts zurückgelegt.',
  'command.nothing-rotate-it-augno-vault-keys-rotate':
    '{nothing} Erneuern Sie ihn: augno-vault keys rotate {id}.',
  'command.nothing-was-changed': 'Es wurde nichts geändert.',
  'command.nothing-was-changed-check-the-path': 'Es wurde nichts geändert. Prüfen Sie den Pfad.',
  'command.nothing-was-changed-or-sent': 'Nichts wurde geändert oder gesendet.',
  'command.nothing-was-changed-or-sent-the-connection':
    'Es wurde nichts geändert oder gesendet. Die Verbindung bleibt ruhend.',
  'command.nothing-was-changed-restore-a-backup-file':
    'Es wurde nichts geändert. Holen Sie stattdessen eine Sicherungsdatei zurück, wenn Sie eine gemacht haben.',
  'command.nothing-was-changed-see-augno-vault-restore':
    'Es wurde nichts geändert. Siehe augno-vault restore --from-copies --list.',
  'command.nothing-was-changed-set-this-computers-clock':
    'Es wurde nichts geändert. Stellen Sie die Uhr dieses Computers, oder fügen Sie --accept-clock hinzu, um nach der des Servers zu gehen.',
  'command.nothing-was-committed-or-pushed-try-again':
    'Es wurde nichts committet oder gepusht. Versuchen Sie es noch einmal.',
  'command.nothing-was-done': 'Es wurde nichts getan.',
  'command.nothing-was-done-but-code-that-a':
    'Es wurde nichts getan, aber Code, den ein NODE_OPTIONS in dieser Datei nennt, kann gelaufen sein: Sehen Sie sie an, bevor Sie weitermachen. Nehmen Sie --env-from FILE, oder starten Sie den Befehl als augno-vault oder node -- SCRIPT.',
  'command.nothing-was-done-but-code-that-the':
    'Es wurde nichts getan, aber Code, den die Datei nennt, kann gelaufen sein: Sehen Sie sie an, bevor Sie weitermachen. Um einem Programm diese Option zu geben, schreiben Sie seine ganze Zeile in ein Skript und führen dieses aus.',
  'command.nothing-was-done-check-what-is-being':
    'Es wurde nichts getan. Prüfen Sie, was hineingeleitet wird: eine Zeile für jedes Geheimnis.',
  'command.nothing-was-done-check-what-was-pasted': 'Es wurde nichts getan. Prüfen Sie, was eingefügt wurde.',
  'command.kit-copied-by-service':
    '{service} kopiert diesen Ordner auf seine Server, und das Notfallblatt mit ihm. Wer an das Blatt und an eine Kopie des Tresors kommt, öffnet ihn ohne Passwort.',
  'command.copied-by-service':
    '{service} kopiert diesen Ordner auf seine Server, und die Datei mit ihm. Sie ist dort so sicher wie ihr Passwort.',
  'command.nothing-was-done-winpty':
    'Es wurde nichts getan. Stellen Sie in Git Bash winpty davor (winpty augno-vault …), oder geben Sie es mit --password-stdin oder --password-fd N, eine Zeile für jedes.',
  'command.nothing-was-done-give-it-with-password':
    'Es wurde nichts getan. Geben Sie es mit --password-stdin oder --password-fd N, eine Zeile für jedes.',
  'command.nothing-was-done-see-augno-vault-command':
    'Es wurde nichts getan. Siehe augno-vault {command} --help.',
  'command.nothing-was-done-see-augno-vault-help': 'Es wurde nichts getan. Siehe augno-vault --help.',
  'command.nothing-was-done-see-augno-vault-keys': 'Es wurde nichts getan. Siehe augno-vault keys --help.',
  'command.nothing-was-done-try-again': 'Es wurde nichts getan. Versuchen Sie es noch einmal.',
  'command.nothing-was-done-use-env-from':
    'Es wurde nichts getan, und nichts, was die Datei nennt, ist gelaufen. Nehmen Sie --env-from FILE, das bedeutet dasselbe.',
  'command.nothing-was-scanned-see-augno-vault-scan':
    'Es wurde nichts durchsucht. Siehe augno-vault scan --help.',
  'command.nothing-was-started': 'Es wurde nichts gestartet.',
  'command.nothing-was-started-for-the-key-write':
    "Es wurde nichts gestartet. Für den Schlüssel schreiben Sie {variable}={text}, für genau diese Zeichen {variable}='{text2}'.",
  'command.nothing-was-written': 'Es wurde nichts geschrieben.',
  'command.nothing-was-written-see-augno-vault-inject':
    'Es wurde nichts geschrieben. Siehe augno-vault inject --help.',
} as const;
