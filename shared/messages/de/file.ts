/** Files of others; in German. */
export const fileGerman = {
  'file.as-it-is': '{text}',
  'file.file-is-a-link-a-folder-or':
    '{file} ist eine Verknüpfung, ein Ordner oder ein Gerät und wurde deshalb nicht angerührt.',
  'file.file-is-larger-than-limit': '{file} ist größer als {limit}.',
  'file.name-is-a-device-not-a-file': '{name} ist ein Gerät, keine Datei.',
  'file.name-is-a-folder-not-a-file': '{name} ist ein Ordner, keine Datei.',
  'file.name-is-a-pipe-not-a-file': '{name} ist eine Pipe, keine Datei.',
  'file.name-is-a-socket-not-a-file': '{name} ist ein Socket, keine Datei.',
  'file.nothing-that-was-saved-is-lost-try':
    'Nichts, was gespeichert war, ist verloren. Versuchen Sie es noch einmal; geschieht es wieder, starten Sie die App neu und sehen Sie das Protokoll in den Einstellungen an.',
  'file.nothing-was-changed-check-that-you-may':
    'Es wurde nichts geändert. Prüfen Sie, ob Sie sie lesen dürfen und ob der Datenträger antwortet.',
  'file.nothing-was-changed-choose-a-file': 'Es wurde nichts geändert. Wählen Sie eine Datei.',
  'file.nothing-was-changed-choose-a-smaller-file':
    'Es wurde nichts geändert. Wählen Sie eine kleinere Datei.',
  'file.nothing-was-written-and-that-file-is':
    'Es wurde nichts geschrieben, und diese Datei ist, wie sie war. Wählen Sie einen anderen Namen.',
  'file.nothing-was-written-choose-another-folder': 'Es wurde nichts geschrieben. Wählen Sie etwas anderes.',
  'file.nothing-was-written-name-another-file':
    'Es wurde nichts geschrieben. Geben Sie eine andere Datei an.',
  'file.settings-changed-meanwhile': '{file} wurde inzwischen geändert.',
  'file.settings-hooks-not-known': '{file} enthält Hooks in einer unbekannten Form.',
  'file.settings-left-as-it-is':
    'Sie wurde so belassen. Berichtigen Sie sie und versuchen Sie es dann noch einmal.',
  'file.settings-no-json': '{file} ist kein JSON (auch Kommentare werden nicht verstanden).',
  'file.settings-no-object': '{file} ist kein JSON-Objekt.',
  'file.settings-no-ordinary-file': '{file} ist keine gewöhnliche Datei, die geändert werden könnte.',
  'file.settings-not-written-back':
    '{file} sagt etwas doppelt oder so, dass es nicht unverändert zurückgeschrieben werden könnte.',
  'file.settings-servers-not-known':
    'Seine MCP-Server in {file} haben eine Form, die hier nicht bekannt ist.',
  'file.something-went-wrong-inside-augno-vault': 'In Augno Vault ist etwas schiefgegangen.',
  'file.the-file-file-cant-be-read': 'Die Datei {file} lässt sich nicht lesen.',
  'file.the-file-to-write-is-a-vault':
    'Die Datei, die geschrieben werden soll, ist ein Tresor, eine Sicherung oder ein Export von Schlüsseln.',
  'file.the-file-to-write-is-in-the':
    'Die Datei, die geschrieben werden soll, liegt im Ordner des Tresors selbst.',
} as const;
