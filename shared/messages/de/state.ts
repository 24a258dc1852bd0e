/** How a key or an account stands, what a test of a key showed, and what a person has to do; in German. */
export const stateGerman = {
  'state.accepted': 'Angenommen von {who}.',
  'state.accepted-after-it-was-deleted':
    'Dieser Schlüssel galt als gelöscht, aber {service} hat ihn noch angenommen. Löschen Sie ihn dort und prüfen Sie dann noch einmal.',
  'state.accepted-after-its-end':
    'Dieser Schlüssel sollte beendet sein, aber eine Anfrage mit ihm wurde noch angenommen. Widerrufen Sie ihn noch einmal und prüfen Sie ihn.',
  'state.accepted-as-and-not-as': 'Angenommen von {host} als {forms}; nicht als {others}.',
  'state.accepted-in-forms': 'Angenommen von {host} ({forms}).',
  'state.accepted-without-subscription': 'Angenommen von {who}, aber das Abonnement ist nicht aktiv.',
  'state.accepted-without-units':
    'Angenommen von {who}; seine Rolle darf keine Einheiten auflisten, womit er geprüft wurde.',
  'state.asleep':
    'Ihre Adresse {address} ist auf diesem Rechner nicht bestätigt, deshalb wird nichts dorthin gesendet. Sehen Sie sich die Adresse an und bestätigen Sie sie.',
  'state.asleep-not-known':
    'Ob ihre Adresse {address} auf diesem Rechner bestätigt ist, ist nicht bekannt, deshalb wird nichts dorthin gesendet. Die Datei {file} lässt sich nicht lesen. Sehen Sie nach ihren Rechten und ihrem Datenträger, dann sperren und entsperren Sie den Tresor.',
  'state.clock-ahead': 'Die Uhr dieses Computers geht gegenüber der von {host} um {length} vor.',
  'state.clock-behind': 'Die Uhr dieses Computers geht gegenüber der von {host} um {length} nach.',
  'state.clock-counts':
    '{clock} Zeiten werden nach der des Servers gerechnet; stellen Sie die Uhr dieses Computers.',
  'state.connection-key-expires':
    'Die Verbindung arbeitet selbst mit diesem Schlüssel, und er läuft bald ab. Erneuern Sie ihn vorher.',
  'state.connection-key-refused':
    'Der Admin-Schlüssel der Verbindung wird nicht mehr angenommen. Reparieren Sie die Verbindung mit einem anderen; alles im Tresor bleibt.',
  'state.connection-not-admin':
    'Die Rolle des Schlüssels der Verbindung ist keine Admin-Rolle mehr, deshalb lassen sich keine Schlüssel verwalten. Reparieren Sie die Verbindung mit einem Admin-Schlüssel.',
  'state.connection-payment-required':
    'Das Abonnement des Kontos ist nicht aktiv, deshalb weist die API Anfragen ab. Bringen Sie es im Dashboard in Ordnung.',
  'state.create-interrupted':
    'Dieses Anlegen wurde unterbrochen und hat nichts bewirkt. Tun Sie es noch einmal oder geben Sie es auf.',
  'state.create-merged':
    'Eine andere Kopie des Tresors wurde eingeführt, während dieser Schlüssel angelegt wurde. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.create-moved':
    'Das Konto wurde an eine andere Adresse verlegt, während dieser Schlüssel angelegt wurde. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.create-outcome-not-known':
    'Was aus diesem Anlegen wurde, ist noch nicht bekannt; es wird beim nächsten Synchronisieren nachgesehen. Es ist nichts verloren.',
  'state.create-restored':
    'Der Tresor wurde mitten in diesem Anlegen aus einer Sicherung wiederhergestellt. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.create-took-effect-without-secret':
    'Das Anlegen war erfolgreich, aber das Geheimnis des neuen Schlüssels ging unterwegs verloren. Widerrufen Sie den neuen Schlüssel und erstellen Sie einen anderen.',
  'state.end-held-back-by-interruption':
    'Das Erneuern dieses Schlüssels wurde unterbrochen, bevor der alte widerrufen war. Prüfen Sie, dass nichts ihn mehr braucht, und widerrufen Sie ihn dann.',
  'state.end-held-back-by-restore':
    'Der Tresor wurde aus einer Sicherung wiederhergestellt, als dieser Schlüssel widerrufen werden sollte. Prüfen Sie, dass nichts ihn mehr braucht, und widerrufen Sie ihn dann.',
  'state.end-is-late':
    'Dieser Schlüssel sollte inzwischen widerrufen sein. Er wird es beim nächsten Synchronisieren; widerrufen Sie ihn jetzt, um sicherzugehen.',
  'state.kept-apart':
    'Was der Server für diesen Schlüssel geschickt hat, ist nicht der verlangte Schlüssel und liegt deshalb beiseite. Sehen Sie es in der Übersicht an.',
  'state.no-access-to-account':
    'Der Schlüssel gilt, hat aber keinen Zugriff auf das Konto {account}, oder seine Rolle darf dort keine Einheiten auflisten.',
  'state.no-api-to-create':
    '{name} hat keine API, über die sich ein Schlüssel anlegen lässt. Öffnen Sie den Schlüssel: Seine eigenen Schritte führen hindurch.',
  'state.no-api-to-revoke':
    '{name} hat keine API, über die sich ein Schlüssel widerrufen lässt. Öffnen Sie den Schlüssel: Seine eigenen Schritte führen hindurch.',
  'state.no-api-to-rotate':
    '{name} hat keine API, über die sich ein Schlüssel erneuern lässt. Öffnen Sie den Schlüssel: Seine eigenen Schritte führen hindurch.',
  'state.no-api-to-test':
    '{name} hat keine API, über die sich ein Schlüssel prüfen lässt. Öffnen Sie den Schlüssel: Seine eigenen Schritte führen hindurch.',
  'state.no-way-to-create': 'Ein Schlüssel von {name} lässt sich von hier aus nicht anlegen.',
  'state.no-way-to-revoke': 'Ein Schlüssel von {name} lässt sich von hier aus nicht widerrufen.',
  'state.no-way-to-rotate': 'Ein Schlüssel von {name} lässt sich von hier aus nicht erneuern.',
  'state.no-way-to-test': 'Ein Schlüssel von {name} lässt sich von hier aus nicht prüfen.',
  'state.not-asked-whether-revoked':
    'Ob der Server das Widerrufene noch annimmt, ließ sich nicht fragen; diese Geheimnisse bleiben deshalb aufbewahrt: {names}.',
  'state.not-asked-yet': 'Seit dem Start noch nicht gefragt.',
  'state.not-listed-any-more':
    'Der Server führt diesen Schlüssel nicht mehr auf. Hier wurde nichts gelöscht; löschen Sie ihn aus dem Tresor, wenn er nicht gebraucht wird.',
  'state.not-reached': 'nicht erreicht.',
  'state.outcome-cannot-be-read':
    'Ob das wirksam wurde, ist nicht bekannt, denn was der Server von seinen Schlüsseln zeigt, lässt sich nicht vollständig lesen. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.quoted': '„{text}“',
  'state.refused': 'Abgelehnt: {why}',
  'state.refused-but-held-working':
    'Abgelehnt: {why} Im Verzeichnis steht er als gültig: Synchronisieren Sie, um zu sehen, was sich geändert hat.',
  'state.refused-by': 'Abgelehnt von {host}.',
  'state.refused-when-tested':
    '{service} hat diesen Schlüssel beim letzten Prüfen abgelehnt. Vielleicht wurde er dort gelöscht: Prüfen Sie das, und vermerken Sie ihn als widerrufen oder ersetzen Sie ihn.',
  'state.reply-id-not-new': 'Es nennt einen Schlüssel, den es schon gab.',
  'state.reply-id-of-another': 'Es nennt einen Schlüssel eines anderen Kontos oder Dienstes.',
  'state.reply-not-a-key': 'Was als Geheimnis geschickt wurde, ist kein Schlüssel.',
  'state.reply-other-brand': 'Es ist ein Schlüssel einer anderen Marke als dieses Konto.',
  'state.reply-other-mode': 'Es ist ein Schlüssel der anderen Art (Test oder Produktion).',
  'state.reply-redacted-differs': 'Die geschwärzte Form daneben gehört zu einem anderen Schlüssel.',
  'state.reply-secret-of-another': 'Dieser Schlüssel ist oder war unter einer anderen ID im Tresor.',
  'state.reply-unreadable': 'Was neben dem Geheimnis kam, hat eine unbekannte Form.',
  'state.revoke-interrupted':
    'Dieses Widerrufen wurde unterbrochen und hat nichts bewirkt. Tun Sie es noch einmal oder geben Sie es auf.',
  'state.revoke-merged':
    'Eine andere Kopie des Tresors wurde eingeführt, während dieser Schlüssel widerrufen wurde. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.revoke-moved':
    'Das Konto wurde an eine andere Adresse verlegt, während dieser Schlüssel widerrufen wurde. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.revoke-outcome-not-known':
    'Was aus diesem Widerrufen wurde, ist noch nicht bekannt; es wird beim nächsten Synchronisieren nachgesehen. Es ist nichts verloren.',
  'state.revoke-restored':
    'Der Tresor wurde mitten in diesem Widerrufen aus einer Sicherung wiederhergestellt. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.revoke-took-effect-without-secret':
    'Das Widerrufen war erfolgreich, aber das Geheimnis des neuen Schlüssels ging unterwegs verloren. Widerrufen Sie den neuen Schlüssel und erstellen Sie einen anderen.',
  'state.rotate-interrupted':
    'Dieses Erneuern wurde unterbrochen und hat nichts bewirkt. Tun Sie es noch einmal oder geben Sie es auf.',
  'state.rotate-merged':
    'Eine andere Kopie des Tresors wurde eingeführt, während dieser Schlüssel erneuert wurde. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.rotate-moved':
    'Das Konto wurde an eine andere Adresse verlegt, während dieser Schlüssel erneuert wurde. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.rotate-outcome-not-known':
    'Was aus diesem Erneuern wurde, ist noch nicht bekannt; es wird beim nächsten Synchronisieren nachgesehen. Es ist nichts verloren.',
  'state.rotate-restored':
    'Der Tresor wurde mitten in diesem Erneuern aus einer Sicherung wiederhergestellt. Sehen Sie sich das Konto an; dann machen Sie es noch einmal, oder geben Sie es auf.',
  'state.rotate-took-effect-without-secret':
    'Das Erneuern war erfolgreich, aber das Geheimnis des neuen Schlüssels ging unterwegs verloren. Widerrufen Sie den neuen Schlüssel und erstellen Sie einen anderen.',
  'state.rotation-is-due':
    'Der Tag, an dem dieser Schlüssel zu erneuern war, ist da. Erneuern Sie ihn, oder wählen Sie einen anderen Tag.',
  'state.secret-is-unproven':
    'Sein Geheimnis kam aus einer Datei und wird nicht verwendet, bevor Sie den Schlüssel testen oder bestätigen, dass das Geheimnis Ihres ist.',
  'state.secret-may-be-in-newer-copy':
    'Dieser Schlüssel entstand nach der Sicherung, die wiederhergestellt wurde; sein Geheimnis war vielleicht in der neueren Kopie. Fügen Sie das Geheimnis hinzu, oder erneuern Sie den Schlüssel.',
  'state.secret-was-lost-on-the-way':
    'Augno hat diesen Schlüssel erstellt, aber sein Geheimnis ging unterwegs verloren und ist nicht mehr zu bekommen. Widerrufen Sie ihn und erstellen Sie einen anderen.',
  'state.status-says-nothing':
    '{host} antwortete mit dem Status {status}; das sagt nichts über den Schlüssel.',
  'state.stored-twice':
    'Derselbe Schlüssel ist mehrfach gespeichert, vielleicht in beiden Schreibweisen seines Anfangs; nichts wurde zusammengelegt: {names}.',
  'state.unreachable': '{why} Über den Schlüssel ist nichts bekannt.',
  'state.unread-entries':
    '{count, plural, one {Ein Eintrag seiner Listen hat eine unbekannte Form und wurde ausgelassen} other {# Einträge seiner Listen haben eine unbekannte Form und wurden ausgelassen}}: {names}.',
  'state.who-prod': '{account} (Produktion)',
  'state.who-prod-role': '{account} (Produktion), Rolle {role}',
  'state.who-test': '{account} (Test)',
  'state.who-test-role': '{account} (Test), Rolle {role}',
} as const;
