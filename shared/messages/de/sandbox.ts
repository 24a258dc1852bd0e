/** Of the sandbox, to whoever starts it; what its API answers is protocol, and not here; in German. */
export const sandboxGerman = {
  'sandbox.another-is-running': 'Auf {folder} läuft eine andere Sandbox.',
  'sandbox.auxot-cannot-listen': 'Der Auxot-Testserver kann am Port {port} nicht lauschen ({code}).',
  'sandbox.cannot-listen': 'Die Sandbox kann am Port {port} nicht lauschen ({code}).',
  'sandbox.choose-a-folder':
    'Wählen Sie einen Ordner, in den dieser Benutzer schreiben darf, auf einem Datenträger mit freiem Platz.',
  'sandbox.choose-another-folder': 'Sie wurde nicht angerührt. Wählen Sie einen anderen Datenordner.',
  'sandbox.choose-another-port': 'Wählen Sie einen anderen Port oder 0 für irgendeinen freien.',
  'sandbox.file-is-not-its-own': 'Die Datei {file} in {folder} gehört nicht der Sandbox.',
  'sandbox.folder-cannot-be-used': 'Der Datenordner {folder} der Sandbox ist nicht zu gebrauchen ({code}).',
  'sandbox.leave-out-data':
    'Lassen Sie --data weg (der Stand ist am Ende dann vergessen), oder nehmen Sie ein neueres Node.',
  'sandbox.move-the-folder-away':
    'Darin sind nur Beispieldaten: Verschieben Sie den Ordner, dann wird ein neuer angelegt.',
  'sandbox.needs-a-newer-node':
    'Um den Stand der Sandbox zu behalten, braucht es Node 22.14 oder neuer; das hier ist {version}.',
  'sandbox.state-is-damaged': 'Der Stand der Sandbox in {folder} ist beschädigt.',
  'sandbox.state-is-of-a-newer-version':
    'Der Stand der Sandbox in {folder} stammt von einer neueren Fassung.',
  'sandbox.stop-the-other-one':
    'Es wurde nichts geändert. Beenden Sie die andere, oder wählen Sie einen anderen Datenordner.',
  'sandbox.use-that-version':
    'Er wurde nicht angerührt. Nehmen Sie jene Fassung, oder wählen Sie einen anderen Datenordner.',
} as const;
