import type { programs as english } from '../en/programs.ts';

export const programs: Readonly<Record<keyof typeof english, string>> = {
  'nav.programs': 'Programmzugriffe',
  'programs.sessions': 'Laufende Sitzungen',
  'programs.grants': 'Was erlaubt ist',
  'programs.requests': 'Letzte Anfragen',
  'programs.none': 'Kein Programm hat gerade Zugriff.',
  'programs.none-text':
    'Ein Programm kann einen Schlüssel verwenden, ohne ihn je zu haben. Starten Sie es in einem Terminal so:',
  'programs.waiting':
    '{count, plural, one {Ein Programm wartet auf Ihre Antwort.} other {# Programme warten auf Ihre Antwort.}}',
  'programs.waiting-text': 'Gefragt wird in einem eigenen Dialog, nicht auf dieser Seite.',
  'programs.reason': 'Grund: {reason}',
  'programs.session-facts': 'Darf: {scope} · {count, plural, one {# Anfrage} other {# Anfragen}}',
  'programs.until': 'endet',
  'programs.started-by': 'Gestartet von: {programs}',
  'programs.uses': '{count, plural, one {Einmal genutzt} other {#-mal genutzt}}',
  'programs.purpose-list': 'Schlüssel und Konten auflisten',
  'programs.purpose-use': 'Einen Schlüssel verwenden, ohne ihn zu sehen',
  'programs.purpose-inject': 'Ein Geheimnis in ein Programm oder eine Datei einsetzen',
  'programs.purpose-reveal': 'Ein Geheimnis sehen',
  'programs.purpose-recognise': 'Schlüssel des Tresors in dem erkennen, was ein Assistent gleich sieht',
  'programs.offers': 'Was erlaubt werden könnte',
  'programs.allow': 'Erlauben …',
  'programs.stop': 'Beenden',
  'programs.revoke': 'Zurücknehmen',
  'programs.when': 'Wann',
  'programs.request': 'Anfrage',
  'programs.outcome': 'Ergebnis',
  'programs.key': 'Schlüssel',
  'programs.program': 'Programm',
  'programs.took': '({milliseconds} ms)',
};
