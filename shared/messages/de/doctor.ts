/** What `doctor` finds of this system; in German. */
export const doctorGerman = {
  'doctor.clipboard-limited': 'Wayland ohne X11: Die App selbst hält, was kopiert ist, bis es gelöscht wird.',
  'doctor.clipboard-limited-next':
    'Das Sperren des Tresors löscht es. Zwischenablage-Verwaltungen behalten vielleicht eine Kopie.',
  'doctor.clipboard-works': 'X11: Ein eigener Prozess hält, was kopiert ist, und endet damit.',
  'doctor.database-missing': 'Die Datenbankbibliothek lässt sich in dieser Laufzeit nicht laden.',
  'doctor.database-next':
    'Installieren Sie Augno Vault mit dem Node neu, das es ausführt (22.14 oder neuer). Kein Tresor wurde angerührt.',
  'doctor.database-works': 'SQLite {version}.',
  'doctor.derivation-missing':
    'Die Bibliothek, die aus Passwörtern Schlüssel ableitet, lässt sich nicht laden.',
  'doctor.derivation-next':
    'Installieren Sie Augno Vault mit dem Node neu, das es ausführt. Kein Tresor wurde angerührt.',
  'doctor.derivation-works': 'Argon2id liefert, was es muss.',
  'doctor.derivation-wrong': 'Argon2id liefert ein anderes Ergebnis, als es muss.',
  'doctor.derivation-wrong-next':
    'Legen Sie auf diesem Rechner keinen Tresor an; melden Sie es mit der Ausgabe dieses Befehls.',
  'doctor.folder-can-be-made': 'Ein Tresor lässt sich anlegen.',
  'doctor.folder-foreign':
    'Der Ordner des Tresors liegt auf einem Dateisystem der Art {kind}, das ihn vielleicht nicht auf diesen Benutzer beschränkt.',
  'doctor.folder-foreign-next':
    'Verschlüsselt ist der Tresor trotzdem. Ein Ordner auf der eigenen Platte dieses Rechners ist sicherer: --vault ORDNER.',
  'doctor.folder-limited': 'In den Ordner des Tresors lässt sich nicht schreiben.',
  'doctor.folder-limited-next':
    'Auflisten, Zeigen und Kopieren gehen; was den Tresor ändert, wird abgewiesen, bis sich dort schreiben lässt.',
  'doctor.folder-open': 'Andere Benutzer können in den Ordner des Tresors sehen.',
  'doctor.folder-open-next': 'Das Öffnen des Tresors schränkt ihn ein.',
  'doctor.folder-roaming':
    'Der Ordner des Tresors liegt in dem Teil Ihres Profils, der wandert: Von zwei Rechnern gewinnt der, der sich zuletzt abmeldet.',
  'doctor.folder-roaming-elsewhere-next':
    'Schließen Sie die App und jeden Befehl, verschieben Sie ihn in einen Ordner, der auf diesem Rechner bleibt, und nennen Sie diesen mit --vault.',
  'doctor.folder-roaming-next': 'Beenden Sie die App und alle Befehle, dann: augno-vault move-vault',
  'doctor.folder-synced': 'Der Ordner des Tresors wird von {service} auf Server kopiert.',
  'doctor.folder-synced-next':
    'Dafür ist der Tresor gemacht, und er ist verschlüsselt. Schließen Sie ihn an einem Rechner, bevor Sie ihn am anderen öffnen, oder führen Sie Kopien zusammen.',
  'doctor.folder-works': 'In den Ordner des Tresors lässt sich schreiben.',
  'doctor.found-next': '{found} {next}',
  'doctor.git-missing': 'Kein Git im PATH.',
  'doctor.git-next': 'Dateien und Ordner werden durchsucht; Git-Verläufe und Hooks brauchen Git.',
  'doctor.git-works': 'Git {version}.',
  'doctor.keyring-missing': 'Kein Schlüsselbund antwortet.',
  'doctor.keyring-next':
    'Schnelles Entsperren bleibt aus; das Hauptpasswort öffnet den Tresor. GNOME Keyring oder KWallet bringen einen mit.',
  'doctor.keyring-works': 'Ein Schlüsselbund antwortet.',
  'doctor.late': 'Es kam rechtzeitig keine Antwort.',
  'doctor.lock-limited': 'Die Sperre des Bildschirms wird gemeldet, das Einschlafen nicht.',
  'doctor.lock-missing': 'Niemand meldet Sperre oder Schlaf.',
  'doctor.lock-next':
    'Der Tresor wird nach der Leerlaufzeit und von Hand gesperrt. Den Rest melden systemd-logind oder elogind.',
  'doctor.lock-works': 'Das System sagt, wenn der Bildschirm gesperrt wird und bevor es schläft.',
  'doctor.loopback-missing': 'Auf 127.0.0.1 darf nichts antworten.',
  'doctor.loopback-next': 'Die eingebaute Sandbox startet nicht; echte Konten gehen.',
  'doctor.loopback-works': 'Die eingebaute Sandbox kann auf 127.0.0.1 antworten.',
  'doctor.no-bus': 'Es gibt keinen Bus, der sich fragen ließe. {found}',
  'doctor.no-display': 'Kein Bildschirm.',
  'doctor.no-display-next': 'Der Befehl geht ohne.',
  'doctor.not-asked': 'Es ließ sich nicht fragen ({kind}).',
  'doctor.notifications-missing': 'Niemand zeigt Benachrichtigungen.',
  'doctor.notifications-next':
    'Warnungen stehen nur in der App; ein Benachrichtigungsdienst zeigt sie über anderen Fenstern.',
  'doctor.notifications-work': 'Benachrichtigungen werden gezeigt.',
  'doctor.only-the-app': 'Auf diesem System kann es nur die App sagen.',
  'doctor.open-the-app': 'Öffnen Sie die App: In den Einstellungen steht, was geht.',
  'doctor.part-clipboard': 'Zwischenablage',
  'doctor.part-database': 'Datenbank',
  'doctor.part-derivation': 'Schlüsselableitung',
  'doctor.part-folder': 'Tresorordner',
  'doctor.part-git': 'Git',
  'doctor.part-keyring': 'Schlüsselbund',
  'doctor.part-lock-signals': 'Sperrsignale',
  'doctor.part-loopback': 'Loopback-Adresse',
  'doctor.part-notifications': 'Benachrichtigungen',
  'doctor.part-renderer-sandbox': 'Sandbox des Fensters',
  'doctor.part-runtime': 'Laufzeit',
  'doctor.part-tray': 'Infobereich',
  'doctor.runtime': 'Node {version} auf {platform} {arch}.',
  'doctor.runtime-next': 'Installieren Sie Node 22 oder neuer.',
  'doctor.state-limited': 'eingeschränkt',
  'doctor.state-missing': 'fehlt',
  'doctor.state-unknown': 'unbekannt',
  'doctor.state-works': 'geht',
  'doctor.tray-missing': 'Niemand zeigt Symbole im Infobereich über StatusNotifierItem.',
  'doctor.tray-next':
    'Gibt es auch keinen Infobereich älterer Art, beendet das Schließen des Fensters die App.',
  'doctor.tray-works': 'Der Desktop hat einen Infobereich.',
  'doctor.window-apparmor': 'AppArmor gibt Namensräume nur an Programme mit einem Profil.',
  'doctor.window-apparmor-next':
    'Das Paket .deb bringt ein Profil mit; ein AppImage oder Archiv braucht ein eigenes.',
  'doctor.window-can': 'Das System hat, was die Sandbox des Fensters braucht.',
  'doctor.window-no-namespaces': 'Dieser Kernel gibt gewöhnlichen Benutzern keine Namensräume.',
  'doctor.window-no-namespaces-next':
    'Das Fenster braucht das Set-User-ID-Hilfsprogramm, das die Pakete .deb und .rpm installieren.',
  'doctor.window-root': 'Dies ist root: Das Fenster läuft ohne die Sandbox von Chromium.',
  'doctor.window-root-next': 'Starten Sie die App als gewöhnlicher Benutzer.',
  'doctor.window-works': 'Der Kernel gibt der Sandbox des Fensters ihre Namensräume.',
} as const;
