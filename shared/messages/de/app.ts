/** The app; in German. */
export const appGerman = {
  'app.a-part-of-augno-vault-stopped-before': 'Ein Teil von Augno Vault endete, bevor er antworten konnte.',
  'app.a-scan-is-already-running': 'Es läuft schon eine Suche.',
  'app.a-scan-that-was-running-could-not': 'Eine laufende Suche ließ sich nicht beenden.',
  'app.another-dialog-is-still-open': 'Ein anderer Dialog ist noch offen.',
  'app.close-this-window-and-open-it-again':
    'Was gespeichert war, ist sicher. Schließen Sie dieses Fenster und öffnen Sie es wieder.',
  'app.did-not-answer': 'Die App hat nicht geantwortet.',
  'app.first-second': '{first} {second}',
  'app.it-is-in-the-history-of-a':
    'Er steht in der Geschichte eines Repositorys. Sein Commit steht beim Fund.',
  'app.it-is-inside-an-archive-or-in': 'Er steckt in einem Archiv oder in der Geschichte.',
  'app.it-is-safe-in-the-vault-try':
    'Es ist sicher im Tresor. Versuchen Sie es noch einmal, oder zeigen Sie es an.',
  'app.it-is-started-again-by-itself-try':
    'Er wird von selbst neu gestartet. Versuchen Sie es gleich noch einmal.',
  'app.its-memory-may-still-hold-keys-quit':
    'In dessen Speicher können noch Schlüssel stehen. Beenden Sie Augno Vault; bleibt der Prozess in der Liste der Prozesse, starten Sie den Computer neu.',
  'app.no-recovery-key-was-made-since-the':
    'Seit dem Entsperren wurde kein Wiederherstellungsschlüssel gemacht.',
  'app.no-secret-was-in-it-it-is':
    'Ein Geheimnis stand nicht darin. Sie wird neu angelegt, wo ein Schlüsselbund antwortet.',
  'app.nothing-was-changed-ask-whoever-runs-the':
    'Es wurde nichts geändert. Bitten Sie, wer das Netz betreibt, diese Adresse zu erlauben, oder fragen Sie, ob der Proxy eine Anmeldung verlangt.',
  'app.nothing-was-changed-check-that-the-folder':
    'Es wurde nichts geändert. Prüfen Sie, ob der Ordner für Autostart-Einträge beschreibbar ist.',
  'app.nothing-was-changed-check-the-address-and':
    'Es wurde nichts geändert. Prüfen Sie Adresse und Netz und versuchen Sie es dann noch einmal.',
  'app.nothing-was-changed-check-the-network-then':
    'Es wurde nichts geändert. Prüfen Sie das Netz und versuchen Sie es noch einmal.',
  'app.nothing-was-changed-check-the-systems-network':
    'Es wurde nichts geändert. Prüfen Sie die Netzeinstellungen des Systems und versuchen Sie es noch einmal.',
  'app.nothing-was-changed-check-this-computers-date':
    'Es wurde nichts geändert. Prüfen Sie zuerst Datum und Uhrzeit dieses Computers; fragen Sie dann, wer die Quelle betreibt.',
  'app.nothing-was-changed-in-a-network-that':
    'Es wurde nichts geändert. In einem Netz, das den Verkehr prüft, kann der Administrator die Stelle der Firma in den Zertifikatspeicher des Systems aufnehmen.',
  'app.nothing-was-changed-it-has-to-begin':
    'Es wurde nichts geändert. Sie muss mit https:// beginnen und mit ihrem Pfad enden.',
  'app.nothing-was-changed-only-a-new-recovery':
    'Es wurde nichts geändert. Nur ein neuer Wiederherstellungsschlüssel lässt sich drucken: Ein vorhandener wird nirgends aufbewahrt.',
  'app.nothing-was-changed-scan-again-if-it':
    'Es wurde nichts geändert. Suchen Sie noch einmal; geschieht es wieder, durchsuchen Sie einen kleineren Ordner, um zu finden, was sie aufhält.',
  'app.nothing-was-changed-use-the-master-password':
    'Es wurde nichts geändert. Nehmen Sie das Hauptpasswort; unter Linux braucht schnelles Entsperren einen laufenden Schlüsselbunddienst.',
  'app.nothing-was-done-answer-that-one-first':
    'Es wurde nichts getan. Beantworten Sie erst diesen, dann versuchen Sie es noch einmal.',
  'app.nothing-was-done-wait-half-a-minute':
    'Es wurde nichts getan. Warten Sie eine halbe Minute, dann versuchen Sie es noch einmal.',
  'app.nothing-was-exported-choose-a-folder-that':
    'Es wurde nichts exportiert. Wählen Sie einen Ordner, in den Sie schreiben dürfen.',
  'app.nothing-was-installed-and-the-file-was':
    'Es wurde nichts installiert, und die Datei wurde gelöscht. Versuchen Sie es noch einmal; geschieht es wieder, fragen Sie, wer die Quelle betreibt.',
  'app.nothing-was-installed-ask-whoever-runs-the':
    'Es wurde nichts installiert. Fragen Sie, wer die Quelle betreibt, oder laden Sie die App dort, woher Sie sie haben.',
  'app.nothing-was-opened-check-the-address-of':
    'Es wurde nichts geöffnet. Prüfen Sie die Adresse des Dienstes in den Einstellungen.',
  'app.nothing-was-opened-choose-another-editor-or':
    'Es wurde nichts geöffnet. Wählen Sie einen anderen Editor, oder zeigen Sie die Datei in ihrem Ordner.',
  'app.nothing-was-opened-copy-the-address-into':
    'Es wurde nichts geöffnet. Kopieren Sie die Adresse in Ihren Browser, wenn Sie ihr trauen.',
  'app.nothing-was-opened-scan-the-folder-again':
    'Es wurde nichts geöffnet. Durchsuchen Sie den Ordner noch einmal, um zu sehen, wo der Schlüssel jetzt ist.',
  'app.nothing-was-saved-name-the-program-by':
    'Es wurde nichts gesichert. Nennen Sie das Programm mit vollem Pfad und unter seinen Argumenten den Ort der Datei.',
  'app.nothing-was-scanned': 'Es wurde nichts durchsucht.',
  'app.nothing-was-started': 'Es wurde nichts gestartet.',
  'app.quit-augno-vault-and-start-it-again': 'Beenden Sie Augno Vault und starten Sie es neu.',
  'app.several-dialogs-were-just-closed': 'Eben wurden mehrere Dialoge geschlossen.',
  'app.the-certificate-of-the-update-feed-is':
    'Das Zertifikat der Quelle der Aktualisierungen gilt zu dieser Zeit nicht.',
  'app.the-certificate-of-the-update-feed-is-2':
    'Dem Zertifikat der Quelle der Aktualisierungen wird nicht vertraut.',
  'app.the-clipboard-could-not-be-cleared': 'Die Zwischenablage ließ sich nicht leeren.',
  'app.the-entry-for-starting-at-login-cant':
    'Der Eintrag für den Start beim Anmelden lässt sich nicht schreiben.',
  'app.the-file-could-not-be-written-there': 'Die Datei ließ sich dort nicht schreiben.',
  'app.the-folder-was-not-confirmed': 'Der Ordner wurde nicht bestätigt.',
  'app.the-networks-proxy-does-not-let-the':
    'Der Proxy des Netzes lässt die App nicht zur Quelle der Aktualisierungen durch.',
  'app.the-page-could-not-be-printed': 'Die Seite ließ sich nicht drucken.',
  'app.the-pdf-could-not-be-written-there': 'Das PDF ließ sich dort nicht schreiben.',
  'app.the-process-of-the-sandbox-ended-unexpectedly':
    'Der Prozess der Sandbox ist unerwartet zu Ende gegangen.',
  'app.the-process-that-held-the-vault-ended':
    'Der Prozess, der den Tresor hielt, ist unerwartet zu Ende gegangen; der Tresor ist deshalb gesperrt.',
  'app.the-process-that-held-the-vault-met':
    'Der Prozess, der den Tresor hielt, wurde wegen eines Fehlers beendet; der Tresor ist deshalb gesperrt.',
  'app.the-process-that-opens-the-vault-ended':
    'Der Prozess, der den Tresor öffnet, ist mehrmals nacheinander zu Ende gegangen.',
  'app.the-process-that-scans-ended-unexpectedly-also':
    'Der Prozess, der sucht, ist unerwartet zu Ende gegangen, auch nach einem neuen Start.',
  'app.the-program-was-not-confirmed': 'Das Programm wurde nicht bestätigt.',
  'app.the-proxy-that-the-system-names-cant':
    'Der Proxy, den das System nennt, ist nicht erreichbar oder nicht zu benutzen.',
  'app.the-recovery-key-is-made-and-shown':
    'Der Wiederherstellungsschlüssel ist gemacht und wird gezeigt. Prüfen Sie den Drucker, sichern Sie die Seite als PDF oder schreiben Sie den Schlüssel von Hand ab.',
  'app.the-recovery-key-is-made-and-shown-2':
    'Der Wiederherstellungsschlüssel ist gemacht und wird gezeigt. Wählen Sie einen Ordner, in den Sie schreiben dürfen, drucken Sie die Seite oder schreiben Sie den Schlüssel ab.',
  'app.the-scan-is-finished-and-found-nothing':
    'Die Suche ist fertig und fand nichts; der Tresor lässt sich nicht beschreiben, deshalb ist das nicht gespeichert.',
  'app.the-scan-is-finished-places-with-a':
    'Die Suche ist fertig. Stellen mit einem Schlüssel: {findings}. Der Tresor lässt sich nicht beschreiben, deshalb stehen sie noch nicht in der Liste.',
  'app.the-secret-could-not-be-put-on': 'Das Geheimnis ließ sich nicht in die Zwischenablage legen.',
  'app.the-update-feed-cant-be-reached-or':
    'Die Quelle der Aktualisierungen ist nicht zu erreichen oder antwortet nicht wie eine.',
  'app.the-update-feed-cant-be-read': 'Die Quelle der Aktualisierungen lässt sich nicht lesen.',
  'app.the-update-feed-sends-more-than':
    'Die Quelle der Aktualisierungen sendet mehr als die Beschreibung einer Aktualisierung.',
  'app.the-update-feed-did-not-answer-in': 'Die Quelle der Aktualisierungen antwortete nicht rechtzeitig.',
  'app.the-update-feed-is-not-signed-by':
    'Die Quelle der Aktualisierungen ist nicht von den Machern dieser App unterschrieben.',
  'app.the-update-feed-offers-version-version-although':
    'Die Update-Quelle bietet Version {version} an, obwohl Version {highestSeen} schon gesehen wurde.',
  'app.the-update-feed-offers-version-version-which':
    'Die Quelle der Aktualisierungen bietet die Fassung {version} an; sie ist älter als diese ({currentVersion}).',
  'app.the-vault-is-closed-to-this-window':
    'Der Tresor ist für dieses Fenster geschlossen, aber der Prozess, der ihn hielt, ließ sich nicht beenden.',
  'app.the-vault-is-locked': 'Der Tresor ist gesperrt.',
  'app.the-vault-is-locked-and-what-was':
    'Der Tresor ist gesperrt, und was gespeichert war, ist sicher. Beenden Sie Augno Vault und starten Sie es neu.',
  'app.there-is-no-program-of-that-name': 'Ein Programm dieses Namens gibt es nicht.',
  'app.they-are-kept-sealed-beside-it-and':
    'Sie liegen versiegelt daneben und kommen hinein, sobald er sich beschreiben lässt, auch wenn er vorher gesperrt wird.',
  'app.they-are-put-there-as-soon-as-2':
    'Sie kommen hinein, sobald er sich beschreiben lässt. Auch daneben lässt sich nichts schreiben: Wird er vorher gesperrt, sind sie verloren. Der Befehl zeigt sie sofort: augno-vault scan --registry.',
  'app.this-editor-is-not-installed-any-more': 'Dieser Editor ist nicht mehr installiert.',
  'app.this-file-is-not-there-any-more': 'Diese Datei ist nicht mehr da.',
  'app.this-finding-has-no-file-of-its': 'Dieser Fund hat keine eigene Datei.',
  'app.this-finding-has-no-file-to-show': 'Zu diesem Fund gibt es keine Datei, die sich zeigen ließe.',
  'app.this-folder-is-not-watched-any-more': 'Dieser Ordner wird nicht mehr beobachtet.',
  'app.this-is-no-address-of-a-web': 'Das ist keine Adresse einer Webseite.',
  'app.this-is-no-address-of-an-update': 'Das ist keine Adresse, unter der es Aktualisierungen gibt.',
  'app.this-is-not-a-command-that-opens': 'Dieser Befehl öffnet keine Datei.',
  'app.this-key-was-found-nowhere': 'Dieser Schlüssel wurde nirgends gefunden.',
  'app.this-link-leads-to-a-page-that': 'Dieser Link führt zu einer Seite, die Augno Vault nicht öffnet.',
  'app.this-system-offers-no-keychain-that-could':
    'Dieses System hat keinen Schlüsselbund, der ein Geheimnis verwahren könnte.',
  'app.this-window-did-not-answer-any-more':
    'Dieses Fenster hat nicht mehr geantwortet; der Tresor ist deshalb gesperrt.',
  'app.unlock-it-and-try-again': 'Entsperren Sie ihn und versuchen Sie es noch einmal.',
  'app.wait-for-it-to-finish-or-cancel':
    'Warten Sie, bis sie fertig ist, oder brechen Sie sie ab; starten Sie dann diese.',
  'app.what-notices-need-while-the-vault-is':
    'Was Hinweise bei gesperrtem Tresor brauchen, war aufbewahrt worden, während kein Schlüsselbund antwortete; wer die Datei hatte, konnte Namen und Termine darin lesen. Sie wurde gelöscht.',
  'app.what-this-window-showed-ended-unexpectedly-so':
    'Was dieses Fenster zeigte, ist unerwartet zu Ende gegangen; der Tresor ist deshalb gesperrt.',
  'app.what-was-downloaded-is-not-what-the': 'Geladen wurde etwas anderes, als die Quelle angekündigt hat.',
  'app.what-was-saved-is-safe-unlock-again':
    'Was gespeichert war, ist sicher. Entsperren Sie neu und sehen Sie den Schlüssel an, bevor Sie den Schritt wiederholen.',
  'app.what-was-saved-is-safe-unlock-it':
    'Was gespeichert war, ist sicher. Entsperren Sie ihn und sehen Sie nach, was Sie zuletzt getan haben, bevor Sie es noch einmal tun.',
  'app.what-was-saved-is-safe-what-you':
    'Was gespeichert war, ist sicher. Was Sie getippt und nicht gespeichert hatten, ist verloren.',
  'app.what-you-copied-last-may-still-be':
    'Was Sie zuletzt kopiert haben, kann noch darin stehen. Kopieren Sie etwas anderes an seine Stelle.',
} as const;
