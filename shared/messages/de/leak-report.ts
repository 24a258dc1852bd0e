/** The report of a leak, as the log keeps it and as a file. */
export const leakReportGerman = {
  'leak-report.title': 'Bericht über ein Leck: {name}',
  'leak-report.about-key': 'Der Schlüssel',
  'leak-report.key-prod': '{name}, {redacted}, ein Schlüssel der Produktion von {account}',
  'leak-report.key-test': '{name}, {redacted}, ein Sandbox-Schlüssel von {account}',
  'leak-report.about-times': 'Zeiten',
  'leak-report.since': 'Steht bekanntermaßen dort seit {at}',
  'leak-report.begun': 'Reaktion begonnen {at}',
  'leak-report.replaced': 'Ersetzt durch {redacted}, erstellt {at}',
  'leak-report.key-works': 'Der alte Schlüssel galt noch, als dies geschrieben wurde.',
  'leak-report.key-untried':
    'Der alte Schlüssel ist beendet; dass eine Anfrage damit abgelehnt wird, wurde nicht gesehen.',
  'leak-report.key-listed':
    'Das Konto führt den alten Schlüssel als beendet seit {at}; sein Geheimnis war nicht hier, um ihn zu prüfen.',
  'leak-report.key-refused': 'Die API hat den alten Schlüssel abgelehnt {at}',
  'leak-report.scanned': 'Alles noch einmal durchsucht, begonnen {at}',
  'leak-report.not-scanned': 'Seither wurde nicht alles noch einmal durchsucht.',
  'leak-report.about-places': 'Stellen',
  'leak-report.place': '{place}',
  'leak-report.place-gone': '{place}, nicht mehr da',
  'leak-report.place-history': '{place}, in der Historie',
  'leak-report.with-commit': '{where}; Commit {commit} von {author}, {date}',
  'leak-report.nowhere': 'Die Suche hat ihn an keiner Stelle gefunden.',
  'leak-report.more-places': '{count, plural, one {Eine weitere Stelle} other {# weitere Stellen}}',
  'leak-report.about-requests': 'Anfragen mit dem alten Schlüssel seither',
  'leak-report.requests':
    '{count, plural, one {Eine Anfrage} other {# Anfragen}} seit {since}; abgelehnt: {refused}',
  'leak-report.caller':
    '{address}, {program}: {count, plural, one {eine Anfrage} other {# Anfragen}}, die letzte {at}, {request}',
  'leak-report.more-callers':
    '{count, plural, one {Eine weitere Adresse oder ein weiteres Programm} other {# weitere Adressen oder Programme}}',
  'leak-report.requests-incomplete': 'Nicht alle Anfrageprotokolle ließen sich lesen: Es können mehr sein.',
  'leak-report.requests-unread': 'Die Anfrageprotokolle ließen sich nicht lesen.',
  'leak-report.none-is-kept': 'Das Protokoll enthält keinen Bericht über ein Leck dieses Schlüssels.',
  'leak-report.a-report-is-kept-when':
    'Ein Bericht kommt hinein, wenn in der App eine Reaktion auf ein Leck beendet wird. Nennen Sie die ID des Schlüssels oder den Namen, den er damals hatte.',
} as const;
