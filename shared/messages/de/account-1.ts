/** Connected accounts and what is asked of them; in German. */
export const account1German = {
  'account.a-request-with-the-old-secret-was': 'Eine Anfrage mit dem alten Geheimnis wurde abgewiesen.',
  'account.a-request-with-the-revoked-secret-was':
    'Eine Anfrage mit dem widerrufenen Geheimnis wurde abgewiesen.',
  'account.a-secret-that-was-kept-aside-in':
    'Ein Geheimnis, das in {file} verwahrt ist, wartet, bis sich der Tresor beschreiben lässt.',
  'account.a-secret-that-was-kept-aside-in-2':
    'Ein Geheimnis, das in {file} verwahrt ist, lässt sich nicht aufnehmen.',
  'account.a-whole-key-has-85-characters-copy':
    'Ein ganzer Schlüssel hat 85 Zeichen. Kopieren Sie ihn noch einmal, ohne etwas davor oder danach. {notSent}',
  'account.add-the-secret-if-you-have-it':
    'Fügen Sie das Geheimnis hinzu, wenn Sie es haben, oder erneuern Sie den Schlüssel.',
  'account.added-by-hand': 'Von Hand hinzugefügt.',
  'account.after-its-prefix-a-key-holds-letters':
    'Nach seinem Präfix enthält ein Schlüssel nur Buchstaben und Ziffern. Kopieren Sie ihn noch einmal. {notSent}',
  'account.after-keyprefix-must-stand-test-or-prod':
    'Hinter {keyPrefix} muss test_ oder prod_ stehen. Kopieren Sie ihn noch einmal. {notSent}',
  'account.an-operation-of-name-has-an-outcome':
    'Bei „{name}“ ist von einem Vorgang noch nicht bekannt, was daraus wurde.',
  'account.an-operation-on-this-key-is-not': 'Ein Vorgang mit diesem Schlüssel ist noch nicht geklärt.',
  'account.an-operation-on-this-key-is-under':
    'Mit diesem Schlüssel geschieht gerade etwas, oder der Ausgang ist noch nicht bekannt.',
  'account.another-connection-is-named-wanted': 'Eine andere Verbindung heißt schon „{wanted}“.',
  'account.another-window-or-command-is-working-on':
    'Ein anderes Fenster oder ein Befehl arbeitet gerade daran.',
  'account.auxot-shows-a-key-once-when-it':
    'Auxot zeigt einen Schlüssel einmal, beim Anlegen. Ist er verloren, legen Sie einen anderen an. Es wurde nichts gespeichert oder gesendet.',
  'account.because': ' {why}',
  'account.check-that-the-key-and-the-address':
    'Prüfen Sie, ob Schlüssel und Adresse zusammengehören. Es wurde nichts gespeichert.',
  'account.check-the-address-and-use-another-admin':
    'Prüfen Sie die Adresse und nehmen Sie einen anderen Admin-Schlüssel des Kontos. Es wurde nichts gespeichert.',
  'account.check-the-address-it-is-that-of':
    'Prüfen Sie die Adresse; es ist die der API (heute https://api.openmrp.ai, vorher https://api.augno.com). Es wurde nichts gespeichert.',
  'account.check-the-address-or-connect-it-as':
    'Prüfen Sie die Adresse, oder verbinden Sie es als eigenes Konto. Nichts wurde verlegt.',
  'account.choose-a-later-date-nothing-was-created': 'Wählen Sie ein späteres. Es wurde nichts angelegt.',
  'account.choose-the-role-that-allows-what-the':
    'Wählen Sie die Rolle, die erlaubt, wofür der Schlüssel da ist, und nicht mehr. Es wurde nichts angelegt.',
  'account.connect-its-account-instead-then-its-status':
    'Verbinden Sie stattdessen sein Konto: Dann sind Zustand und Ablauf hier bekannt. Es wurde nichts gespeichert.',
  'account.connect-the-account-again-then-it-can':
    'Verbinden Sie das Konto neu; dann lässt es sich prüfen und übernehmen. Es bleibt beiseite.',
  'account.connect-the-other-account-on-its-own':
    'Verbinden Sie das andere Konto für sich. Nichts wurde geändert oder gesendet.',
  'account.copy-it-again-without-anything-before-or':
    'Kopieren Sie ihn noch einmal, ohne etwas davor oder danach. Es wurde nichts gespeichert oder gesendet.',
  'account.copy-the-key-again-from-where-it':
    'Kopieren Sie den Schlüssel noch einmal von dort, wo er ausgestellt wurde. {notSent}',
  'account.count-more-files-beside-the-vault-are':
    '{count} weitere Dateien neben dem Tresor heißen wie verwahrte Geheimnisse und lassen sich nicht aufnehmen.',
  'account.create-a-key-with-an-admin-role':
    'Erstellen Sie im Dashboard einen Schlüssel mit Admin-Rolle und verbinden Sie sich mit diesem. Es wurde nichts gespeichert.',
  'account.create-a-new-key-instead-nothing-was':
    'Erstellen Sie stattdessen einen neuen. Es wurde nichts geändert.',
  'account.created': 'erstellt',
  'account.enter-a-date-such-as-2027-01':
    'Geben Sie ein Datum ein, zum Beispiel 2027-01-31. Es wurde nichts angelegt.',
  'account.enter-a-name-that-says-what-it':
    'Geben Sie einen Namen ein, der sagt, wofür er ist. Es wurde nichts angelegt.',
  'account.from-a-file-it-is-the-secret': 'Aus einer Datei; es ist das Geheimnis, das vorher hier war.',
  'account.from-a-file-unproven-until-it-is':
    'Aus einer Datei; unbestätigt, bis er getestet oder bestätigt ist.',
  'account.give-an-admin-key-of-this-account':
    'Geben Sie einen Admin-Schlüssel dieses Kontos für die neue Adresse an. Nichts wurde geändert oder gesendet.',
  'account.give-the-admin-key-for-the-new':
    'Geben Sie den Admin-Schlüssel für die neue Adresse an. Nichts wurde geändert oder gesendet.',
  'account.give-the-replacement-a-new-expiry-date':
    'Geben Sie dem Nachfolger ein neues Ablaufdatum. Es wurde nichts geändert.',
  'account.hint-nothing-was-stored': '{hint} Es wurde nichts gespeichert.',
  'account.host-had-not-sent-the-whole-list':
    '{host} hatte die Liste nach {seconds} Sekunden nicht ganz geschickt; das Lesen wurde beendet.',
  'account.host-is-none-of-the-vendors-own':
    '{host} ist keine Adresse des Anbieters selbst, deshalb muss der Admin-Schlüssel eingegeben werden.',
  'account.host-sent-a-list-that-had-no':
    '{host} hat eine Liste geschickt, die nach {pages} Seiten kein Ende hatte; das Lesen wurde beendet.',
  'account.host-sent-more-than-megabytes-mb-of':
    '{host} hat mehr als {megabytes} MB an Einträgen geschickt; das Lesen wurde beendet.',
  'account.host-speaks-productname-whose-keys-begin-with':
    '{host} spricht {productName}, dessen Schlüssel mit {keyPrefix} beginnen, und nimmt diesen Schlüssel auch in dieser Schreibweise nicht an.',
  'account.if-the-account-has-moved-to-sent':
    'Ist das Konto zu {sent} umgezogen, ziehen Sie die Verbindung dorthin um; dann lässt sich der Schlüssel übernehmen. Bis dahin bleibt es beiseite.',
  'account.if-the-account-has-moved-to-this':
    'Wenn das Konto an diese Adresse umgezogen ist, verlegen Sie die Verbindung dorthin: bei der Verbindung in den Einstellungen oder mit augno-vault connections move. Es wurde nichts gespeichert.',
  'account.it-belongs-to-another-vault-to-a':
    'Es gehört zu einem anderen Tresor, zu einer Kopie von vor dem Wechsel des Tresorschlüssels, oder ist beschädigt. Es wurde nicht angerührt: Entsperren Sie den Tresor, zu dem es gehört, mit der Datei in dessen Ordner, oder legen Sie sie woanders hin.',
  'account.it-could-not-be-kept-aside-either':
    'Es ließ sich auch nirgends sonst verwahren. Der Vorgang bleibt in der Datei des Tresors offen: Machen Sie Ordner und Datenträger schreibbar, entsperren Sie und synchronisieren Sie innerhalb von 29 Tagen; der Server gibt das Geheimnis dann noch einmal heraus. Tun Sie es vorher nicht noch einmal.',
  'account.it-had-taken-effect': 'Es war geschehen.',
  'account.it-had-taken-effect-its-secret-was':
    'Es war geschehen; das Geheimnis wurde mit demselben Idempotenzschlüssel geholt.',
  'account.it-had-taken-no-effect-and-was': 'Es war nicht geschehen und wurde neu getan.',
  'account.it-is-kept-apart-in-the-vault':
    'Es liegt versiegelt und mit dem Grund beiseite im Tresor; nichts verwendet es. Sehen Sie es in der Übersicht an, oder mit augno-vault kept list, bevor Sie den Schlüssel noch einmal verlangen.',
  'account.it-is-safe-there-and-is-taken':
    'Es ist dort sicher und wird bei der ersten Gelegenheit aufgenommen. Sie brauchen dafür nichts zu tun.',
  'account.it-may-have-been-resolved-in-the': 'Es wurde vielleicht inzwischen geklärt.',
  'account.it-stays-kept-apart-and-that-key':
    'Es bleibt beiseite, und jener Schlüssel ist, wie er war. Widerrufen Sie den neuen Schlüssel beim Server und legen Sie einen anderen an.',
  'account.it-stays-kept-apart-connect-the-account':
    'Es bleibt beiseite. Verbinden Sie das Konto, zu dem er gehört, und fügen Sie dort sein Geheimnis hinzu.',
  'account.it-stays-kept-apart-create-another-key':
    'Es bleibt beiseite. Legen Sie einen anderen Schlüssel an. Es wurde nichts gesendet.',
  'account.it-stays-kept-apart-in-case-a':
    'Es bleibt beiseite, falls eine neuere Version diese Form kennt. Legen Sie einen anderen Schlüssel an.',
  'account.it-stays-kept-apart-nothing-was-changed': 'Es bleibt beiseite. Es wurde nichts geändert.',
  'account.it-took-effect-but-the-secret-could':
    'Es geschah, aber das Geheimnis war nicht mehr zu bekommen; der Schlüssel muss widerrufen werden.',
  'account.it-was-created-elsewhere': 'Er wurde anderswo erstellt.',
  'account.it-was-not-accepted-so-it-is':
    'Er wurde nicht angenommen und deshalb nicht aufgenommen. {message}',
  'account.it-was-not-sent-anywhere': 'Er wurde nirgendwohin gesendet.',
  'account.it-is-as-that-left-it':
    'Es ist so, wie es dabei wurde, und alle Schlüssel sind noch hier. Ziehen Sie es noch einmal um.',
  'account.it-was-removed-here-or-by-another':
    'Sie wurde hier oder von einem anderen Fenster oder Befehl entfernt. Es wurde nichts geändert.',
  'account.it-was-renamed-elsewhere': 'Er wurde anderswo umbenannt.',
  'account.it-was-taken-in-here-or-by':
    'Es wurde hier oder von einem anderen Fenster oder Befehl übernommen. Es wurde nichts geändert.',
  'account.it-works-with-its-new-admin-key': 'Sie arbeitet jetzt mit ihrem neuen Admin-Schlüssel.',
  'account.it-works-with-redacted-now': 'Sie arbeitet jetzt mit {redacted}.',
  'account.its-address-origin-was-confirmed-on-this':
    'Ihre Adresse {origin} wurde auf diesem Rechner bestätigt.',
  'account.its-expiry-was-changed-elsewhere': 'Sein Ablauf wurde anderswo geändert.',
  'account.its-revocation-was-taken-back': 'Sein Widerruf wurde anderswo zurückgenommen.',
  'account.its-role-was-changed-elsewhere': 'Seine Rolle wurde anderswo geändert.',
  'account.its-secret-had-been-kept-aside-beside':
    'Sein Geheimnis war neben der Datei des Tresors verwahrt und wurde aufgenommen.',
  'account.keys-begin-with-keyprefix-nothing-was-stored':
    'Schlüssel beginnen mit {keyPrefix}. Es wurde nichts gespeichert.',
  'account.keys-begin-with-keyprefixtest-or-keyprefixprod-notsent':
    'Schlüssel beginnen mit {keyPrefix}test_ oder {keyPrefix}prod_. {notSent}',
  'account.keys-of-people-begin-with-user-keys':
    'Schlüssel von Personen beginnen mit user., Schlüssel von Teams mit team., Schlüssel seines Routers mit rtr_, adm_ oder tls_. Es wurde nichts gespeichert oder gesendet.',
  'account.length-more-keys-appeared-or-changed-elsewhere':
    '{length} weitere Schlüssel kamen beim selben Abgleich anderswo hinzu oder änderten sich.',
  'account.length-permissions': '{length} Berechtigungen.',
  'account.look-that-key-up-in-the-list':
    'Sehen Sie jenen Schlüssel in der Liste nach. Es wurde nichts gespeichert.',
  'account.moved-from-origin-productname-to-origin2-productname2':
    'Von {origin} ({productName}) nach {origin2} ({productName2}) verlegt.',
  'account.name-is-an-account-of-the-embedded':
    '„{name}“ ist ein Konto der eingebauten Sandbox, deren Adresse dieses Programm selbst verwaltet.',
  'account.name-is-at-origin-already': '„{name}“ ist schon bei {origin}.',
  'account.name-was-changed-while-it-was-moved':
    '„{name}“ wurde von anderer Seite geändert, während es umgezogen wurde.',
  'account.name-was-created-and-stored':
    '„{name}“ wurde erstellt und sein Geheimnis gespeichert, aber was darauf folgt, ging nicht.',
  'account.name-was-created-but-not-stored':
    '„{name}“ wurde erstellt, aber der Tresor konnte sein Geheimnis nicht speichern.',
  'account.name-was-revoked-but-the-vault-could':
    '„{name}“ wurde widerrufen, aber der Tresor konnte es nicht vermerken. {message}',
  'account.name-was-rotated-and-stored':
    '„{name}“ wurde erneuert und sein Geheimnis gespeichert, aber was darauf folgt, ging nicht.',
  'account.name-was-rotated-but-not-stored':
    '„{name}“ wurde erneuert, aber der Tresor konnte das neue Geheimnis nicht speichern.',
  'account.none-of-the-keys-of-name-is':
    'Keiner der Schlüssel von „{name}“ ist an der neuen Adresse aufgeführt; es ist also ein anderes Konto.',
  'account.nothing-is-left-to-be-decided-about': 'Über diesen Schlüssel ist nichts mehr zu entscheiden.',
  'account.nothing-is-left-to-do': 'Es ist nichts mehr zu tun.',
  'account.nothing-is-lost-at-the-next-synchronisation':
    'Es ist nichts verloren: Beim nächsten Abgleich sieht Augno Vault nach, ob es geschah, und holt dann das Geheimnis. Wiederholen Sie den Schritt nicht vorher.',
  'account.nothing-is-lost-augno-vault-looks-into':
    'Es ist nichts verloren. Augno Vault geht dem beim nächsten Abgleich nach; bis dahin wird der Schlüssel als ungeklärt gezeigt.',
  'account.nothing-was-changed-set-this-computers-clock':
    'Es wurde nichts geändert. Stellen Sie die Uhr dieses Computers, oder tun Sie es noch einmal und stimmen Sie zu, dass die Uhr des Servers zählt.',
  'account.nothing-was-changed-to-give-it-another':
    'Es wurde nichts geändert. Um ihr einen anderen Admin-Schlüssel zu geben, reparieren Sie sie.',
  'account.nothing-was-stored-what-is-held-stays':
    'Es wurde nichts gespeichert. Was hier ist, bleibt; um es zu ersetzen, fügen Sie das Geheimnis von Hand hinzu.',
  'account.of-what-is-kept-apart-message': 'Von dem Zurückgelegten: {message}',
  'account.origin-length-keys': '{origin}, {length} Schlüssel.',
  'account.paste-the-secret-of-this-key-nothing':
    'Fügen Sie das Geheimnis dieses Schlüssels ein. Es wurde nichts gespeichert oder gesendet.',
  'account.paste-the-whole-key-as-it-was':
    'Fügen Sie den ganzen Schlüssel ein, wie er beim Erstellen gezeigt wurde.',
  'account.renamed-from-name': 'Hieß vorher {name}.',
  'account.repair-the-connection-with-an-admin-key':
    'Reparieren Sie die Verbindung mit einem Admin-Schlüssel dieses Kontos. Alle Schlüssel und Geheimnisse im Tresor bleiben.',
  'account.repair-the-connection-with-an-admin-key-2':
    'Reparieren Sie die Verbindung mit einem Admin-Schlüssel dieses Kontos. Es wurde nichts geändert.',
  'account.replaced-by-keyid': 'Ersetzt durch {keyId}.',
  'account.revoked': 'widerrufen',
  'account.rotate-the-key-instead-the-connection-then':
    'Erneuern Sie ihn stattdessen: Die Verbindung geht dann zuerst auf den neuen über. Um ihn trotzdem zu widerrufen, geben Sie seinen Namen ein.',
  'account.rotated': 'erneuert',
  'account.shorten-it-nothing-was-created': 'Kürzen Sie ihn. Es wurde nichts angelegt.',
  'account.somebody-looked-at-it-it-stays-kept': 'Jemand hat es angesehen. Es bleibt zurückgelegt.',
  'account.synchronise-first-nothing-was-deleted': 'Gleichen Sie zuerst ab. Es wurde nichts gelöscht.',
  'account.synchronise-first-so-that-no-key-is':
    'Gleichen Sie zuerst ab, damit kein Schlüssel ohne sein Geheimnis zurückbleibt. Es wurde nichts entfernt.',
  'account.synchronise-it-is-looked-into-first-so':
    'Gleichen Sie ab: Das wird erst geklärt, damit kein Schlüssel bleibt, dessen Geheimnis niemand kennt.',
  'account.synchronise-or-check-the-id-nothing-was':
    'Gleichen Sie ab oder prüfen Sie die Kennung. Es wurde nichts geändert.',
  'account.synchronise-what-became-of-it-is-looked':
    'Gleichen Sie ab: Was daraus wurde, wird zuerst nachgesehen. Es wurde nichts geändert.',
  'account.synchronising-was-ended-after-longest-seconds-the':
    'Das Synchronisieren wurde nach {longest} Sekunden beendet: Der Server antwortet zu langsam.',
  'account.taken-in-from-what-was-kept-apart':
    'Aus dem Zurückgelegten aufgenommen: Der Server hat ihn angenommen.',
  'account.the-account-does-not-take-the-key':
    'Das Konto nimmt den Schlüssel nicht mehr an. Festgehalten wird es hier bei der nächsten Synchronisation, die der Tresor speichern kann. Tun Sie es nicht noch einmal.',
  'account.the-account-was-not-asked-for-anything':
    'Vom Konto wurde nichts verlangt. Was getan werden sollte, bleibt im Tresor vermerkt; sobald er sich beschreiben lässt, fragt die nächste Synchronisation, was daraus werden soll.',
  'account.the-api-key-is-missing': 'Der API-Schlüssel fehlt.',
  'account.the-connection-name-has-no-admin-key': 'Die Verbindung „{name}“ hat keinen Admin-Schlüssel mehr.',
  'account.the-connection-name-itself-works-with-this':
    'Die Verbindung „{name}“ arbeitet selbst mit diesem Schlüssel und würde nicht mehr gehen.',
  'account.the-connection-name-which-this-came-from':
    'Die Verbindung „{name}“, von der dies kam, ist nicht mehr im Tresor.',
  'account.the-connection-needs-a-name': 'Die Verbindung braucht einen Namen.',
  'account.the-creation-did-not-take-effect-and': 'Das Erstellen hatte keine Wirkung und wurde aufgegeben.',
  'account.the-key-needs-a-name': 'Der Schlüssel braucht einen Namen.',
  'account.the-key-needs-a-role': 'Der Schlüssel braucht eine Rolle.',
  'account.the-key-that-is-needed-begins-with':
    'Der Schlüssel, der gebraucht wird, beginnt mit {keyPrefix}. {notSent}',
  'account.the-key-whose-secret-was-lost-was':
    'Der Schlüssel, dessen Geheimnis verloren ging, wurde beendet.',
  'account.the-name-is-too-long-length-characters':
    'Der Name ist zu lang: {length} Zeichen, und Augno nimmt höchstens {longestName}.',
  'account.the-name-that-was-typed-is-not': 'Der eingegebene Name ist nicht der des Schlüssels.',
  'account.the-new-key-is-shown-in-the':
    'Der neue Schlüssel steht in der Liste mit dem nötigen Schritt: ihn widerrufen und einen anderen anlegen.',
} as const;
