import type { unfinished as english } from '../en/unfinished.ts';

export const unfinished: Readonly<Record<keyof typeof english, string>> = {
  'confirm.connection-key': 'Augno Vault selbst arbeitet mit diesem Schlüssel.',
  'unfinished.look-now': 'Jetzt nachsehen',
  'unfinished.still-looking':
    'Augno arbeitet vielleicht noch daran. Sehen Sie in einer Minute noch einmal nach.',
  'unfinished.show-lost': 'Neuen Schlüssel zeigen',
  'unfinished.create-another': 'Einen anderen anlegen…',
  'unfinished.show-sent': 'Diesen Schlüssel zeigen',
  'unfinished.sent':
    'Ein Schlüssel namens {name} wurde angelegt, nachdem Sie dies eingegeben hatten. Es ist höchstwahrscheinlich dieser.',
  'unfinished.sent-unresolved':
    'Ein Schlüssel namens {name} wurde angefordert, nachdem Sie dies eingegeben hatten, und was daraus wurde, wird noch geklärt. Ihn noch einmal anzulegen könnte zwei ergeben.',
  'unfinished.use-role': 'Die vorhandene Rolle nehmen',
  'unfinished.other-role': 'Die Rolle dieses Namens darf etwas anderes. Geben Sie Ihrer einen anderen Namen.',
  'unfinished.use-key': 'Diesen Schlüssel nehmen',
  'bulk.none-rotate':
    '{count, plural, one {Dieser Schlüssel lässt sich von hier aus nicht erneuern} other {Keiner dieser # Schlüssel lässt sich von hier aus erneuern}}',
  'bulk.none-revoke':
    '{count, plural, one {Dieser Schlüssel lässt sich von hier aus nicht widerrufen} other {Keiner dieser # Schlüssel lässt sich von hier aus widerrufen}}',
  'bulk.open-named': '{name} zeigen',
  'draft.connect': 'Sie waren dabei, ein Konto zu verbinden, als der Tresor gesperrt wurde.',
  'draft.create-role': 'Sie waren dabei, eine Rolle anzulegen, als der Tresor gesperrt wurde.',
  'draft.guide': 'Sie waren mitten in einem Schritt von „{name}“.',
  'draft.runbook': 'Sie waren dabei, die Schritte bei einem Leck zu ändern, als der Tresor gesperrt wurde.',
  'draft.review': 'In der Zugriffsprüfung steht eine ungesicherte Notiz.',
  'draft.pass-on': 'Sie waren dabei, {name} weiterzugeben, als der Tresor gesperrt wurde.',
  'draft.service': 'Sie waren dabei, einen Dienst hinzuzufügen, als der Tresor gesperrt wurde.',
  'draft.edit-service': 'Sie waren dabei, einen Dienst zu ändern, als der Tresor gesperrt wurde.',
  'draft.service-key':
    'Sie waren dabei, einen Schlüssel eines anderen Dienstes hinzuzufügen, als der Tresor gesperrt wurde.',
  'draft.edit-service-key': 'Sie waren dabei, {name} zu ändern, als der Tresor gesperrt wurde.',
  'draft.rotate': 'Sie waren dabei, {name} zu erneuern, als der Tresor gesperrt wurde.',
  'draft.revoke': 'Sie waren dabei, {name} zu widerrufen, als der Tresor gesperrt wurde.',
};
