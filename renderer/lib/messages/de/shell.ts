import type { shell as english } from '../en/shell.ts';

export const shell: Readonly<Record<keyof typeof english, string>> = {
  'nav.label': 'Hauptbereiche',
  'nav.overview': 'Übersicht',
  'nav.keys': 'Schlüssel',
  'nav.findings': 'Funde',
  'nav.activity': 'Verlauf',
  'nav.guide': 'Ablauf',
  'nav.settings': 'Einstellungen',
  'nav.attention': 'brauchen Sie',
  'nav.collapse': 'Seitenleiste einklappen',
  'nav.expand': 'Seitenleiste ausklappen',
  'nav.toggle': 'Seitenleiste zeigen oder verbergen',

  'switcher.all': 'Alle Konten',
  'switcher.label': 'Konto: {name} {mode}',

  'shell.lock': 'Sperren',
  'shell.lock-vault': 'Tresor sperren',

  'status-line.no-connection': 'Kein Konto verbunden',
  'status-line.summary':
    '{synced} · {keys, plural, one {# Schlüssel} other {# Schlüssel}} · {secrets, plural, one {# Geheimnis} other {# Geheimnisse}} hier verwahrt',
  'status-line.synced': 'abgeglichen {when}',
  'status-line.never': 'noch nicht abgeglichen',
  'status-line.sync-now': 'Jetzt abgleichen',

  'clipboard.copied': '{label} ist in der Zwischenablage.',
  'clipboard.clears': '{label} ist in der Zwischenablage. Wird in {seconds} s gelöscht.',

  'palette.open': 'Suchen oder tun…',
  'palette.placeholder': 'Schlüssel und Befehle suchen',
  'palette.results': 'Treffer',
  'palette.none': 'Nichts gefunden.',
  'palette.actions': 'Befehle',
  'palette.go-to': 'Gehe zu',
  'palette.scan': 'Nach offen liegenden Schlüsseln suchen',

  'shortcuts.larger': 'Text größer',
  'shortcuts.smaller': 'Text kleiner',
  'shortcuts.normal-size': 'Normale Textgröße',
  'shortcuts.title': 'Tastenkürzel',
  'shortcuts.move': 'In der Liste bewegen',
  'shortcuts.open': 'Schlüssel öffnen',
  'shortcuts.space': 'Leertaste',
  'shortcuts.mark': 'Schlüssel markieren',
  'shortcuts.mark-range': 'Mehrere Schlüssel markieren',
  'shortcuts.mark-all': 'Alle gezeigten markieren',
  'shortcuts.close': 'Schließen, was offen ist',
};
