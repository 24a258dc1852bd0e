/** The report of a leak, as the log keeps it and as a file. */
export const leakReportEnglish = {
  'leak-report.title': 'Report of a leak: {name}',
  'leak-report.about-key': 'What leaked',
  'leak-report.key-prod': '{name}, {redacted}, a production key of {account}',
  'leak-report.key-test': '{name}, {redacted}, a sandbox key of {account}',
  'leak-report.about-times': 'Times',
  'leak-report.since': 'Known to stand there since {at}',
  'leak-report.begun': 'Response begun {at}',
  'leak-report.replaced': 'Replaced by {redacted}, made {at}',
  'leak-report.key-works': 'The old key still worked when this was written.',
  'leak-report.key-untried': 'The old key has ended; no request with it was seen refused.',
  'leak-report.key-listed':
    'The account lists the old key as ended since {at}; its secret was not here to be tried.',
  'leak-report.key-refused': 'The API refused the old key {at}',
  'leak-report.scanned': 'Everything scanned again, begun {at}',
  'leak-report.not-scanned': 'Not everything was scanned again since.',
  'leak-report.about-places': 'Places',
  'leak-report.place': '{place}',
  'leak-report.place-gone': '{place}, not there any more',
  'leak-report.place-history': '{place}, in the history',
  'leak-report.with-commit': '{where}; commit {commit} by {author}, {date}',
  'leak-report.nowhere': 'The scanner found it in no place.',
  'leak-report.more-places': '{count, plural, one {One more place} other {# more places}}',
  'leak-report.about-requests': 'Requests with the old key since then',
  'leak-report.requests':
    '{count, plural, one {One request} other {# requests}} since {since}; refused: {refused}',
  'leak-report.caller':
    '{address}, {program}: {count, plural, one {one request} other {# requests}}, the last {at}, {request}',
  'leak-report.more-callers':
    '{count, plural, one {One more address or program} other {# more addresses or programs}}',
  'leak-report.requests-incomplete': 'Not all of the request logs could be read: there may be more.',
  'leak-report.requests-unread': 'The request logs could not be read.',
  'leak-report.none-is-kept': 'The log keeps no report of a leak of this key.',
  'leak-report.a-report-is-kept-when':
    'A report is kept when a leak response is ended in the app. Give the key’s id, or the name that it had then.',
} as const;
