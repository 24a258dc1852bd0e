import type { overview as english } from '../en/overview.ts';

export const overview: Readonly<Record<keyof typeof english, string>> = {
  'overview.today': 'Was Sie heute braucht',
  'overview.nothing': 'Heute braucht Sie nichts.',
  'overview.no-expiry': 'In den nächsten 90 Tagen läuft kein Schlüssel ab.',
  'overview.next-expiry': 'Als Nächstes läuft ab: {name},',
  'overview.more': 'Und {count} weitere.',
  'overview.timeline': 'Was in den nächsten 90 Tagen abläuft',
  'overview.timeline-label':
    '{count, plural, one {# Schlüssel endet} other {# Schlüssel enden}} in den nächsten {days} Tagen',
  'overview.timeline-none': 'In dieser Zeit endet kein Schlüssel.',
  'overview.today-label': 'Heute',

  'attention.unresolved':
    'Es ist noch nicht bekannt, ob eine Änderung an diesem Schlüssel wirksam geworden ist.',
  'attention.leaked': 'An {count, plural, one {# Stelle} other {# Stellen}} gefunden, und er gilt noch.',
  'attention.unknown-leak':
    'An {count, plural, one {# Stelle} other {# Stellen}} gefunden. Klären Sie, wem er gehört, und lassen Sie ihn widerrufen.',
  'attention.expiring': 'Läuft ab',
  'attention.rotation':
    'Erneuerung läuft{count, plural, =0 {: Prüfen Sie, dass der alte Schlüssel abgelehnt wird.} one {: # Stelle ist noch umzustellen.} other {: # Stellen sind noch umzustellen.}}',
  'attention.stale': 'Gilt, wurde aber 90 Tage nicht benutzt. Wird er noch gebraucht?',
  'attention.never-used': 'Gilt, wurde aber nie benutzt. Wird er gebraucht?',
  'attention.rotation-due':
    'Seine Regel verlangt eine Rotation{count, plural, =0 {: heute.} one {: seit # Tag fällig.} other {: seit # Tagen fällig.}}',
  'attention.made-elsewhere': 'In den letzten Tagen außerhalb dieses Tresors erzeugt. Wissen Sie, von wem?',
  'attention.over-privileged': 'Darf in der Produktion alles. Eine Rolle für seine Aufgabe würde genügen.',
  'attention.old-secret':
    'Das alte Geheimnis wurde nach der Rotation noch {count, plural, one {einmal} other {#-mal}} versucht: Eine Stelle ist nicht aktualisiert.',
  'attention.new-address':
    'Von {count, plural, one {einer Adresse} other {# Adressen}} benutzt, die vor dem letzten Tag nicht vorkamen.',
  'attention.many-places':
    'Innerhalb eines Tages von {count, plural, one {# Adresse} other {# Adressen}} benutzt.',
  'attention.spike':
    '{count, plural, one {# Anfrage} other {# Anfragen}} an einem Tag, ein Vielfaches des Üblichen.',
  'attention.refused':
    '{count, plural, one {# Anfrage wurde} other {# Anfragen wurden}} am letzten Tag abgelehnt.',
  'attention.from': 'Von {from}.',
  'attention.dismiss': 'Bis zum nächsten Entsperren weglegen',
  'attention.unread':
    'Die Anfrageprotokolle von {count, plural, one {# Schlüssel} other {# Schlüsseln}} ließen sich gerade nicht lesen.',
  'attention.continue': 'Fortsetzen',
  'attention.look': 'Ansehen',
};
