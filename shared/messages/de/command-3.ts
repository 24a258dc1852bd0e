/** The command; in German. */
export const command3German = {
  'command.account-asleep': 'Konto {name} ({mode}) unter {address}: schläft, bis Sie die Adresse bestätigen.',
  'command.account-asleep-with-key':
    'Konto {name} ({mode}) unter {address}: schläft, bis Sie die Adresse bestätigen; arbeitet dann mit {adminKey} aus der Datei.',
  'command.account-is-here':
    'Konto {name} ({mode}) unter {address}: schon hier, als {here}; bleibt, wie es ist.',
  'command.import-added':
    'Hinzugefügt: {records} Einträge und {secrets} Geheimnisse; {skipped} sind schon hier. Nichts wird ersetzt.',
  'command.import-would-add':
    'Käme hinzu: {records} Einträge und {secrets} Geheimnisse; {skipped} sind schon hier. Nichts wird ersetzt.',
  'command.indented': '  {text}',
  'command.kept-for-create': '  Als Antwort auf das Anlegen von „{name}“: {what}.',
  'command.kept-for-rotate': '  Als Antwort auf das Erneuern von „{name}“: {what}.',
  'command.kept-no-key': '{length} Zeichen, die kein Schlüssel sind',
  'command.kept-prod-key': '{redacted}, ein Produktionsschlüssel von {brand}',
  'command.kept-reply-comes': 'Beiseite gelegt, was {account} für {name} schickte: Es bleibt beiseite.',
  'command.kept-test-key': '{redacted}, ein Testschlüssel von {brand}',
  'command.key-comes': 'Schlüssel {name} {redacted} von {account}{secret}.',
  'command.key-comes-into-trash': 'Schlüssel {name} {redacted} von {account}{secret}, in den Papierkorb.',
  'command.left-out': '{what} ({records}). {why}',
  'command.not-brought': 'Nicht mitgebracht: {one}',
  'command.nothing-was-started-allow-env':
    'Es wurde nichts gestartet. Wenn die Datei Ihre ist und es so meint, fügen Sie --allow-env {variable} hinzu.',
  'command.nothing-was-started-name-the-key':
    'Es wurde nichts gestartet. Nennen Sie stattdessen den Schlüssel: seine ID, seinen Namen oder seine letzten vier Zeichen. Ein Geheimnis in einem Argument oder einer Datei können andere lesen; erwägen Sie, jenen Schlüssel zu erneuern.',
  'command.nothing-was-started-see-run-help': 'Es wurde nichts gestartet. Siehe augno-vault run --help.',
  'command.opens-with-another-password': 'Geht mit einem anderen Passwort auf.',
  'command.refused-malformed': 'es ist nicht, wie dieses Programm es schreibt',
  'command.refused-no-account': 'sein Konto steht nicht in der Datei',
  'command.refused-not-its-secret':
    'ohne das Geheimnis der Datei genommen, das zu einem anderen Schlüssel gehört',
  'command.refused-of-file': 'Abgelehnt: {what}: {why}.',
  'command.refused-repeated': 'seine ID steht schon davor in der Datei',
  'command.refused-reserved': 'das darf eine Datei nicht bringen',
  'command.refused-second-secret':
    'es steht neben einem anderen Geheimnis und ist kein Schlüssel jenes Kontos oder Dienstes',
  'command.refused-secret-held': 'ohne sein Geheimnis genommen, das hier bei einem anderen Schlüssel liegt',
  'command.service-asleep': '{known}: schläft, bis Sie die Adresse bestätigen.',
  'command.service-comes': '{known}.',
  'command.service-is-here': '{known}: schon hier, als {here}; bleibt, wie es ist.',
  'command.service-named-at': '{service} unter {address}',
  'command.view-comes': 'Ansicht {name}.',
  'command.with-a-second-secret': ', mit einem zweiten Geheimnis, das für ihn aufbewahrt wurde',
  'command.with-its-secret': ', mit seinem Geheimnis',
  'command.without-secret': '',
  'command.wrote-kit-print-it-then-delete-the':
    '{kit} geschrieben. Drucken Sie es, und löschen Sie dann die Datei.',
  'command.wrote-output-length-references-filled-in': '{output} geschrieben: {length} Verweise ausgefüllt.',
  'command.completion-needs-one-of': 'completion braucht eines von: {shells}.',
  'command.nothing-was-done-did-you-mean':
    'Es wurde nichts getan. Meinten Sie {names}? Siehe augno-vault --help.',
  'command.did-you-mean': 'Meinten Sie {names}? {hint}',
  'command.names-needs-on-or-off': 'completion --names braucht on oder off.',
  'command.names-allowed':
    'Namen von Schlüsseln werden ab jetzt ergänzt ({count}). Sie liegen nur für Sie lesbar in {file}, ohne Geheimnisse; „completion --names off“ entfernt sie.',
  'command.names-ended':
    'Namen von Schlüsseln werden nicht mehr ergänzt. Die Datei mit ihnen wurde entfernt.',
  'command.names-were-off': 'Namen von Schlüsseln wurden nicht ergänzt. Es gibt nichts zu entfernen.',
  'command.names-not-written': 'Die Namen konnten nicht nach {file} geschrieben werden.',
  'command.log-names-allowed':
    'Namen von Schlüsseln dürfen auf diesem Computer außerhalb des Tresors liegen, damit eine Shell sie ergänzt',
  'command.log-names-ended':
    'Namen von Schlüsseln liegen auf diesem Computer nicht mehr außerhalb des Tresors',
  'command.still-working': 'Läuft… {seconds} s',
} as const;
