/** The report of a scan, and how far it is; in German. */
export const reportGerman = {
  'report.a-message': 'die Nachricht eines Commits oder Tags',
  'report.accepted': 'Von der Ignorierdatei als nicht durchsucht hingenommen: {count}.',
  'report.and': '{first}; {second}',
  'report.and-more': '  und {count} weitere (alle mit --format json)',
  'report.and-warnings': ', {count, plural, one {# Warnung} other {# Warnungen}}',
  'report.at-a-rate': '{size}, {rate}/s',
  'report.client-side': 'Teil dessen, was an Benutzer ausgeliefert wird, gilt also als öffentlich',
  'report.files': '{files} Dateien',
  'report.form': '  Form   {forms}',
  'report.found': '{count} gefunden',
  'report.grouped': '{high}.{low}',
  'report.hidden':
    'Verborgen: {byIgnoreFile} durch die Ignorierdatei (gezeigt mit --no-ignore), {byBaseline} durch die Baseline.',
  'report.id': '  ID     {keyId}',
  'report.ignored-by-git': 'git ignoriert diese Datei',
  'report.in-it': '{first}, darin {second}',
  'report.in-root': '{own} in {root}',
  'report.in-the-history-only': 'nur in der Geschichte',
  'report.key': '  Name   {name}',
  'report.key-not-in-the-vault': '  Name   nicht im Tresor',
  'report.kind-prod': '{brand}, Produktion',
  'report.kind-test': '{brand}, Test',
  'report.leak': 'LECK  {redacted}',
  'report.leaked-at-places': 'Geleakte Schlüssel an {count, plural, one {# Stelle} other {# Stellen}}.',
  'report.leaked-keys':
    '{keys, plural, one {# geleakter Schlüssel} other {# geleakte Schlüssel}} an {places, plural, one {# Stelle} other {# Stellen}}{also}.',
  'report.left': 'noch {time}',
  'report.left-out-by-pattern':
    'Ausgelassen: {count, plural, one {# Datei} other {# Dateien}} durch --exclude.',
  'report.left-out-by-size':
    'Ausgelassen: {count, plural, one {# Datei} other {# Dateien}} durch --max-file-size.',
  'report.left-out-findings':
    'Ausgelassen: {count, plural, one {# Stelle} other {# Stellen}} von Schlüsseln in der Geschichte, die --exclude abdeckt.',
  'report.looks-like': '{line}, sieht aus wie {names}',
  'report.looks-like-none': '{line}, sieht aus wie kein Schlüssel des Tresors',
  'report.mark': '  Marke  {mark}',
  'report.masked': 'Maskiert, also keine Lecks: {count} Schlüssel',
  'report.masked-in': '  {redacted} in {place}',
  'report.masked-in-more':
    '  {redacted} in {place} und {count, plural, one {# weiteren Datei} other {# weiteren Dateien}}',
  'report.message-of-commit': 'die Nachricht eines Commits',
  'report.message-of-tag': 'die Nachricht eines Tags oder einer Notiz',
  'report.misplaced-prod-by-file': 'ein Produktionsschlüssel, wo der Name der Datei Test sagt: {name}',
  'report.misplaced-prod-by-variable': 'ein Produktionsschlüssel, wo der Name der Variable Test sagt: {name}',
  'report.misplaced-test-by-file': 'ein Sandbox-Schlüssel, wo der Name der Datei Produktion sagt: {name}',
  'report.misplaced-test-by-variable':
    'ein Sandbox-Schlüssel, wo der Name der Variable Produktion sagt: {name}',
  'report.no-leak': 'Kein geleakter Schlüssel gefunden{also}.',
  'report.no-leak-in-part':
    'Kein geleakter Schlüssel in dem gefunden, was sich durchsuchen ließ{also}; nicht alles ließ sich.',
  'report.not-scanned': 'Nicht durchsucht: {count}',
  'report.nothing-was-scanned': 'Es wurde nichts durchsucht; das sagt also nichts über Lecks.',
  'report.now-refused': '  jetzt  die API lehnt ihn ab: er ist tot',
  'report.now-unknown': '  jetzt  die API ließ sich nicht fragen',
  'report.now-works': '  jetzt  die API nimmt ihn an: er gilt jetzt',
  'report.objects': '{objects} Objekte',
  'report.of': '{done} von {total}',
  'report.or': '{first} oder {second}',
  'report.path-and-reason': '  {path}: {reason}',
  'report.phase-attribution': 'feststellen, wer es einbrachte',
  'report.phase-files': 'Dateien lesen',
  'report.phase-history': 'Geschichte lesen',
  'report.phase-listing': 'auflisten',
  'report.scanned': 'Durchsucht: {ofFiles} in {seconds} s.',
  'report.scanned-files': '{files}{count, plural, one { Datei} other { Dateien}} ({size})',
  'report.scanned-files-and-known':
    '{files}{count, plural, one { Datei} other { Dateien}} ({size}, {known}{unchanged, plural, one { große Datei} other { große Dateien}} als sauber bekannt und seit der letzten Suche unverändert)',
  'report.scanned-with-history':
    'Durchsucht: {ofFiles}, {ofBlobs}{blobs, plural, one { Blob} other { Blobs}}, {ofCommits}{commits, plural, one { Commit} other { Commits}} in {seconds} s.',
  'report.shape-likely':
    'seine Art hat keine Prüfsumme, aber er steht, wo Schlüssel stehen, und wurde von einer Maschine gezogen: wie ein volles Leck behandeln',
  'report.shape-malformed':
    'sieht aus wie ein Schlüssel, aber seine Prüfsumme ist falsch: verändert, ein Testwert oder ein Tippfehler',
  'report.shape-repairable':
    'ein Zeichen ist falsch; der gemeinte Schlüssel ist bewiesen, behandeln Sie ihn also als geleakt',
  'report.shape-truncated': 'in der Prüfsumme abgeschnitten, aber das Geheimnis ist ganz: ein volles Leck',
  'report.shape-valid': 'ganzer Schlüssel, seine Prüfsumme stimmt',
  'report.staged': 'für den nächsten Commit vorgemerkt',
  'report.stays-leaked':
    'Ein Schlüssel, der je committet oder geteilt wurde, bleibt geleakt, auch wenn er aus den Dateien entfernt ist.',
  'report.times': '{line} ({count}-mal)',
  'report.unreachable': 'kein Branch oder Reflog führt dorthin, aber er ist noch gespeichert',
  'report.warning': 'Warnung  {redacted}',
  'report.was-there-before': 'er war schon an dieser Stelle: hierdurch nicht hinzugekommen',
  'report.was-there-before-in': 'er war schon da, in {path}: hierdurch nicht hinzugekommen',
  'report.what': '  was    Schlüssel ({kind}), {shape}',
  'report.what-to-do':
    'Was zu tun ist: jeden Schlüssel erneuern, der noch gilt, dann von den Stellen oben entfernen.',
  'report.where': '  wo     {where}',
  'report.who': '  wer    {person}, Commit {commit}: {subject}',
} as const;
