import type { about as english } from '../en/about.ts';

export const about: Readonly<Record<keyof typeof english, string>> = {
  'about.licences': 'Open-Source-Lizenzen',
  'about.licences-hint':
    '{count, plural, one {# Paket} other {# Pakete}} von anderen, dazu Electron {electron} mit Chromium {chromium} und Node.js {node}.',
  'about.licences-show': 'Lizenzen zeigen…',
  'about.licences-title': 'Open-Source-Lizenzen',
  'about.licences-description':
    'Woraus Augno Vault außer eigenem Code besteht. Dank an alle, die das geschrieben haben.',
  'about.licences-filter': 'Nach Name oder Lizenz filtern',
  'about.licences-none': 'Kein Paket hat das im Namen oder in der Lizenz.',
  'about.licences-count': '{count, plural, one {# Paket} other {# Pakete}}',
  'about.chromium-licences': 'Lizenzen von Chromium im Ordner zeigen',
  'about.no-sandbox': 'Ohne die Sandbox von Chromium',
  'about.no-sandbox-text':
    'Die App wurde ohne sie gestartet: von root, mit einem Argument oder von einem AppImage auf einem System, das User-Namespaces verweigert. Ein Fehler in der Anzeige hätte dann alle Rechte, die Sie haben. Unter Linux bringen die Pakete deb und rpm mit, was die Sandbox braucht.',
  'about.updates': 'Aktualisierung',
  'about.updates-no-key':
    'Diese Fassung nimmt keine Aktualisierungen an: Sie wurde ohne einen Schlüssel gemacht, mit dem sie zu prüfen wären.',
  'about.updates-not-installed':
    'Nur eine installierte App kann sich aktualisieren; diese läuft aus einem Ordner. Laden Sie eine neuere Fassung dort, woher Sie diese haben.',
  'about.updates-off': 'Aus: Es ist keine Quelle eingestellt.',
  'about.updates-idle': 'Es wurde noch nicht nachgesehen.',
  'about.updates-checking': 'Suche nach einer neueren Fassung…',
  'about.updates-current': 'Dies ist die neueste Fassung.',
  'about.updates-available': 'Die Fassung {version} ist da.',
  'about.updates-downloading': 'Die Fassung {version} wird geladen: {percent} %',
  'about.updates-ready':
    'Die Fassung {version} liegt bereit. Zum Installieren wird der Tresor gesperrt, die App beendet und neu gestartet.',
  'about.updates-check': 'Jetzt nachsehen',
  'about.updates-download': 'Herunterladen',
  'about.updates-install': 'Installieren und neu starten',
  'about.updates-automatic': 'Einmal am Tag nachsehen',
  'about.updates-automatic-hint': 'Sieht nur nach. Ohne Sie wird nichts geladen oder installiert.',
  'about.feed': 'Quelle der Aktualisierungen',
  'about.feed-hint':
    'Ein anderer Ort, von dem Aktualisierungen kommen. Auch was er anbietet, muss von den Machern der App unterschrieben sein.',
  'about.feed-default': 'Wie eingebaut',
  'about.feed-none': 'Keine',
  'about.feed-change': 'Quelle ändern…',
  'about.feed-title': 'Quelle der Aktualisierungen ändern',
  'about.feed-address': 'Adresse',
  'about.feed-address-hint': 'Eine https-Adresse. Leer gilt die eingebaute.',
  'about.feed-wrong': 'Nehmen Sie eine https-Adresse ohne Benutzernamen, Abfrage oder Sprungmarke.',
  'about.feed-save': 'Quelle speichern',
  'command.title': 'Befehl',
  'command.name': 'Der Befehl augno-vault',
  'command.hint':
    'Derselbe Tresor für Skripte, Git-Hooks und CI. Er ist ein eigenes npm-Paket und braucht Node.js 22.14 oder neuer.',
  'command.missing': 'Auf diesem Computer nicht gefunden.',
  'command.install-label': 'So wird er installiert',
  'command.update-label': 'So bringen Sie ihn auf die Fassung der App',
  'command.copy': 'Befehl kopieren',
  'command.copied': 'Kopiert',
  'command.found': 'Die Fassung {version} ist installiert.',
  'command.found-same': 'Die Fassung {version} ist installiert, dieselbe wie die der App.',
  'command.found-unknown':
    'Es gibt ein Programm dieses Namens, aber es ist nicht das Paket augno-vault. Es wurde nicht ausgeführt.',
  'command.not-on-path':
    'Sein Ordner steht nicht im Suchpfad, den diese App bekommen hat. Findet auch Ihre Shell ihn nicht, nehmen Sie den Ordner in PATH auf.',
  'command.changeable':
    'Andere Benutzer dieses Computers können {place} ändern. Wer das tut, bekommt, was Sie dem Befehl eingeben.',
  'command.refresh': 'Erneut nachsehen',
};
