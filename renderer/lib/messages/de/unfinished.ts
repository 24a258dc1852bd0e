import type { unfinished as english } from '../en/unfinished.ts';

export const unfinished: Readonly<Record<keyof typeof english, string>> = {
  'confirm.connection-key': 'Augno Vault selbst arbeitet mit diesem Schlüssel.',
  'unfinished.look-now': 'Jetzt nachsehen',
  'unfinished.still-looking':
    'Augno arbeitet vielleicht noch daran. Sehen Sie in einer Minute noch einmal nach.',
  'unfinished.show-lost': 'Neuen Schlüssel zeigen',
  'unfinished.create-another': 'Einen anderen anlegen…',
  'unfinished.show-sent': 'Diesen Schlüssel zeigen',
  'unfinished.bar-sent': 'Das begonnene Formular wurde gesendet: der Schlüssel {name}.',
  'unfinished.sent':
    'Ein Schlüssel namens {name} wurde angelegt, nachdem Sie dies eingegeben hatten. Es ist höchstwahrscheinlich dieser.',
  'unfinished.sent-unresolved':
    'Ein Schlüssel namens {name} wurde angefordert, nachdem Sie dies eingegeben hatten, und was daraus wurde, wird noch geklärt. Ihn noch einmal anzulegen könnte zwei ergeben.',
  'unfinished.use-role': 'Die vorhandene Rolle nehmen',
  'unfinished.other-role': 'Die Rolle dieses Namens darf etwas anderes. Geben Sie Ihrer einen anderen Namen.',
  'unfinished.repair': 'Verbindung reparieren…',
  'unfinished.use-key': 'Diesen Schlüssel nehmen',
  'bulk.none-rotate':
    '{count, plural, one {Dieser Schlüssel lässt sich von hier aus nicht erneuern} other {Keiner dieser # Schlüssel lässt sich von hier aus erneuern}}',
  'bulk.none-revoke':
    '{count, plural, one {Dieser Schlüssel lässt sich von hier aus nicht widerrufen} other {Keiner dieser # Schlüssel lässt sich von hier aus widerrufen}}',
  'bulk.open-named': '{name} zeigen',
  'draft.connect': 'Sie hatten begonnen, ein Konto zu verbinden.',
  'draft.create-role': 'Sie hatten begonnen, eine Rolle anzulegen.',
  'draft.guide': 'Sie waren mitten in einem Schritt von „{name}“.',
  'draft.runbook': 'Sie hatten begonnen, die Schritte bei einem Leck zu ändern.',
  'draft.review': 'In der Zugriffsprüfung steht eine ungesicherte Notiz.',
  'draft.pass-on': 'Sie hatten begonnen, {name} weiterzugeben.',
  'draft.service': 'Sie hatten begonnen, einen Dienst hinzuzufügen.',
  'draft.service-key': 'Sie hatten begonnen, einen Schlüssel eines anderen Dienstes hinzuzufügen.',
  'draft.edit-service-key': 'Sie hatten begonnen, {name} zu ändern.',
  'draft.rotate': 'Sie hatten begonnen, {name} zu erneuern.',
  'draft.who-was-it': 'Sie hatten eine Notiz begonnen, wer {name} erzeugt oder geändert hat.',
  'draft.revoke': 'Sie hatten begonnen, {name} zu widerrufen.',
};
