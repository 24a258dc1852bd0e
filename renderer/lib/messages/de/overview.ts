import type { overview as english } from '../en/overview.ts';

export const overview: Readonly<Record<keyof typeof english, string>> = {
  'overview.today': 'Was Sie heute braucht',
  'overview.nothing': 'Heute braucht Sie nichts.',
  'overview.no-expiry': 'In den nächsten 90 Tagen läuft kein Schlüssel ab.',
  'overview.next-expiry': 'Als Nächstes läuft ab: {name},',
  'overview.more': 'Und {count} weitere.',
  'overview.nothing-but': 'Heute braucht Sie nichts außer dem, was Sie aufgeschoben haben.',
  'overview.timeline': 'Schlüssel, die bald enden',
  'overview.timeline-span': 'Wie weit voraus',
  'overview.next-days': 'Nächste {days} Tage',
  'overview.timeline-none': 'In den nächsten {days} Tagen endet kein Schlüssel.',
  'overview.weeks': 'Schlüssel, die enden, nach Wochen',
  'overview.week':
    '{from} bis {to}: {count, plural, =0 {kein Schlüssel endet} one {# Schlüssel endet} other {# Schlüssel enden}}{production, plural, =0 {} other {, davon # in der Produktion}}',
  'overview.this-week': 'Diese Woche',

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
    'Seine Regel verlangt eine Erneuerung{count, plural, =0 {: heute.} one {: seit # Tag fällig.} other {: seit # Tagen fällig.}}',
  'attention.made-elsewhere': 'In den letzten Tagen außerhalb dieses Tresors erzeugt. Wissen Sie, von wem?',
  'attention.over-privileged': 'Darf in der Produktion alles. Eine Rolle für seine Aufgabe würde genügen.',
  'attention.old-secret':
    'Das alte Geheimnis wurde nach der Erneuerung noch {count, plural, one {einmal} other {#-mal}} versucht: Eine Stelle ist nicht aktualisiert.',
  'attention.new-address':
    'Von {count, plural, one {einer Adresse} other {# Adressen}} benutzt, die vor dem letzten Tag nicht vorkamen.',
  'attention.many-places':
    'Innerhalb eines Tages von {count, plural, one {# Adresse} other {# Adressen}} benutzt.',
  'attention.spike':
    '{count, plural, one {# Anfrage} other {# Anfragen}} an einem Tag, ein Vielfaches des Üblichen.',
  'attention.refused':
    '{count, plural, one {# Anfrage wurde} other {# Anfragen wurden}} am letzten Tag abgelehnt.',
  'attention.from': 'Von {from}.',
  'attention.unread':
    'Die Anfrageprotokolle von {count, plural, one {# Schlüssel} other {# Schlüsseln}} ließen sich gerade nicht lesen.',
  'attention.continue': 'Fortsetzen',
  'attention.look': 'Ansehen',
  'attention.elsewhere-revoked':
    'In den letzten Tagen außerhalb dieses Tresors widerrufen: Anfragen mit ihm werden abgelehnt. Wissen Sie, von wem?',
  'attention.elsewhere-revocation-planned':
    'Sein Widerruf wurde in den letzten Tagen außerhalb dieses Tresors geplant. Wissen Sie, von wem?',
  'attention.elsewhere-changed':
    'In den letzten Tagen außerhalb dieses Tresors geändert. Wissen Sie, von wem?',
  'attention.elsewhere-gone': 'Der Server führt ihn nicht mehr auf. Wissen Sie, warum?',
  'attention.wrong-account-test':
    'In den letzten 7 Tagen {count, plural, one {einmal} other {#-mal}} abgelehnt, weil er verlangte, was seine Sandbox nicht ist: Etwas benutzt diesen Sandbox-Schlüssel, als gehörte er zur Produktion.',
  'attention.wrong-account-prod':
    'In den letzten 7 Tagen {count, plural, one {einmal} other {#-mal}} abgelehnt, weil er ein anderes Konto nannte, etwa eine Sandbox: Etwas benutzt diesen Produktionsschlüssel, wo ein anderer hingehört.',
  'attention.wrong-use-test':
    'In den letzten 7 Tagen {count, plural, one {einmal} other {#-mal}} von einem Programm benutzt, das sich Produktion nennt. Dieser Schlüssel gehört zu einer Sandbox.',
  'attention.wrong-use-prod':
    'In den letzten 7 Tagen {count, plural, one {einmal} other {#-mal}} von einem Programm benutzt, das sich Test nennt. Dieser Schlüssel gehört zur Produktion.',
  'attention.review-due': 'Fällig',
  'attention.review-open':
    'Im Gange: {decided} von {count, plural, one {# Schlüssel} other {# Schlüsseln}} entschieden.',
  'attention.review-start': 'Beginnen',
  'attention.put-off': '{name} aufschieben…',
  'attention.put-off-day': 'Bis morgen',
  'attention.put-off-week': 'Um eine Woche',
  'attention.put-off-change': 'Bis es sich ändert',
  'attention.was-put-off': 'Aufgeschoben: {name}',
  'attention.where': 'Es steht in der Liste des Aufgeschobenen und lässt sich dort zurückholen.',
  'attention.put-off-list': '{count, plural, one {# Angelegenheit} other {# Angelegenheiten}} aufgeschoben',
  'attention.until': 'bis',
  'attention.until-change': 'bis es sich ändert',
  'attention.until-date': 'bis zum Tag selbst',
  'attention.bring-back': 'Zurückholen',
  'attention.bring-back-of': '{name} zurückholen',

  'elsewhere.open': 'Wer war das?',
  'elsewhere.title-created': '{name} wurde anderswo erzeugt',
  'elsewhere.title-revoked': '{name} wurde anderswo widerrufen',
  'elsewhere.title-revocation-planned': 'Der Widerruf von {name} wurde anderswo geplant',
  'elsewhere.title-changed': '{name} wurde anderswo geändert',
  'elsewhere.title-gone': '{name} wird nicht mehr aufgeführt',
  'elsewhere.explain':
    'Nicht von diesem Tresor ausgeführt. War es niemand von Ihnen, widerrufen Sie den Schlüssel und prüfen Sie, wer Schlüssel verwalten darf.',
  'elsewhere.by-vendor':
    'Vielleicht war es der Anbieter: Er widerruft Schlüssel selbst, wenn er sie offen liegen findet, etwa in einem öffentlichen Repository. Suchen Sie dann, wo dieser durchgesickert ist.',
  'elsewhere.history': 'Was Augnos eigenes Protokoll sagt',
  'elsewhere.asking': 'Die API wird gefragt…',
  'elsewhere.nothing':
    'Das Protokoll der API sagt zu diesem Schlüssel nichts, oder nichts mehr. Wer es war, lässt sich von hier aus nicht klären.',
  'elsewhere.seen': 'Dieser Tresor hat es bemerkt:',
  'elsewhere.show-key': 'Schlüssel anzeigen',
  'elsewhere.note': 'Notiz',
  'elsewhere.note-hint': 'Wer es war und warum. Sie kommt in den Verlauf dieses Tresors.',
  'elsewhere.know': 'Das ist mir bekannt',
  'elsewhere.noted': 'Im Verlauf vermerkt: {name}',
  'elsewhere.action-create': 'Erzeugt',
  'elsewhere.action-update': 'Geändert',
  'elsewhere.action-revoke': 'Widerrufen',
  'elsewhere.action-delete': 'Gelöscht',
  'elsewhere.action-restore': 'Wiederhergestellt',
  'elsewhere.action-archive': 'Archiviert',
  'elsewhere.actor-user': 'Von {name}, angemeldet',
  'elsewhere.actor-api_key': 'Mit dem Schlüssel {name}',
  'elsewhere.actor-agent': 'Vom Agenten {name}',
  'elsewhere.actor-unknown': 'Die API sagt nicht, von wem.',
  'elsewhere.address': 'Von {address}.',
  'elsewhere.no-address': 'Die API sagt nicht, von wo.',
  'elsewhere.program': 'Programm: {program}.',
  'elsewhere.change': '{field}: {from} → {to}',
  'elsewhere.field-name': 'Name',
  'elsewhere.field-role_name': 'Rolle',
  'elsewhere.field-expires_at': 'Läuft ab',
  'elsewhere.field-revoked_at': 'Widerrufen',

  'usage.title': 'Anfragen der letzten 30 Tage',
  'usage.chart': 'Anfragen je Tag: {name}',
  'usage.all-keys': 'Alle Schlüssel',
  'usage.of-key': 'Von welchem Schlüssel',
  'usage.day':
    '{day}: {count, plural, =0 {keine Anfragen} one {# Anfrage} other {# Anfragen}}, {refused} abgelehnt, {failed} gescheitert',
  'usage.day-partly':
    '{day}: nicht oder nicht ganz gelesen. Bekannt: {count, plural, =0 {keine Anfragen} one {# Anfrage} other {# Anfragen}}, {refused} abgelehnt, {failed} gescheitert',
  'usage.ok': 'Beantwortet',
  'usage.refused': 'Abgelehnt (4xx)',
  'usage.failed': 'Gescheitert (5xx)',
  'usage.as-table': 'Als Tabelle zeigen',
  'usage.column-day': 'Tag',
  'usage.column-requests': 'Anfragen',
  'usage.column-key': 'Schlüssel',
  'usage.column-days': '30 Tage',
  'usage.not-read': 'Nicht gelesen',
  'usage.by-key': 'Anfragen nach Schlüssel',
  'usage.unknown-key': 'Ein Schlüssel, der nicht aufgeführt ist ({id})',
  'usage.none': 'In den letzten 30 Tagen hat kein Schlüssel eine Anfrage gestellt.',
  'usage.reading': 'Die Anfrageprotokolle werden gelesen…',
  'usage.unread': 'Die Anfrageprotokolle von {name} ließen sich gerade nicht lesen',
  'usage.none-of-it': 'Seit dem Entsperren des Tresors ist nichts von ihnen bekannt.',
  'usage.from-before': 'Was von ihnen gezeigt wird, wurde gelesen:',
  'usage.more-than-read':
    '{name} stellt mehr Anfragen, als die App liest: Die Zahlen reichen bis {day} zurück.',
  'usage.source': 'Gezählt aus Augnos Anfrageprotokollen, ohne was diese App selbst fragt. Gelesen',
};
