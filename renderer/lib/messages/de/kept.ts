import type { kept as english } from '../en/kept.ts';

export const kept: Readonly<Record<keyof typeof english, string>> = {
  'kept.open': 'Beiseitegelegtes…',
  'kept.title': 'Beiseitegelegtes',
  'kept.text':
    'Was ein Server anstelle eines verlangten Schlüssels geschickt hat. Es liegt versiegelt im Tresor, und nichts verwendet es, bis Sie es übernehmen.',
  'kept.nothing': 'Es liegt nichts beiseite.',
  'kept.of-create': 'Von {connection}, für einen neuen Schlüssel,',
  'kept.of-rotate': 'Von {connection}, für ein Erneuern,',
  'kept.fault-unreadable': 'Was neben dem Geheimnis kam, hat eine unbekannte Form.',
  'kept.fault-id-of-another': 'Es nennt einen Schlüssel eines anderen Kontos oder Dienstes.',
  'kept.fault-id-not-new': 'Es nennt einen Schlüssel, den es vorher schon gab.',
  'kept.fault-not-a-key': 'Was als Geheimnis geschickt wurde, ist kein Schlüssel.',
  'kept.fault-other-brand': 'Es ist ein Schlüssel einer anderen Marke als dieses Konto.',
  'kept.fault-other-mode': 'Es ist ein Schlüssel der anderen Art (Test oder Produktion).',
  'kept.fault-redacted-differs': 'Die gekürzte Form daneben gehört zu einem anderen Schlüssel.',
  'kept.fault-secret-of-another': 'Dieser Schlüssel ist oder war unter einer anderen Kennung im Tresor.',
  'kept.move':
    'Es ist ein Schlüssel von {brand}. Ist das Konto zu {brand} umgezogen, ziehen Sie die Verbindung dorthin um; dann lässt sich der Schlüssel übernehmen.',
  'kept.test': 'Prüfen',
  'kept.test-named': 'Prüfen, was für {name} geschickt wurde',
  'kept.take-in': 'Übernehmen',
  'kept.take-in-named': 'Übernehmen, was für {name} geschickt wurde',
  'kept.taken': '{name} ist im Tresor',
  'kept.note': 'Ich weiß Bescheid',
  'kept.note-named': 'Ich weiß über {name} Bescheid',
  'attention.kept-reply':
    '{count, plural, one {Ein Server hat} other {Server haben}} etwas geschickt, das nicht der verlangte Schlüssel ist. Es liegt beiseite, und nichts verwendet es.',
  'attention.kept-reply-name': 'Kein Schlüssel',
};
