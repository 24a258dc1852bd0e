import type { merge as english } from '../en/merge.ts';

export const merge: Readonly<Record<keyof typeof english, string>> = {
  'merge.row': 'Andere Kopien dieses Tresors',
  'merge.row-hint':
    'Die Konfliktkopie eines Abgleichs, die Kopie eines anderen Rechners oder eine Sicherung lässt sich einführen. Kein Geheimnis geht verloren.',
  'merge.action': 'Kopie einführen…',
  'merge.differences-action': 'Unterschiede…',
  'merge.bar': 'Neben diesem Tresor liegt eine andere Kopie eines Tresors: {name}.',
  'merge.bar-more':
    'Neben diesem Tresor {count, plural, one {liegt eine andere Kopie} other {liegen # andere Kopien}} eines Tresors.',
  'merge.bar-look': 'Ansehen…',
  'merge.bar-later': 'Nicht jetzt',
  'merge.title': 'Eine andere Kopie einführen',
  'merge.text':
    'Zuerst wird gesagt, was geschähe. Die Kopie selbst wird nur gelesen. Unterschiedliche Änderungen bleiben beide, und wohin Schlüssel gesendet werden, ändert sich nicht ohne Ihr Wort.',
  'merge.which': 'Kopie',
  'merge.other-file': 'Eine andere Datei',
  'merge.look': 'Ansehen',
  'merge.fold': 'Einführen',
  'merge.put-aside': 'Beiseitelegen',
  'merge.would': 'Das Einführen täte Folgendes',
  'merge.done': 'Die Kopie ist eingeführt',
  'merge.empty': 'Alles in dieser Kopie ist hier oder wurde hier ersetzt',
  'merge.written': 'Zuletzt geschrieben:',
  'merge.added':
    '{records, plural, one {# Eintrag} other {# Einträge}} und {secrets, plural, one {# Geheimnis} other {# Geheimnisse}} hinzugefügt',
  'merge.changed': '{count, plural, one {# Eintrag} other {# Einträge}} geändert',
  'merge.deleted': '{count, plural, one {# Eintrag} other {# Einträge}} gelöscht, wie dort',
  'merge.kept':
    '{count, plural, one {# Eintrag wurde} other {# Einträge wurden}} in einer Kopie gelöscht und in der anderen geändert: behalten',
  'merge.destroyed': '{count, plural, one {# Geheimnis} other {# Geheimnisse}} vernichtet, wie dort',
  'merge.asking':
    '{count, plural, one {# Vorgang war} other {# Vorgänge waren}} im Gange: Das wartet auf Ihr Wort',
  'merge.log':
    '{count, plural, one {# Eintrag} other {# Einträge}} ihres Protokolls neben dem dieses Tresors',
  'merge.differing': 'Doppelt behalten, bis Sie wählen: {names}',
  'merge.not-used': 'Ohne Ihr Wort nicht verwendet',
  'merge.proposal-connection': 'Ein Konto oder Dienst, den es hier nicht gibt: {name}',
  'merge.proposal-address': 'Eine andere Adresse oder Einstellung von {name}',
  'merge.proposal-admin-key': 'Ein anderer Admin-Schlüssel von {name}',
  'merge.proposal-admin': 'Ein anderer Fingerabdruck von {name}, der hier zu vergleichen ist',
  'merge.proposal-identity': 'Eine andere Identität zum Weitergeben von Geheimnissen',
  'merge.here': 'Hier: {value}',
  'merge.there': 'Dort: {value}',
  'merge.moved': 'Die Datei liegt jetzt unter den Sicherungen, als {name}.',
  'merge.see-differences': 'Unterschiede ansehen',
  'differences.title': 'Was Kopien verschieden hatten',
  'differences.text':
    'Beide Werte sind behalten, der erste gilt. Wählen Sie einen, oder lassen Sie beide, wie sie sind. Was nicht gewählt wird, ist weg, ein Geheimnis endgültig.',
  'differences.none': 'Nichts ist doppelt behalten.',
  'differences.secrets': 'Zwei Geheimnisse',
  'differences.in-use': 'gilt',
  'differences.other': 'aus einer anderen Kopie',
  'differences.nothing': 'nichts',
  'differences.choose': 'Diesen nehmen',
  'differences.choose-named': '{value} für {name} nehmen',
  'differences.chosen': 'Gewählt.',
  'differences.keep-both': 'Beide behalten',
  'activity.copies': 'Protokolle anderer Kopien',
  'activity.copies-text':
    'Mit einer Kopie des Tresors eingeführt, jedes für sich. Die Kette jedes Protokolls wurde verfolgt und ist lückenlos.',
  'activity.copy': 'Kopie {copy}, Einträge {first} bis {last}',
};
