/** What `--help` prints of programs that use keys; in German. */
import type { MaskedForm } from '../../../keys/masking/forms.ts';
import { maskedFormsIn, type CommandHelp } from '../types.ts';

const MASKED_FORMS: Readonly<Record<MaskedForm, string>> = {
  plain: 'wie es ist, und in Groß-, Klein- oder gemischter Schreibung',
  secret: 'die 44 geheimen Zeichen allein, auch in jeder der Formen darunter',
  base64: 'Base64 und Base64url, an jeder Stelle (also auch von user:SCHLÜSSEL) und beliebig umbrochen',
  hex: 'hexadezimal, in beiden Schreibungen, auch mit Trennzeichen',
  percent: 'prozentkodiert, ganz oder in Teilen',
  json: 'mit JSON-Escapes, ganz oder in Teilen',
  'utf-16': 'UTF-16, in beiden Byte-Reihenfolgen',
};

export const helpProgramsGerman = {
  run: {
    summary: 'startet ein Programm mit Geheimnissen in seiner Umgebung',
    text: `augno-vault run --env NAME=SCHLÜSSEL … [--env-from DATEI] [--account ID] [--no-masking] -- BEFEHL [ARG…]

Startet BEFEHL mit den Geheimnissen von Schlüsseln in seiner Umgebung. Was er ausgibt, wird weitergereicht, diese
Geheimnisse darin maskiert; am Terminal hat auch BEFEHL ein Terminal. Signale gehen an BEFEHL und was er gestartet hat.
Der Tresor wird geschlossen, bevor BEFEHL beginnt.

  --env NAME=SCHLÜSSEL
                    das Geheimnis von SCHLÜSSEL in die Variable NAME setzen; SCHLÜSSEL ist eine Kennung, ein Name oder die
                    letzten vier Zeichen
  --env-from DATEI  eine .env-Datei; enthält sie Verweise (NAME=augno://SCHLÜSSEL, prozentkodiert: %20 für ein Leerzeichen),
                    ist jeder andere Wert darin einfacher Text; ohne Verweis ist jede Zeile NAME=SCHLÜSSEL; --env geht vor.
                    Auch --env-file heißt so, doch eine Option dieses Namens liest Node selbst, wenn vor dem Skript kein
                    -- steht (augno-vault wird mit einem gestartet)
  --allow-env NAME  NAME aus einer solchen Datei annehmen, obwohl es Programme anderen Code laden lassen kann, wie
                    LD_PRELOAD, PATH oder NODE_OPTIONS; ohne dies wird eine solche Zeile abgewiesen. Was eine Datei sonst sagt,
                    geht unverändert an BEFEHL, auch Adressen, an die BEFEHL ein Geheimnis sendet: Lesen Sie Dateien, die Sie
                    von anderen bekommen
  --account ID      in einem anderen Konto handeln: setzt dessen Header in die Variable, aus der die SDKs von Augno eigene
                    Header lesen (AUGNO_CUSTOM_HEADERS)
  --no-masking      BEFEHL bekommt dieses Terminal oder diese Datenströme, wie sie sind
  ---               dasselbe wie --, für PowerShell, die Skripten -- wegnimmt: dort ist augno-vault.cmd besser

Ein Geheimnis wird in diesen Formen maskiert, auch wenn es zwischen zwei Ausgaben zerschnitten ist, und in keiner anderen:
${maskedFormsIn(MASKED_FORMS)}
Das schützt vor Versehen in Protokollen, nicht vor einem Programm, das ein Geheimnis verraten will.

Exit-Codes: die von BEFEHL; 128 + N, wo Signal N ihn beendet hat; 125, wo nichts gestartet wurde (falsch aufgerufen, der
Tresor lässt sich nicht öffnen, ein Schlüssel ist widerrufen, abgelaufen oder hier nicht vorhanden) oder die Ausgabe sich
nicht schreiben ließ; 126, wo BEFEHL sich nicht ausführen lässt; 127, wo er nicht gefunden wurde.

Beispiele
  augno-vault run --env AUGNO_API_KEY="ERP Sync" -- node sync.js
  augno-vault run --env-from .env -- docker compose up
  augno-vault run --env KEY=apke_01jm4r6700 --account ac_01gf7a82 -- ./import.sh`,
  },
  agent: {
    summary: 'hält den offenen Tresor für andere Befehle bereit und sagt, was Programme dürfen',
    text: `augno-vault agent [--lifetime DAUER]
augno-vault agent run --key SCHLÜSSEL [--allow read|write|"METHODE /route"]… [--for DAUER] [--reason TEXT] [--session-key ROLLE] -- BEFEHL [ARG…]
augno-vault agent grants
augno-vault agent requests
augno-vault agent approve CODE [--for DAUER | --once]
augno-vault agent refuse CODE
augno-vault agent revoke ERLAUBNIS
augno-vault agent stop

Solange die App entsperrt ist, antwortet sie anstelle dieses Agenten und fragt in einem eigenen Fenster; nichts muss
gestartet werden. Ohne sie öffnet dies den Tresor ein einziges Mal mit dem Hauptpasswort und hält ihn für die anderen
Befehle dieses Benutzers bereit, bis DAUER vorbei ist (ohne Angabe 8h), er angehalten wird oder der Rechner ihn beendet:
Dann ist der Tresor gesperrt, und jede Erlaubnis endet sofort.

Solange er läuft, gehen diese ohne Passwort, wo eine Erlaubnis sie zulässt: status, connections list, roles list, audit, sync,
keys list, keys show, keys test, keys reveal, run und inject; und "scan" nennt die Schlüssel, die es findet. Fragt ein
Programm zum ersten Mal, zeigen es und der Agent denselben Code. Vergleichen Sie ihn und stimmen Sie am Terminal des Agenten
zu, oder mit "approve" (das nach dem Hauptpasswort fragt): für dieses eine Mal oder für eine Zeit. Ohne --for erlaubt
"approve" es für 10m. Eine Erlaubnis gilt für ein Programm, einen Zweck und die genannten Schlüssel:

  ein eigenes Programm            nach seinem Pfad und Inhalt
  ein Skript                      nach seinem Text und seinen Argumenten, in der Sitzung (dem Terminal), in der es erlaubt wurde
  eine Shell, ein Interpreter     dieser eine Prozess

Ein Geheimnis wird nur für dieses eine Mal gezeigt, was auch zuvor erlaubt wurde. Keine Erlaubnis umfasst, was Schlüssel,
Konten oder den Tresor ändert, einen Export, eine Sicherung oder Erlaubnisse selbst. Ein Befehl, dem das Passwort
mitgegeben ist (--password-stdin, --password-fd), fragt den Agenten nicht.

run startet BEFEHL mit einem Schlüssel, den er benutzen kann und nicht hat: In seiner Umgebung steht ein Wort, das nur auf
diesem Rechner und nur für diese Sitzung gilt, und die Adresse eines Servers hier (AUGNO_API_KEY und AUGNO_BASE_URL, oder
die Namen von OpenMRP; die offiziellen Clients lesen sie). Dieser Server prüft jede Anfrage, schreibt sie auf und sendet
sie mit dem echten Schlüssel an die eigene Adresse des Kontos, und nirgendwohin sonst. Ohne --allow darf BEFEHL lesen. Was
vorher nicht erlaubt wurde, wird gefragt, mit einem Code wie oben, für einmal oder für die Sitzung; nach Anfragen zu
Schlüsseln, Rollen, Konten und Identität immer. Ein Schlüssel, den eine davon erstellt oder erneuert, bleibt im Tresor;
das Programm bekommt seine maskierte Form. Die Sitzung endet mit BEFEHL, nach --for (ohne Angabe 8h, höchstens 24h), mit
"revoke SITZUNG" oder mit der Sperre.
Mit --session-key wird nur für diese Sitzung ein Schlüssel erstellt und anstelle von SCHLÜSSEL benutzt: mit ROLLE, die nicht
mehr darf als jener Schlüssel und keine Administratorrolle ist, und mit einem Ablauf am Ende der Sitzung. Sie werden jedes Mal
gefragt. Er wird widerrufen, wenn die Sitzung endet; was dann nicht ging, weil der Tresor gesperrt wurde oder die API nicht
antwortete, geschieht, wenn der Tresor das nächste Mal offen gehalten wird.
Ein Programm, das schreiben darf, kann mit dem, was es schreiben darf, Schaden anrichten.

Eine Erlaubnis sagt, dass Sie einverstanden sind; sie ist keine Wand zwischen Programmen desselben Benutzers. Nur unter
Linux sagt das System, wer sich verbindet (dazu braucht es ss aus iproute2); anderswo startet der Agent nicht.

  grants    zeigt, was erlaubt ist und was auf eine Antwort wartet (fragt nach dem Hauptpasswort)
  requests  zeigt, was Sitzungen angefragt haben, das Neueste zuerst (fragt nach dem Hauptpasswort)
  revoke    beendet eine Erlaubnis oder eine Sitzung, genannt, wie "grants" sie zeigt
  stop      sperrt

Beispiele
  augno-vault agent --lifetime 8h
  augno-vault agent approve 482-913 --for 1h
  augno-vault agent run --key "ERP Sync" --for 2h --reason "monthly report" -- node report.js
  augno-vault agent run --key "ERP Sync" --session-key Reader --for 1h -- ./assistant.sh
  augno-vault agent grants --json`,
  },
  mcp: {
    summary: 'erzählt einem KI-Assistenten vom Tresor, ohne Werte',
    text: `augno-vault mcp
augno-vault mcp install|uninstall|restore --for claude-code|claude-desktop|cursor|vscode|codex|copilot|gemini [--yes]

Ein Server für KI-Assistenten (Model Context Protocol über Standardein- und -ausgabe). Seine Werkzeuge listen Schlüssel
auf, sagen, wie es um einen Schlüssel steht, was jemanden braucht und wo Schlüssel durchgesickert sind, erklären eine
Berechtigung, schlagen aus dem, was ein Schlüssel wirklich aufgerufen hat, eine engere Rolle vor, durchsuchen einen Pfad
und öffnen die App bei einer Erneuerung oder der Antwort auf ein Leck, wo ein Mensch entscheidet. Kein Werkzeug gibt einen
Wert heraus, und keines ändert etwas.

Gefragt wird, wer den Tresor offen hält (augno-vault agent); beim ersten Mal erlauben Sie diesem Assistenten anhand des
Codes, den beide zeigen, Schlüssel aufzulisten. Solange niemand ihn offen hält, gehen Durchsuchen und Erklären trotzdem.

install trägt ihn für diesen Benutzer in die Konfiguration dieses Assistenten ein, und uninstall nimmt ihn heraus. Die
Änderung wird gezeigt, und Sie werden gefragt; --yes ändert ohne Frage. Hat ein Server einen Schlüssel dieses Tresors im
Klartext (AUGNO_API_KEY oder der Name von OpenMRP), fragt install danach nach dem Hauptpasswort und lässt diesen Server
stattdessen mit agent run starten: Er benutzt den Schlüssel und hat ihn nicht, solange der Tresor offen gehalten wird. Die
Datei, wie sie war, liegt 30 Tage versiegelt im Tresor, und restore setzt solche Server zurück. Der Schlüssel stand dort
für alle lesbar, deshalb wird seine Erneuerung angeboten. Schlüssel, die sich nicht ersetzen lassen, werden genannt und
bleiben stehen.

Beispiel
  augno-vault mcp install --for claude-code`,
  },
  inject: {
    summary: 'setzt Verweise auf Schlüssel (augno://SCHLÜSSEL) in eine Datei ein',
    text: `augno-vault inject -i VORLAGE -o DATEI
augno-vault inject -i VORLAGE --check

Schreibt DATEI: den Text von VORLAGE, in dem jeder Verweis augno://SCHLÜSSEL durch das Geheimnis dieses Schlüssels ersetzt
ist. SCHLÜSSEL ist eine Kennung, ein Name oder die letzten vier Zeichen, prozentkodiert (%20 für ein Leerzeichen); er
endet an einem Anführungszeichen, einem Leerzeichen oder am Ende der Zeile. DATEI wird ganz oder gar nicht geschrieben,
und nur ihr Eigentümer kann sie lesen (0600), auch wo sie schon da war. Eine DATEI, die Git verfolgt oder aufnehmen würde,
wird abgewiesen. Werte stehen so in Anführungszeichen, wie eine .env- oder JSON-Datei es verlangt; anderswo gehen nur
Schlüssel aus Buchstaben, Ziffern und _ - . hinein, die überall dasselbe bedeuten.

  -i, --input VORLAGE   eine Textdatei von höchstens 4 MiB
  -o, --output DATEI    nie die Vorlage selbst
  --check               sagt, welche Verweise unbekannt sind oder einen unbenutzbaren Schlüssel nennen, und schreibt nichts

Exit-Codes: 0 getan, oder alle Verweise sind gut; 1 ein Verweis ist es nicht; 2 falsch aufgerufen.

Beispiele
  augno-vault inject -i config.template.json -o config.json
  augno-vault inject -i .env.template -o .env
  augno-vault inject -i .env.template --check`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
