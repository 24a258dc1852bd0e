/** The processes and the wire; in German. */
export const processGerman = {
  'process.a-list-of-length-keys-redacted': 'Eine Liste von {length} Schlüsseln, geschwärzt.',
  'process.a-part-of-augno-vault-asked-for': 'Ein Teil von Augno Vault fragte nach etwas Unbekanntem.',
  'process.a-vault-is-open': 'Ein Tresor ist offen.',
  'process.add-the-secret-if-you-have-it':
    'Fügen Sie das Geheimnis hinzu, wenn Sie es haben, oder erneuern Sie den Schlüssel. Es wurde nichts gestartet.',
  'process.another-program-is-being-given-a-secret': 'Gerade bekommt ein anderes Programm ein Geheimnis.',
  'process.ask-the-sender-to-seal-it-again':
    'Bitten Sie den Absender, es neu zu versiegeln. Es wurde nichts gespeichert.',
  'process.fingerprint-compared': 'Fingerabdruck verglichen.',
  'process.fingerprint-not-compared': 'Fingerabdruck nicht verglichen.',
  'process.it-may-have-taken-the-secret-already':
    'Es hat das Geheimnis vielleicht schon übernommen: Sehen Sie dort nach, wo es hin sollte.',
  'process.it-was-neither-read-nor-written-look':
    'Sie wurde weder gelesen noch geschrieben. Sehen Sie sie noch einmal an, um wieder gefragt zu werden.',
  'process.it-was-not-given-the-secret-check':
    'Es hat das Geheimnis nicht bekommen. Prüfen Sie, ob es installiert ist, oder nennen Sie es mit seinem ganzen Pfad.',
  'process.newer-ones-replace-the-oldest-choose-another':
    'Neuere ersetzen die ältesten. Wählen Sie eine andere aus der Liste.',
  'process.nothing-was-changed-answer-that-window-first':
    'Es wurde nichts geändert. Beantworten Sie zuerst jenes Fenster.',
  'process.nothing-was-changed-check-what-you-typed':
    'Es wurde nichts geändert. Prüfen Sie, was Sie eingegeben haben.',
  'process.nothing-was-changed-check-what-you-typed-at':
    'Es wurde nichts geändert. Prüfen Sie, was Sie eingegeben haben ({where}).',
  'process.nothing-was-changed-do-it-in-smaller-parts':
    'Es wurde nichts geändert. Tun Sie es in kleineren Teilen.',
  'process.nothing-was-changed-close-this-window-and':
    'Es wurde nichts geändert. Schließen Sie dieses Fenster und öffnen Sie es wieder.',
  'process.nothing-was-changed-do-it-again-and':
    'Es wurde nichts geändert. Tun Sie es noch einmal und geben Sie ein, wonach es fragt.',
  'process.nothing-was-changed-do-it-again-and-2':
    'Es wurde nichts geändert. Tun Sie es noch einmal und geben Sie das Passwort in dem Fenster ein, das danach fragt.',
  'process.nothing-was-changed-lock-it-first': 'Es wurde nichts geändert. Sperren Sie ihn zuerst.',
  'process.nothing-was-changed-look-at-both-values':
    'Es wurde nichts geändert. Sehen Sie beide Werte noch einmal an; dann wählen Sie.',
  'process.nothing-was-changed-look-at-the-list':
    'Es wurde nichts geändert. Sehen Sie die Liste noch einmal an.',
  'process.nothing-was-changed-restart-the-app-if':
    'Es wurde nichts geändert. Starten Sie die App neu; geschieht es wieder, installieren Sie sie neu.',
  'process.nothing-was-changed-wait-a-minute-if':
    'Es wurde nichts geändert. Warten Sie eine Minute; wenn Sie es nicht selbst waren, sperren Sie den Tresor.',
  'process.nothing-was-done-choose-it-again-then':
    'Es wurde nichts getan. Wählen Sie es noch einmal und wiederholen Sie dann den Schritt.',
  'process.nothing-was-imported-choose-the-file-again':
    'Es wurde nichts importiert. Wählen Sie die Datei noch einmal.',
  'process.nothing-was-read-or-written-close-this':
    'Es wurde nichts gelesen und nichts geschrieben. Schließen Sie dieses Fenster und öffnen Sie es noch einmal.',
  'process.nothing-was-sealed-look-at-the-list':
    'Es wurde nichts versiegelt. Sehen Sie die Liste noch einmal an.',
  'process.passed-on': 'Für {name}, {fingerprint}.',
  'process.passed-on-not-compared': 'Für {name}, {fingerprint} (nicht verglichen).',
  'process.paste-the-one-from-the-other-admins':
    'Fügen Sie den aus den Einstellungen des anderen Admins ein. Es wurde nichts gespeichert.',
  'process.recovery-key-shown':
    'Ein neuer Wiederherstellungsschlüssel wurde gezeigt; er öffnet nichts, bis er bestätigt ist',
  'process.recovery-key-not-kept':
    'Der neue Wiederherstellungsschlüssel, der gezeigt wurde, wurde nicht behalten und öffnet nichts',
  'process.a-new-recovery-key-opens-nothing':
    'Ein neuer Wiederherstellungsschlüssel wurde erzeugt, und der Tresor ging zu, bevor Sie gesagt haben, dass Sie ihn haben. Er öffnet nichts.',
  'process.throw-the-new-one-away':
    'Ein früherer Wiederherstellungsschlüssel gilt weiter. Werfen Sie weg, was es vom neuen gibt, und erzeugen Sie in den Einstellungen noch einen.',
  'process.no-new-recovery-key-waits':
    'Es gibt keinen neuen Wiederherstellungsschlüssel, der auf eine Bestätigung wartet.',
  'process.any-from-before-goes-on-working':
    'Der Wiederherstellungsschlüssel, den dieser Tresor hatte, gilt weiter. Erzeugen Sie einen neuen, wo Sie einen brauchen.',
  'process.recovery-key-confirmed': 'Wiederherstellungsschlüssel noch einmal eingegeben, richtig',
  'process.restore-drill-passed': 'Übung der Wiederherstellung bestanden',
  'process.the-backup-was-not-put-in-place': 'Die Sicherung wurde nicht an die Stelle gesetzt.',
  'process.the-file-that-was-to-be-imported':
    'Die Datei, die importiert werden sollte, ist nicht mehr geladen.',
  'process.the-master-password-is-being-asked-for': 'Nach dem Hauptpasswort wird schon gefragt.',
  'process.the-master-password-was-asked-for-too': 'Nach dem Hauptpasswort wurde zu oft gefragt.',
  'process.the-master-password-was-not-given': 'Das Hauptpasswort wurde nicht eingegeben.',
  'process.the-program-shown-cant-be-run-code': 'Das Programm {shown} lässt sich nicht ausführen ({code}).',
  'process.the-program-shown-was-not-found': 'Das Programm {shown} wurde nicht gefunden.',
  'process.the-program-took-longer-than-two-minutes':
    'Das Programm brauchte länger als zwei Minuten und wurde beendet.',
  'process.the-program-was-ended': 'Das Programm wurde beendet.',
  'process.the-systems-proxy-is-of-a-kind':
    'Der Proxy des Systems ist von einer Art, die Augno Vault nicht spricht.',
  'process.the-window-that-asked-was-closed-without':
    'Das Fenster, das fragte, wurde ohne Antwort geschlossen.',
  'process.this-backup-is-not-there-any-more': 'Diese Sicherung gibt es nicht mehr.',
  'process.this-copy-does-not-lie-beside-the': 'Diese Kopie liegt nicht mehr neben dem Tresor.',
  'process.this-file-is-not-in-the-list': 'Diese Datei steht nicht mehr in der Liste.',
  'process.this-file-was-not-confirmed': 'Diese Datei wurde nicht bestätigt.',
  'process.this-input-cant-be-used': 'Diese Eingabe lässt sich nicht verwenden.',
  'process.this-is-the-public-key-of-this': 'Das ist der öffentliche Schlüssel dieses Tresors selbst.',
  'process.this-key-or-this-admin-is-not': 'Diesen Schlüssel oder diesen Admin gibt es im Tresor nicht mehr.',
  'process.this-keys-secret-is-not-held-here': 'Das Geheimnis dieses Schlüssels ist nicht hier verwahrt.',
  'process.this-is-more-than-one-step': 'Das ist mehr, als in einem Schritt geht.',
  'process.this-request-was-not-understood': 'Diese Anfrage wurde nicht verstanden.',
  'process.unlock-it-and-try-again-what-you':
    'Entsperren Sie ihn und versuchen Sie es noch einmal. Was Sie eingegeben haben, bleibt erhalten, wo es geht.',
  'process.wait-until-it-has-ended-or-cancel':
    'Warten Sie, bis es beendet ist, oder brechen Sie es ab. Es wurde nichts gestartet.',
  'process.what-is-kept-there-has-changed-since':
    'Was dort behalten ist, hat sich geändert, seit es gezeigt wurde.',
  'process.what-was-chosen-for-this-is-not': 'Was dafür gewählt wurde, gilt nicht mehr.',
  'process.what-was-sealed-is-not-the-key':
    'Was versiegelt wurde, ist nicht der Schlüssel, der es zu sein vorgibt.',
} as const;
