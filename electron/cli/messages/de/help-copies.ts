/** What `--help` prints of copies of a vault; in German. */
import type { CommandHelp } from '../types.ts';
import { passwordBytesGerman } from './help-vault.ts';

export const helpCopiesGerman = {
  export: {
    summary: 'schreibt Schlüssel mit ihren Geheimnissen in eine verschlüsselte Datei',
    text: `augno-vault export DATEI

Schreibt Konten, Schlüssel von Augno und anderen Diensten mit ihren Geheimnissen, Erneuerungen, Papierkorb, Funde,
Prüfungen und dergleichen für einen anderen Tresor in eine verschlüsselte Datei mit eigenem Passwort; auch zweite
Geheimnisse und zurückgelegte Antworten. Was nur zu diesem Tresor oder Rechner gehört, bleibt hier: laufende Vorgänge,
Identitäten anderer Admins, ersetzte Dateien, Entwürfe. Eine Sicherung ist ein ganzer Tresor, ein Export das, was in einem
liegt. Eine vorhandene Datei wird nie überschrieben. Geheimnisse, in dieser Reihenfolge: das Hauptpasswort, das Passwort
des Exports.

Beispiele
  augno-vault export keys.augnoexport`,
  },
  import: {
    summary: 'nimmt die Schlüssel eines verschlüsselten Exports auf',
    text: `augno-vault import DATEI [--dry-run] [--password-bytes]

Nimmt unter neuen Kennungen auf, was ein Export enthält und dieser Tresor nicht: Jedes Konto, seine Adresse und jeder
Schlüssel werden genannt, und nichts Vorhandenes wird geändert oder ersetzt; was in der Datei steht und nicht übernommen
wird, wird mit dem Grund genannt. Konten kommen ruhend an: An ihre Adressen wird nichts gesendet, bevor Sie sie
bestätigen, hier am Terminal oder mit "augno-vault connections repair NAME". Für .env- und CSV-Dateien gibt es
"augno-vault keys import".
Geheimnisse, in dieser Reihenfolge: das Hauptpasswort, das Passwort des Exports.

  --dry-run   sagen, was hinzukäme, und nichts aufnehmen
${passwordBytesGerman}

Beispiele
  augno-vault import keys.augnoexport --dry-run`,
  },
  merge: {
    summary: 'führt eine andere Kopie dieses Tresors mit ihm zusammen',
    text: `augno-vault merge DATEI [--dry-run]

Führt eine andere Kopie mit diesem Tresor zusammen: eine Konfliktkopie, die ein Synchronisationsprogramm hinterließ, die
Kopie eines anderen Rechners, eine laufende Kopie oder eine Sicherung. Je Feld zählt die neuere Änderung; zwei Änderungen
an einem Feld bleiben beide und werden gezeigt; kein Geheimnis geht verloren; die Protokolle liegen nebeneinander. Was in
der einen Kopie gelöscht und in der anderen geändert wurde, bleibt. Eine andere Adresse, ein anderes Konto, ein anderer
Admin-Schlüssel oder eine andere Identität wird genannt und nicht verwendet. DATEI selbst wird nur gelesen.
Geheimnisse, in dieser Reihenfolge: das Hauptpasswort; das Passwort jener Kopie, nur wo sie ein anderes hat.

  --dry-run   sagen, was geschähe, und nichts tun

Beispiele
  augno-vault merge "vault (conflicted copy).db" --dry-run
  augno-vault merge "vault (conflicted copy).db"`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
