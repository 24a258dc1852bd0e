/** Addresses and servers; in German. */
export const networkGerman = {
  'network.a-limit-of-the-accounts-plan-is': 'Eine Grenze des Tarifs ist erreicht.',
  'network.a-revoked-key-never-works-again-use':
    'Ein widerrufener Schlüssel gilt nie wieder. Nehmen Sie einen anderen.',
  'network.address-changed-meanwhile': 'Die Adresse von „{name}“ wurde geändert, während sie gefragt wurde.',
  'network.certificate-another-name':
    'Das Zertifikat von {host} gehört zu einem anderen Namen, deshalb wurde nichts dorthin gesendet.',
  'network.certificate-expired':
    'Das Zertifikat von {host} ist abgelaufen, deshalb wurde nichts dorthin gesendet.',
  'network.certificate-not-trusted':
    'Das Zertifikat von {host} ist nicht vertrauenswürdig, deshalb wurde nichts dorthin gesendet.',
  'network.certificate-not-yet-valid':
    'Das Zertifikat von {host} gilt noch nicht, deshalb wurde nichts dorthin gesendet.',
  'network.certificate-self-signed':
    'Das Zertifikat von {host} ist selbst unterschrieben, deshalb wurde nichts dorthin gesendet.',
  'network.certificate-unknown-authority':
    'Das Zertifikat von {host} kommt von einer Stelle, die dieser Rechner nicht kennt, deshalb wurde nichts dorthin gesendet.',
  'network.check-the-address-and-its-port-a':
    'Prüfen Sie Adresse und Port: Ein Server ohne TLS antwortet nicht auf https://. Der Schlüssel wurde nicht gesendet.',
  'network.check-the-address-and-the-network-what':
    'Prüfen Sie die Adresse und das Netz. Was im Tresor ist, bleibt lesbar; es wurde nichts geändert.',
  'network.check-the-address-for-typing-mistakes-and':
    'Prüfen Sie die Adresse auf Tippfehler und ob dieser Rechner online ist. Es wurde nichts geändert.',
  'network.check-the-address-for-typing-mistakes-where':
    'Prüfen Sie die Adresse auf Tippfehler. Wo das Netz erst eine Anmeldung verlangt, melden Sie sich in einem Browser an. Der Schlüssel wurde nicht gesendet.',
  'network.check-the-address-if-it-is-your':
    'Prüfen Sie die Adresse. Ist es Ihr eigener Server, nehmen Sie dieses Zertifikat in den Zertifikatspeicher des Systems auf oder nennen Sie seine Datei in NODE_EXTRA_CA_CERTS. Der Schlüssel wurde nicht gesendet.',
  'network.check-the-address-in-a-network-that':
    'Prüfen Sie die Adresse. In einem Netz, das den Verkehr prüft, fragen Sie dessen Administrator; der Schlüssel wurde nicht gesendet.',
  'network.check-the-address-it-is-that-of':
    'Prüfen Sie die Adresse; es ist die der API (heute https://api.openmrp.ai, vorher https://api.augno.com), nicht die des Dashboards oder der Dokumentation.',
  'network.check-the-address-what-is-in-the': 'Prüfen Sie die Adresse. Was im Tresor ist, ist unverändert.',
  'network.check-the-network-and-the-setting-or':
    'Prüfen Sie das Netz und die Einstellung oder Variable, die den Proxy nennt. Es wurde nichts gesendet.',
  'network.check-the-setting-or-variable-that-names':
    'Prüfen Sie die Einstellung oder Variable, die den Proxy nennt: Art, Host und Port. Es wurde nichts an den Server gesendet.',
  'network.check-this-computers-date-and-time-first':
    'Prüfen Sie zuerst Datum und Uhrzeit dieses Computers. Stimmen sie, muss, wer den Server betreibt, sein Zertifikat erneuern. Der Schlüssel wurde nicht gesendet.',
  'network.copy-it-again-from-where-it-was': 'Kopieren Sie ihn noch einmal von dort, wo er ausgegeben wurde.',
  'network.enter-the-address-alone-the-api-key':
    'Geben Sie nur die Adresse ein; der API-Schlüssel gehört in sein eigenes Feld. Es wurde nichts gesendet.',
  'network.enter-the-address-of-the-api-for':
    'Geben Sie die Adresse der API ein (heute https://api.openmrp.ai, vorher https://api.augno.com). Es wurde nichts gesendet.',
  'network.enter-the-final-address-of-the-api':
    'Geben Sie die endgültige Adresse der API selbst ein. Der Schlüssel wurde nicht an die andere Adresse gesendet.',
  'network.host-answered-in-a-form-that-this':
    '{host} antwortete in einer Form, die diese Version nicht versteht.',
  'network.host-asks-for-a-pause-too-many':
    '{host} bittet um eine Pause: Von dieser Adresse kamen zu viele Anfragen.',
  'network.host-asks-for-a-pause-until': '{host} bittet um eine Pause bis {until}.',
  'network.host-cant-be-reached': '{host} ist nicht erreichbar.',
  'network.host-did-not-answer-within-seconds-seconds':
    '{host} antwortete nicht innerhalb von {seconds} Sekunden.',
  'network.host-does-not-accept-this-api-key': '{host} nimmt diesen API-Schlüssel nicht an.',
  'network.host-does-not-know-this-api-key': '{host} kennt diesen API-Schlüssel nicht.',
  'network.host-does-not-speak-a-version-of': '{host} spricht keine Version der API, die Augno Vault kennt.',
  'network.host-has-a-problem-of-its-own': '{host} hat selbst ein Problem ({status}).',
  'network.host-says-that-this-is-not-a': '{host} sagt, dass das kein vollständiger API-Schlüssel ist.',
  'network.host-sent-bytes-bytes-of-its-answer':
    '{host} sendete in {seconds} Sekunden {bytes} Bytes seiner Antwort und war nicht fertig.',
  'network.host-sent-the-request-on-to-another':
    '{host} leitete die Anfrage an eine andere Adresse weiter; das wurde abgelehnt.',
  'network.it-may-belong-to-another-server-or':
    'Er gehört vielleicht zu einem anderen Server oder Konto oder wurde gelöscht. Prüfen Sie, ob Schlüssel und Adresse zusammengehören.',
  'network.let-the-server-answer-at-another-port':
    'Lassen Sie den Server an einem anderen Port antworten, zum Beispiel 443 oder 8443. Es wurde nichts gesendet.',
  'network.look-for-an-update-of-augno-vault':
    'Suchen Sie nach einer neueren Version von Augno Vault.{quoted}',
  'network.managing-api-keys-needs-a-key-whose':
    'API-Schlüssel zu verwalten braucht einen Schlüssel, dessen Rolle von der Art admin ist.{quoted}',
  'network.no-encrypted-connection-to-host-could-be':
    'Zu {host} kam keine verschlüsselte Verbindung zustande.',
  'network.node-tls-reject-unauthorized-0-turns-off':
    'NODE_TLS_REJECT_UNAUTHORIZED=0 schaltet die Prüfung ab, wer am anderen Ende ist; deshalb wird nichts gesendet.',
  'network.nothing-was-changed-choose-another-name':
    'Es wurde nichts geändert. Wählen Sie einen anderen Namen.',
  'network.nothing-was-changed-choose-another-value': 'Es wurde nichts geändert. Wählen Sie etwas anderes.',
  'network.nothing-was-changed-quoted': 'Es wurde nichts geändert.{quoted}',
  'network.nothing-taken-from-the-answer':
    'Die Antwort zählt nicht, und es wurde nichts geändert. Versuchen Sie es noch einmal.',
  'network.nothing-was-confirmed-look-at-it-again':
    'Es wurde nichts bestätigt. Sehen Sie sie noch einmal an.',
  'network.nothing-was-created-quoted': 'Es wurde nichts angelegt.{quoted}',
  'network.nothing-was-sent-http-https-and-socks':
    'Es wurde nichts gesendet. HTTP-, HTTPS- und SOCKS-Proxys gehen; fragen Sie, wer das Netz betreibt, nach einem davon.',
  'network.nothing-was-sent-its-administrator-can-put':
    'Es wurde nichts gesendet. Sein Administrator kann die Zertifizierungsstelle der Firma in den Zertifikatspeicher des Systems aufnehmen oder ihre Datei in NODE_EXTRA_CA_CERTS nennen.',
  'network.nothing-was-sent-look-at-the-address':
    'Es wurde nichts gesendet. Sehen Sie sich die Adresse an und bestätigen Sie sie: in der App bei der Verbindung, oder mit augno-vault connections repair.',
  'network.nothing-was-sent-look-at-the-files':
    'Es wurde nichts gesendet. Sehen Sie nach den Rechten der Datei und ihrem Datenträger, dann sperren und entsperren Sie den Tresor, oder starten Sie den Befehl neu.',
  'network.nothing-was-sent-to-the-server-ask':
    'Es wurde nichts an den Server gesendet. Bitten Sie, wer das Netz betreibt, dieses Programm ohne sie durchzulassen, oder um eine Anmeldung der Art Basic.',
  'network.nothing-was-sent-to-the-server-ask-2':
    'Es wurde nichts an den Server gesendet. Fragen Sie, wer das Netz betreibt, ob der Proxy diese Adresse durchlässt.',
  'network.nothing-was-sent-to-the-server-ask-3':
    'Es wurde nichts an den Server gesendet. Bitten Sie, wer das Netz betreibt, diese Adresse zu erlauben.',
  'network.nothing-was-sent-to-the-server-check':
    'Es wurde nichts an den Server gesendet. Prüfen Sie beides; Zeichen wie @ und : schreibt man als %40 und %3A.',
  'network.nothing-was-sent-to-the-server-check-2':
    'Es wurde nichts an den Server gesendet. Prüfen Sie die Adresse und versuchen Sie es später noch einmal.',
  'network.nothing-was-sent-to-the-server-start':
    'Es wurde nichts an den Server gesendet. Starten Sie Augno Vault mit beidem in der Variable HTTPS_PROXY, als http://NAME:PASSWORD@HOST:PORT. Was die Einstellungen des Desktops oder sein Schlüsselbund für den Proxy enthalten, wird nicht gelesen.',
  'network.nothing-was-sent-to-the-server-try':
    'Es wurde nichts an den Server gesendet. Versuchen Sie es später noch einmal, oder fragen Sie, wer das Netz betreibt, ob der Proxy diese Adresse durchlässt.',
  'network.nothing-was-sent-write-it-as-http':
    'Es wurde nichts gesendet. Schreiben Sie ihn als http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT oder socks4://HOST:PORT, mit NAME:PASSWORD@ vor dem Host, wenn der Proxy danach fragt.',
  'network.open-any-page-in-a-browser-log':
    'Öffnen Sie irgendeine Seite in einem Browser, melden Sie sich dort am Netz an und versuchen Sie es noch einmal. Es wurde nichts geändert.',
  'network.remove-that-variable-a-companys-own-authority':
    'Entfernen Sie diese Variable. Die Zertifizierungsstelle einer Firma gehört in den Zertifikatspeicher des Systems, oder ihre Datei in NODE_EXTRA_CA_CERTS. Es wurde nichts geändert.',
  'network.settle-the-subscription-in-the-dashboard-the':
    'Bringen Sie das Abonnement im Dashboard in Ordnung; die Schlüssel und alles im Tresor bleiben, wie sie sind.',
  'network.synchronise-to-see-what-is-there-now': 'Gleichen Sie ab, um zu sehen, was jetzt da ist.',
  'network.the-accounts-subscription-is-not-active-so':
    'Das Abonnement des Kontos ist nicht aktiv, deshalb weist die API seine Anfragen ab.',
  'network.the-address-must-be-that-of-the': 'Die Adresse muss die des Servers allein sein, ohne Pfad.',
  'network.the-address-must-begin-with-https': 'Die Adresse muss mit https:// beginnen.',
  'network.the-address-must-not-hold-a-user':
    'Die Adresse darf keinen Benutzernamen und kein Passwort enthalten.',
  'network.the-address-of-name-is-another-one': 'Die Adresse von „{name}“ ist eine andere als die gezeigte.',
  'network.the-address-of-name-is-not-confirmed':
    'Die Adresse von „{name}“ ist auf diesem Rechner nicht bestätigt: {address}.',
  'network.the-address-of-the-api-is-missing': 'Die Adresse der API fehlt.',
  'network.the-certificate-of-the-proxy-proxy-is': 'Dem Zertifikat des Proxys {proxy} wird nicht vertraut.',
  'network.the-connection-to-host-broke-off-before':
    'Die Verbindung zu {host} brach ab, bevor die Antwort vollständig war.',
  'network.the-key-works-but-its-role-does': 'Der Schlüssel gilt, aber seine Rolle erlaubt das nicht.',
  'network.the-port-of-host-is-kept-for':
    'Der Port von {host} ist einem anderen Dienst vorbehalten; deshalb wird keine Web-Anfrage dorthin gesendet.',
  'network.the-proxy-proxy-cant-be-reached-so':
    'Der Proxy {proxy} ist nicht erreichbar, also auch {host} nicht.',
  'network.the-proxy-proxy-closed-the-connection-without':
    'Der Proxy {proxy} schloss die Verbindung, ohne einen Weg zu {host} zu öffnen.',
  'network.the-proxy-proxy-could-not-reach-host':
    'Der Proxy {proxy} konnte {host} nicht erreichen ({status}).',
  'network.the-proxy-proxy-did-not-open-a':
    'Der Proxy {proxy} öffnete nicht rechtzeitig einen Weg zu {host}.',
  'network.the-proxy-proxy-does-not-accept-the':
    'Der Proxy {proxy} nimmt Namen und Passwort in seiner Adresse nicht an ({named}).',
  'network.the-proxy-proxy-does-not-let-anything':
    'Der Proxy {proxy} lässt nichts zu {host} durch ({status}).',
  'network.the-proxy-proxy-refused-the-way-to': 'Der Proxy {proxy} lehnte den Weg zu {host} ab.',
  'network.the-proxy-proxy-wants-a-log-in':
    'Der Proxy {proxy} verlangt eine Anmeldung von einer Art, die Augno Vault nicht spricht: {named}.',
  'network.the-proxy-proxy-wants-a-name-and':
    'Der Proxy {proxy} verlangt einen Namen und ein Passwort ({named}).',
  'network.the-server-does-not-accept-this': 'Der Server nimmt das nicht an.',
  'network.the-server-does-not-accept-what-was':
    'Der Server nimmt nicht an, was für „{param}“ angegeben wurde.',
  'network.the-server-does-not-have-this-entry':
    'Der Server hat diesen Eintrag nicht oder nicht in diesem Konto.',
  'network.the-server-says': ' Der Server sagt: {said}',
  'network.the-server-sent-far-more-than-an':
    'Der Server sendete weit mehr, als eine Antwort enthalten kann.',
  'network.there-is-no-proxy-of-the-name': 'Es gibt keinen Proxy namens {proxy}.',
  'network.there-is-no-server-of-the-name': 'Es gibt keinen Server namens {host}.',
  'network.this-address-is-not-encrypted-http-so':
    'Diese Adresse ist nicht verschlüsselt (http://), der API-Schlüssel könnte also unterwegs gelesen werden.',
  'network.this-api-key-has-expired': 'Dieser API-Schlüssel ist abgelaufen.',
  'network.this-api-key-was-revoked': 'Dieser API-Schlüssel wurde widerrufen.',
  'network.this-clashes-with-what-is-already-there': 'Das verträgt sich nicht mit dem, was schon da ist.',
  'network.this-entry-was-deleted': 'Dieser Eintrag wurde gelöscht.',
  'network.this-is-not-an-address': 'Das ist keine Adresse.',
  'network.this-name-is-already-taken': 'Dieser Name ist schon vergeben.',
  'network.this-network-wants-you-to-log-in':
    'Dieses Netz verlangt eine Anmeldung, bevor es etwas durchlässt.',
  'network.try-again-after-that-time-what-is':
    'Versuchen Sie es danach noch einmal. Was im Tresor ist, bleibt lesbar. Andere Programme in diesem Netz teilen sich vielleicht die Grenze.',
  'network.try-again-if-it-goes-on-look':
    'Versuchen Sie es noch einmal; bleibt es so, suchen Sie nach einer neueren Version von Augno Vault. Was im Tresor ist, ist unverändert.',
  'network.try-again-in-a-moment-what-is':
    'Versuchen Sie es gleich noch einmal. Was im Tresor ist, bleibt lesbar.',
  'network.use-a-key-that-is-still-valid':
    'Nehmen Sie einen, der noch gilt, oder erstellen Sie im Dashboard einen neuen.',
  'network.use-another-key-quoted': 'Nehmen Sie einen anderen Schlüssel.{quoted}',
  'network.use-the-address-with-https-plain-http':
    'Nehmen Sie die Adresse mit https://. Einfaches http:// geht nur für diesen Rechner (127.0.0.1). Es wurde nichts gesendet.',
  'network.wait-for-the-time-named-and-try':
    'Warten Sie die genannte Zeit und versuchen Sie es noch einmal. Andere Programme in diesem Netz teilen sich vielleicht die Grenze.',
  'network.what-answers-at-host-is-not-an': 'Was unter {host} antwortet, ist keine Augno-API.',
  'network.what-answers-at-proxy-is-no-proxy':
    'Was unter {proxy} antwortet, ist kein Proxy der eingestellten Art.',
  'network.what-source-names-is-no-proxy-that':
    'Was {source} nennt, ist kein Proxy, den Augno Vault benutzen kann.',
  'network.what-was-already-done-stays-done-everything':
    'Was schon getan ist, bleibt; alles andere ist unverändert.',
  'network.where-a-company-inspects-its-traffic-its':
    'Wo eine Firma ihren Verkehr prüft, kann der Administrator ihre Stelle in den Zertifikatspeicher des Systems aufnehmen oder ihre Datei in NODE_EXTRA_CA_CERTS nennen. Der Schlüssel wurde nicht gesendet.',
  'network.whether-the-address-of-name-is-confirmed':
    'Ob die Adresse von „{name}“ auf diesem Rechner bestätigt ist, ist nicht bekannt: Die Datei {unreadable} lässt sich nicht lesen.',
} as const;
