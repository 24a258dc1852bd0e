import type { providers as english } from '../en/providers.ts';

export const providers: Readonly<Record<keyof typeof english, string>> = {
  'providers.services': 'Andere Dienste',
  'providers.services-text':
    'Schlüssel von Auxot und allem anderen werden verwahrt, geprüft und gesucht wie die von Augno.',
  'providers.add-service': 'Dienst hinzufügen',
  'providers.add-service-text':
    'Wessen Schlüssel möchten Sie hier verwahren? Konten bei Augno werden stattdessen verbunden.',
  'providers.add-service-go': 'Dienst hinzufügen',
  'providers.edit-service': '{name} ändern',
  'providers.kind-of-service': 'Was ist es?',
  'providers.keys-begin-with': 'Ihre Schlüssel beginnen mit {prefixes}.',
  'providers.generic': 'Ein anderer Dienst',
  'providers.generic-hint': 'Ein Schlüssel, der in einer Kopfzeile Ihrer Wahl gesendet wird.',
  'providers.service': 'Dienst',
  'providers.another-service': 'Ein weiterer Dienst…',
  'providers.service-name': 'Name des Dienstes',
  'providers.service-name-hint': 'So, wie Sie ihn nennen, zum Beispiel „Agenten, Produktion“.',
  'providers.name-empty': 'Geben Sie dem Dienst einen Namen.',
  'providers.base-url': 'Adresse',
  'providers.base-url-hint':
    'Schlüssel werden dorthin gesendet und nirgendwohin sonst. http:// nur auf diesem Computer oder in einem privaten Netz.',
  'providers.test-url': 'Adresse zum Prüfen von Schlüsseln',
  'providers.test-url-hint':
    'Ein harmloses GET, das ohne guten Schlüssel abgelehnt wird. Ohne sie lassen sich Schlüssel nicht prüfen.',
  'providers.header': 'Kopfzeile',
  'providers.header-prefix': 'Vor dem Schlüssel',
  'providers.header-prefix-hint': 'Zum Beispiel „Bearer “ mit Leerzeichen.',
  'providers.address-changes':
    '{count, plural, one {Der Schlüssel dieses Dienstes wird} other {Die # Schlüssel dieses Dienstes werden}} ab jetzt an die neue Adresse gesendet.',
  'providers.mode': 'Was hängt an seinen Schlüsseln?',
  'providers.mode-prod': 'Produktion',
  'providers.mode-prod-hint': 'Was sich nicht zurücknehmen lässt, fragt nach dem Namen des Schlüssels.',
  'providers.mode-test': 'Nur Versuche',
  'providers.save': 'Sichern',
  'providers.change': 'Ändern',
  'providers.asleep': 'Dorthin wird nichts gesendet, bevor Sie die Adresse auf diesem Computer bestätigen.',
  'providers.no-address': 'Keine Adresse zum Prüfen',
  'providers.key-count': '{count, plural, =0 {keine Schlüssel} one {# Schlüssel} other {# Schlüssel}}',
  'providers.remove-title': '{name} entfernen?',
  'providers.remove-text':
    'Nur der Eintrag des Dienstes verschwindet. Ein Dienst, der hier noch Schlüssel hat, bleibt.',
  'providers.remove-named': '{fits, select, yes {{name} entfernen} other {Dienst entfernen}}',

  'providers.add-key': 'Schlüssel eines anderen Dienstes hinzufügen',
  'providers.add-key-menu': 'Schlüssel eines anderen Dienstes hinzufügen…',
  'providers.add-key-short': 'Schlüssel hinzufügen',
  'providers.more-ways': 'Weitere Wege, einen Schlüssel hinzuzufügen',
  'providers.whose': 'Wessen Schlüssel ist es?',
  'providers.of-person': 'Der einer Person',
  'providers.of-team': 'Der eines Teams',
  'providers.begins-with': 'Beginnt mit {prefix}',
  'providers.key-name-hint': 'Was ihn benutzt, zum Beispiel „CI Pipeline“.',
  'providers.guide': 'Bei {service}',
  'providers.guide-create':
    'Erstellen Sie den Schlüssel bei {service} und kopieren Sie ihn: Die meisten Dienste zeigen ihn einmal.',
  'providers.guide-create-at':
    'Öffnen Sie bei {service} {place} und erstellen Sie den Schlüssel. Kopieren Sie ihn: Er wird einmal gezeigt.',
  'providers.guide-delete': 'Löschen Sie den Schlüssel bei {service}.',
  'providers.guide-delete-at': 'Öffnen Sie bei {service} {place} und löschen Sie den Schlüssel dort.',
  'providers.guide-or': 'Oder sagen Sie dem Admin-Agenten:',
  'providers.open': '{service} öffnen',
  'providers.copy-sentence': 'Satz kopieren',
  'providers.key': 'Schlüssel',
  'providers.new-key': 'Neuer Schlüssel',
  'providers.key-empty': 'Fügen Sie den Schlüssel ein.',
  'providers.owner': 'Inhaber',
  'providers.owner-team': 'Team',
  'providers.expires': 'Läuft ab',
  'providers.expires-hint': 'Falls Sie das wissen. Sie werden vor diesem Tag erinnert.',
  'providers.rotate-by': 'Erneuern bis',
  'providers.rotate-by-hint': 'Sie werden vor diesem Tag erinnert, ob er abläuft oder nicht.',
  'providers.no-date': 'Kein Datum',
  'providers.scan-prefix': 'Jeder Schlüssel dieses Dienstes beginnt mit',
  'providers.scan-prefix-hint':
    'Allen bekannt, wie „sk_live_“: Damit finden Suchläufe genau diesen Schlüssel.',
  'providers.store': 'Schlüssel verwahren',
  'providers.store-new': 'Neuen Schlüssel verwahren',
  'providers.stored-title': '{name} ist verwahrt',
  'providers.stored': 'In Ihrem Tresor als',
  'providers.not-tested': 'Nicht geprüft: Dieser Dienst hat keine Adresse zum Prüfen von Schlüsseln.',

  'providers.rotate-text':
    'Beide Schlüssel gelten, bis Sie den alten löschen. Verwahren Sie zuerst den neuen; stellen Sie dann um, was ihn benutzt.',
  'providers.rotated-title': 'Der neue Schlüssel von {name} ist verwahrt',
  'providers.rotated-text': 'Der alte Schlüssel {redacted} gilt, bis Sie ihn dort löschen.',
  'providers.revoke': 'Ich habe ihn dort gelöscht…',
  'providers.revoke-title': 'Ist {name} gelöscht?',
  'providers.revoke-tested':
    'Mit dem Schlüssel wird eine Anfrage gestellt. Wird sie abgelehnt, gilt er als widerrufen, und sein Geheimnis wird hier vernichtet.',
  'providers.revoke-untested':
    'Dieser Schlüssel lässt sich mit nichts prüfen, daher zählt Ihr Wort. Sein Geheimnis wird hier vernichtet.',
  'providers.check-refused': 'Prüfen, ob er abgelehnt wird',
  'providers.mark-revoked': 'Als widerrufen vermerken',
  'providers.i-deleted-it': 'Ich habe diesen Schlüssel beim Dienst gelöscht',
  'providers.delete-first': 'Löschen Sie ihn zuerst beim Dienst.',
  'providers.still-there': 'Der Schlüssel zählt weiter als gültig',
  'providers.revoked': '{name} ist gelöscht',

  'providers.edit': 'Name, Inhaber und Daten…',
  'providers.edit-key': '{name} ändern',
  'providers.kind': 'Art',
  'providers.kind-person': 'Schlüssel einer Person: mit deren Rechten',
  'providers.kind-team': 'Schlüssel eines Teams: für Webhooks und Dienste',
  'providers.stored-at': 'Verwahrt seit',
  'providers.not-known': 'Nicht bekannt',
  'providers.last-tested': 'Zuletzt geprüft',
  'providers.outcome-accepted': 'Angenommen',
  'providers.outcome-refused': 'Abgelehnt',
  'providers.outcome-unreachable': 'Keine Antwort',
  'providers.gone-since': 'Gelöscht seit',

  'providers.import': 'Mehrere auf einmal…',
  'providers.import-title': 'Schlüssel von {service} hinzufügen',
  'providers.import-text':
    'Fügen Sie eine .env-Datei oder eine Notiz ein. Sie sehen, was gefunden wurde, bevor es verwahrt wird.',
  'providers.import-label': 'Text mit Schlüsseln',
  'providers.import-hint':
    'Zeilen wie NAME=Schlüssel oder „Name: Schlüssel“. Der Text bleibt auf diesem Computer.',
  'providers.import-look': 'Schlüssel suchen',
  'providers.import-store': '{count, plural, one {# Schlüssel} other {# Schlüssel}} verwahren',
  'providers.import-found': 'Gefundene Schlüssel',
  'providers.import-none': 'In diesem Text steht kein Schlüssel dieses Dienstes.',
  'providers.import-held': 'schon im Tresor',
  'providers.import-new': 'neu',
  'providers.imported': '{count, plural, one {# Schlüssel liegt} other {# Schlüssel liegen}} in Ihrem Tresor',

  'providers.likely': 'Ohne Prüfsumme: nach seiner Stelle beurteilt',

  'providers.left-out-rotate':
    '{service} hat keine Schnittstelle zum Erneuern: {names}. Öffnen Sie den Schlüssel: Seine eigenen Schritte führen hindurch.',
  'providers.left-out-revoke':
    '{service} hat keine Schnittstelle zum Widerrufen: {names}. Öffnen Sie den Schlüssel: Seine eigenen Schritte führen hindurch.',

  'providers.filter': 'Dienst',
  'providers.filter-all': 'Alle Dienste',
};
