import type { connections as english } from '../en/connections.ts';

export const connections: Readonly<Record<keyof typeof english, string>> = {
  'connect.title': 'Konto verbinden',
  'connect.text': 'Mit einem Schlüssel, der eine Admin-Rolle hat. Er wird in diesem Tresor versiegelt.',
  'connect.admin-key': 'Admin-Schlüssel',
  'connect.admin-key-hint':
    'Beginnt mit mrp_sk_ oder aug_sk_ und test_ oder prod_. Ob Produktion oder Sandbox, steht im Schlüssel.',
  'connect.where':
    'Ein Administrator erstellt ihn im Dashboard unter API keys, mit einer Rolle vom Typ admin: heute bei {current}, vor August 2026 bei {former}. Er wird einmal angezeigt.',
  'connect.open-dashboard': 'Dashboard bei {host} öffnen',
  'connect.admin-key-missing': 'Fügen Sie einen Admin-Schlüssel ein.',
  'connect.name': 'Name',
  'connect.name-hint': 'Wie dieses Konto hier heißt, zum Beispiel der Name Ihrer Firma.',
  'connect.url-hint': 'Heute {current}; vor August 2026 {former}.',
  'connect.url': 'Adresse der API',
  'connect.connect': 'Verbinden',
  'connect.sandbox': 'Mit einem Sandbox-Konto ausprobieren',
  'connect.done': '{name} ist verbunden',
  'connect.sandbox-done': 'Die Sandbox-Konten sind verbunden',

  'connection.needs-repair': 'Der Admin-Schlüssel dieser Verbindung gilt nicht mehr.',
  'connection.offline':
    'Nicht erreichbar: {names}. Sie sehen den letzten Stand; Änderungen auf dem Server müssen warten.',
  'connection.troubles': '{count} Konten brauchen einen Blick: {names}',
  'connection.repair': 'Reparieren…',
  'connection.confirm-address': 'Adresse bestätigen…',
  'connection.check-again': 'Erneut prüfen',
  'connection.repair-title': '{name} reparieren',
  'connection.repair-hint':
    'Ein anderer Admin-Schlüssel desselben Kontos. Ihre Schlüssel und Geheimnisse bleiben, wie sie sind.',
  'connection.repaired': '{name} ist wieder verbunden',
  'connection.rename': 'Umbenennen…',
  'connection.rename-title': '{name} umbenennen',
  'connection.rename-hint': 'Der Name gilt nur in diesem Tresor.',
  'connection.remove': 'Entfernen…',
  'connection.remove-title': '{name} aus diesem Tresor entfernen',
  'connection.move': 'Verlegen…',
  'connection.move-title': '{name} an eine andere Adresse verlegen',
  'connection.move-text':
    'Für ein Konto, dessen API jetzt anderswo antwortet, wie seit aus Augno OpenMRP wurde. Schlüssel, Geheimnisse, Notizen und Pläne bleiben; dort müssen dieselben Schlüssel aufgeführt sein.',
  'connection.move-key-hint':
    'Für die Adressen des Anbieters selbst lassen Sie ihn leer: Der vorhandene Schlüssel geht in der neuen Schreibweise dorthin. Jede andere Adresse braucht ihn eingegeben.',
  'connection.moved': '{name} wurde verlegt. Jedes Geheimnis ist da.',
  'connection.export-first': 'Erst exportieren…',
  'connection.remove-named': '{fits, select, yes {{name} entfernen} other {Konto entfernen}}',
  'connection.remove-text':
    '{keys, plural, one {# Schlüssel} other {# Schlüssel}} und {secrets, plural, one {# Geheimnis} other {# Geheimnisse}} verlassen diesen Tresor. Bei Augno gelten die Schlüssel weiter, doch ihre Geheimnisse zeigt Augno nie wieder.',
  'connection.removed': '{name} wurde aus diesem Tresor entfernt',
  'connection.sandbox': 'Sandbox auf diesem Computer',
  'connection.synced': 'abgeglichen',
  'connection.as-of': 'Stand',
};
