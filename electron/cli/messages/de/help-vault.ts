/** What `--help` prints of the vault itself; in German. */
import type { CommandHelp } from '../types.ts';

export const passwordBytesGerman =
  '  --password-bytes   ein Passwort annehmen, dessen Bytes kein Text in UTF-8 sind, wie Version 0.1 es zuließ';

export const helpVaultGerman = {
  'create-vault': {
    summary: 'legt einen Tresor an',
    text: `augno-vault create-vault [--name NAME]

Legt im Tresorordner einen Tresor an (--vault ORDNER, sonst AUGNO_VAULT_DIR, sonst der übliche Ordner).
Geheimnisse, in dieser Reihenfolge: das Hauptpasswort. Erstellen Sie danach mit "augno-vault recovery-key" einen
Wiederherstellungsschlüssel zum Ausdrucken.

  --name NAME   wie der Tresor heißt (sonst "Augno Vault"); wird versiegelt aufbewahrt

Beispiele
  augno-vault create-vault
  augno-vault create-vault --vault ./ci-vault --password-fd 3 3< password-file`,
  },
  'change-password': {
    summary: 'ändert das Hauptpasswort',
    text: `augno-vault change-password [--password-bytes]

Ändert das Hauptpasswort. Das dauert gleich lang, wie viel der Tresor auch enthält.
Geheimnisse, in dieser Reihenfolge: das alte Hauptpasswort (oder, wenn es verloren ist, der
Wiederherstellungsschlüssel), das neue.

${passwordBytesGerman}
                     als altes; das neue ist immer Text

Vorher gemachte Kopien öffnen sich weiter mit dem alten Passwort. Kennt es vielleicht jemand anderes, führen Sie danach
"augno-vault rotate-vault-key" aus und machen Sie neue Sicherungen.

Beispiele
  augno-vault change-password
  printf '%s\\n%s\\n' "$OLD" "$NEW" | augno-vault change-password --password-stdin`,
  },
  'rotate-vault-key': {
    summary: 'versiegelt alles neu unter einem neuen Tresorschlüssel',
    text: `augno-vault rotate-vault-key [--keep-old-backups]

Versiegelt alles neu unter einem neuen Tresorschlüssel. Wird das unterbrochen, wird es beim nächsten Öffnen des Tresors zu
Ende geführt. Die laufenden Kopien unter dem alten Schlüssel werden gelöscht, und eine neue wird gemacht; der
Wiederherstellungsschlüssel und das schnelle Entsperren enden, denn beide enthalten den alten Schlüssel.
Geheimnisse, in dieser Reihenfolge: das Hauptpasswort.

  --keep-old-backups   die laufenden Kopien behalten; sie öffnen sich mit dem alten Schlüssel

Beispiele
  augno-vault rotate-vault-key
  augno-vault rotate-vault-key --keep-old-backups`,
  },
  'recovery-key': {
    summary: 'erstellt einen neuen Wiederherstellungsschlüssel',
    text: `augno-vault recovery-key [--kit DATEI]

Erstellt einen neuen Wiederherstellungsschlüssel und zeigt ihn ein einziges Mal; der vorige öffnet nichts mehr. Schreiben
Sie ihn auf Papier. Geheimnisse, in dieser Reihenfolge: das Hauptpasswort.

  --kit DATEI   statt den Schlüssel zu zeigen, eine Seite zum Ausdrucken (HTML) schreiben, mit ihm und dem, was im Notfall zu
                tun ist. Die Datei enthält den Schlüssel: Drucken Sie sie aus und löschen Sie sie dann.

Beispiele
  augno-vault recovery-key
  augno-vault recovery-key --kit emergency-kit.html`,
  },
  backup: {
    summary: 'schreibt eine verschlüsselte Sicherung des Tresors',
    text: `augno-vault backup DATEI

Schreibt den ganzen Tresor mit allen Geheimnissen in eine verschlüsselte Datei mit eigenem Passwort. Eine vorhandene Datei
wird nie überschrieben. Geheimnisse, in dieser Reihenfolge: das Hauptpasswort, das Passwort der Sicherung.

Beispiele
  augno-vault backup ~/vault-2026-11-21.augnobackup
  printf '%s\\n%s\\n' "$MASTER" "$BACKUP" | augno-vault backup nightly.augnobackup --password-stdin`,
  },
  restore: {
    summary: 'macht aus einer Sicherung einen Tresor',
    text: `augno-vault restore DATEI [--replace] [--password-bytes]
augno-vault restore --from-copies [--list] [--try DATUM | --use DATUM [--replace]] [--password-bytes]

Macht aus einer Sicherung den Tresor im Tresorordner, nachdem alles darin geöffnet wurde. Vorgänge, die beim Sichern im
Gange waren, werden nicht von selbst wiederholt. Geheimnisse, in dieser Reihenfolge: das Passwort der Sicherung.

Wohin seine Verbindungen senden, wird Adresse für Adresse gezeigt und gefragt, soweit dieser Rechner sie nicht schon
bestätigt hat. Ohne Terminal ruhen sie weiter und werden genannt; "augno-vault connections repair NAME" weckt sie.

Der Tresor öffnet sich mit dem Hauptpasswort und dem Wiederherstellungsschlüssel, die er beim Sichern hatte, und mit dem
Passwort der Sicherung bis zum nächsten "augno-vault change-password".

Mit --from-copies: zurück zu einer der Kopien, die der Tresor in seinem Ordner "backups" von sich selbst macht.
Geheimnisse, in dieser Reihenfolge: das Hauptpasswort oder der Wiederherstellungsschlüssel, die der Tresor hatte, als
die Kopie entstand. Ein beschädigter Tresor bleibt dort unverändert unter einem Namen mit Datum liegen.

  --replace     einen Tresor, der schon da ist, zuerst in seinen Ordner "backups" verschieben; ohne dies wird abgewiesen (mit
                --from-copies braucht ein beschädigter kein --replace)
  --list        die Kopien mit Datum und Zahl der Schlüssel auflisten; --from-copies allein tut dasselbe
  --try DATUM   alles in der Kopie dieses Datums öffnen, wie es aufgelistet ist, und nichts schreiben; DATUM ist auch "newest"
  --use DATUM   diese Kopie zum Tresor machen; "newest": die neueste, die heil ist
${passwordBytesGerman}

Beispiele
  augno-vault restore ~/vault-2026-11-21.augnobackup
  augno-vault restore nightly.augnobackup --vault ./restored
  augno-vault restore --from-copies --list
  augno-vault restore --from-copies --use newest`,
  },
  'move-vault': {
    summary: 'verlegt den Tresor in einen anderen Ordner',
    text: `augno-vault move-vault [--to ORDNER]

Verlegt den Tresor mit allem, was dazugehört: seine Kopien, was neben ihm wartet, das Profil der App und die Sandbox. Alles
wird kopiert, noch einmal gelesen und verglichen und dann durch eine Umbenennung umgestellt; was unterbrochen wurde, bringt
der nächste Befehl zu Ende oder nimmt es zurück. Kein Geheimnis wird verlangt. Abgelehnt, solange die App oder ein anderer
Befehl den Tresor geöffnet hat.

Der bisherige Ordner bleibt als ORDNER.moved-DATUM, bis Sie ihn löschen. Wer den Tresor am alten Ort sucht, wird zum neuen
geführt; eine Version, die davon nichts weiß, sagt, der Tresor dort sei von einer neueren, und lässt ihn in Ruhe.

  --to ORDNER   wohin (sonst dorthin, wo diese Version ohne Angabe einen Tresor anlegt)

Beispiele
  augno-vault move-vault
  augno-vault move-vault --vault D:\\vault --to E:\\vault`,
  },
  drill: {
    summary: 'beweist, dass eine Sicherung und der Wiederherstellungsschlüssel genügen',
    text: `augno-vault drill DATEI [--password-bytes]

Beweist, dass eine Sicherung und der ausgedruckte Wiederherstellungsschlüssel genügen: öffnet eine Kopie in einem privaten
Ordner, liest dort jeden Eintrag und jedes Geheimnis und entfernt die Kopie wieder. Kein Tresor wird angerührt, und keiner
muss da sein.
Geheimnisse, in dieser Reihenfolge: das Passwort der Sicherung (nicht bei einer Kopie aus dem Ordner "backups"), der
Wiederherstellungsschlüssel.

${passwordBytesGerman}

Beispiele
  augno-vault drill ~/vault-2026-11-21.augnobackup
  augno-vault drill ~/.local/share/augno-vault/backups/vault-20261121T080000000Z-daily.db`,
  },
  verify: {
    summary: 'prüft, ob alles im Tresor heil ist',
    text: `augno-vault verify

Öffnet jeden Eintrag und jedes Geheimnis, geht die Kette des Protokolls durch und prüft die Datenbankdatei. Exit-Code 0:
Alles ist heil; 3: Etwas ist beschädigt, und es wird gesagt, was. Geheimnisse, in dieser Reihenfolge: das Hauptpasswort.

Beispiele
  augno-vault verify
  augno-vault verify --json --password-fd 3 3< password-file`,
  },
  status: {
    summary: 'zeigt, was jemanden braucht; der Exit-Code sagt, ob es etwas gibt und ob es dringend ist',
    text: `augno-vault status: was jemanden braucht

Aufruf: augno-vault status [--json]

Zeigt die Liste, die auch die Übersicht der App zeigt, das Dringendste zuerst: durchgesickerte Schlüssel, unterbrochene
Vorgänge, Konten, die repariert werden müssen, Schlüssel, die ablaufen, laufende Erneuerungen, fällige Prüfungen,
Schlüssel, die niemand benutzt. Kein Server wird gefragt; was aus den Anfrageprotokollen stammt, ist so, wie die App es
zuletzt gelesen hat. Aufgeschobenes wird gezählt und nicht aufgelistet; --json listet beides auf.

Exit-Code: 0, wenn nichts Sie braucht, 6, wenn etwas es tut, 7, wenn etwas davon dringend ist, 3, wenn der Tresor sich
nicht öffnen lässt.

Beispiele:
  augno-vault status
  augno-vault status --json | jq '.matters[] | select(.severity == "urgent")'`,
  },
  audit: {
    summary: 'zeigt, was mit dem Tresor und seinen Schlüsseln getan wurde',
    text: `augno-vault audit [--since ZEIT] [--limit N] [--copies]
augno-vault audit --leak-report SCHLÜSSEL

Zeigt, was mit dem Tresor und seinen Schlüsseln getan wurde, das Neueste zuerst. Geheimnisse, in dieser Reihenfolge: das
Hauptpasswort.

  --since ZEIT   ein Datum oder ein Zeitpunkt (ein bloßes Datum: vom Anfang dieses Tages an; ohne Zeitzone: Ortszeit), oder eine
                 Dauer von jetzt zurück: 90d, 2w, 12h, 30m; -7d ist dasselbe wie 7d
  --limit N      höchstens so viele Einträge (sonst 1000); mit --copies von jedem Protokoll
  --copies       auch die Protokolle anderer Kopien dieses Tresors, die mit ihm zusammengeführt wurden (augno-vault merge),
                 jedes für sich, nachdem die ganzen Ketten durchgegangen sind
  --leak-report SCHLÜSSEL
                 der aufbewahrte Bericht der neuesten Antwort auf ein Leck dieses Schlüssels, als Markdown; SCHLÜSSEL ist seine
                 Kennung oder sein damaliger Name

Beispiele
  augno-vault audit --since 7d
  augno-vault audit --since 2026-11-01 --json
  augno-vault audit --copies
  augno-vault audit --leak-report "ERP Sync" > report.md`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
