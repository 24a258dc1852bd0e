/** What `--help` prints; in German. */
import type { CommandHelp } from '../types.ts';

export const helpScanGerman = {
  scan: {
    summary: 'findet API-Schlüssel in Dateien, Ordnern und der Geschichte von Repositorys',
    text: `augno-vault scan [PFAD…] [Optionen]

Findet API-Schlüssel von Augno in Dateien und Ordnern (auch in versteckten und von Git ignorierten), in Archiven und in
der Geschichte von Repositorys: im Klartext, kodiert, umbrochen oder zusammengesetzt. Ein Schlüssel zählt durch seine
Prüfsumme; falsche Alarme gibt es deshalb nicht.

Was durchsucht wird:
  PFAD…                    Dateien oder Ordner; ohne Angabe der jetzige Ordner; - ist die Standardeingabe
  --history                auch jedes Objekt des Repositorys, ob noch erreichbar oder nicht
  --staged                 nur, was für den nächsten Commit vorgemerkt ist
  --range A..B             nur, was diese Commits mitbringen (mehrere Bereiche durch Leerzeichen getrennt)
  --all                    mit diesen beiden: Ein Schlüssel zählt auch, wo er schon vorher stand (in HEAD oder auf dem Remote)
  --also ANBIETER          auch nach Schlüsseln eines anderen Dienstes suchen: auxot. Diese haben keine Prüfsumme; sie zählen
                           deshalb nur hinter einem Header oder in einer Variablen, und wo sie deutlich ausgelost sind
  --usual-places           Verläufe der Shell, Punktdateien, Editoren, API-Clients, Cloud-Konfiguration, Downloads
  --follow-outside         Verweisen eines Repositorys auf Speicher außerhalb des Pfads folgen (nie zu Netzwerkpfaden)
  --include-cloud          holen und lesen, was OneDrive, iCloud und andere anderswo halten (sonst als nicht durchsucht genannt)
  --no-incremental         alles neu lesen und nichts für den nächsten Scan merken
  --exclude MUSTER         Dateien auslassen, geschrieben wie eine Zeile einer Ignorier-Datei; darf mehrmals stehen
  --max-file-size N        größere Dateien in Ordnern auslassen (Bytes, oder 500k, 20M); der Bericht zählt beides
  --max-archive-depth N    Archive in Archiven (sonst 5; 0 öffnet keines)
  --jobs N                 Threads (sonst einer je Prozessor)

Was gemeldet wird:
  --format text|json|sarif|gitlab|junit|csv
                           ohne Angabe text; --json ist dasselbe wie --format json
  --output DATEI           den Bericht dorthin schreiben
  --baseline DATEI         auslassen, was diese Baseline oder ein früherer JSON-Bericht enthält
  --write-baseline DATEI   eine solche Baseline dessen schreiben, was jetzt gefunden wurde
  --ignore-file DATEI      zusätzlich zu .augno-vault-ignore in jedem Startordner und oben in seinem Repository
  --no-ignore              zeigen, was Ignorier-Dateien verbergen
  --strict                 auch Schlüssel mit falscher Prüfsumme zählen als Lecks
  --verify                 die API unter ihren beiden Namen fragen, ob jeder gefundene Schlüssel noch gilt (sendet ihn dorthin)
  --registry               sagen, welcher Schlüssel des Tresors es jeweils ist und welchem ein maskierter gleicht: durch den,
                           der den Tresor offen hält (Sie erlauben es dort), sonst nach dem Hauptpasswort; der Tresor wird nur
                           gelesen. Wo schon erlaubt ist, Schlüssel aufzulisten, steht es auch ohne diese Option da
  --no-progress            außerhalb eines Terminals wird ohnehin kein Fortschritt gezeigt
  --exit-zero              Exit-Code 0 auch dann, wenn Lecks gefunden wurden

Exit-Codes: 0 nichts gefunden; 1 Lecks gefunden; 2 falsch aufgerufen, oder der Bericht ließ sich nicht schreiben; 5 kein
Leck gefunden, aber nicht alles ließ sich durchsuchen.

Zeilen in .augno-vault-ignore:   FINGERPRINT [PFADMUSTER] [# Grund, until JJJJ-MM-TT]
                                 unscanned PFADMUSTER # Grund, until JJJJ-MM-TT

Beispiele:
  augno-vault scan . --history
  augno-vault scan --staged
  kubectl logs deploy/shop | augno-vault scan -
  augno-vault scan --usual-places
  augno-vault scan . --format sarif --output results.sarif`,
  },
  hook: {
    summary:
      'richtet die Git-Hooks ein, die einen Schlüssel vor dem Commit aufhalten, entfernt oder zeigt sie',
    text: `augno-vault hook install|uninstall|status [REPOSITORY] [--pre-commit] [--pre-push] [--hooks-path ORDNER]
augno-vault hook install|uninstall|status --ai claude-code|codex|cursor|copilot|gemini [--with-vault] [--yes]

Git-Hooks, die genau das durchsuchen, was gleich committet oder gepusht wird, und es abweisen, wo ein Schlüssel gefunden
wird oder etwas sich nicht durchsuchen ließ. Ohne --pre-commit oder --pre-push sind beide gemeint; der erste gilt auch für
Merges. REPOSITORY ist ohne Angabe der jetzige Ordner.

  install     setzt den Scan vor das, was der Hook schon tut; ein vorhandener Hook, husky und core.hooksPath bleiben beachtet
  uninstall   nimmt ihn wieder heraus und lässt den Rest, wie er war
  status      sagt, wo die Hooks liegen, und probiert jeden mit einem eigens gemachten Schlüssel; Exit-Code 1, wenn einer fehlt
              oder ihn nicht abweist

  --hooks-path ORDNER   der Hook-Ordner außerhalb des Repositorys, den core.hooksPath nennt; ohne dies bleibt er unberührt

Der Hook nennt diesen Befehl mit seinem absoluten Pfad. Ist der nicht mehr da, weist er ab und sagt es.

Mit --ai die Hooks dieses KI-Assistenten, für all seine Sitzungen unter diesem Benutzer: Er kann nicht lesen, ausführen
oder geschickt bekommen, was einen Schlüssel enthält (siehe augno-vault ai-hook --help). Die Änderung wird gezeigt, und
Sie werden gefragt; --yes ändert ohne Frage. Andere Hooks und Einstellungen in dieser Datei bleiben, und eine Datei, die
kein JSON ist, wird nicht angerührt.

  --with-vault   auch Schlüssel erkennen, die nur der Tresor kennt (die eines anderen Dienstes, ein vernichteter), solange er
                 offen gehalten wird und wo Sie es diesem Assistenten erlaubt haben

Beispiele
  augno-vault hook install
  augno-vault hook install ~/work/shop --pre-commit
  augno-vault hook status --json
  augno-vault hook install --ai claude-code`,
  },
  'ai-hook': {
    summary:
      'beantwortet ein Hook-Ereignis eines KI-Assistenten, damit kein Schlüssel in dessen Gespräch gelangt',
    text: `augno-vault ai-hook --for claude-code|codex|cursor|copilot|gemini [--with-vault] < event.json

Was die Hooks eines KI-Assistenten aufrufen (augno-vault hook install --ai NAME). Liest ein Ereignis dieses Assistenten
von der Standardeingabe und antwortet in dessen Form: Ein Befehl oder das Lesen einer Datei, das einen Schlüssel ins
Gespräch brächte, wird abgewiesen, ein Schlüssel in der Ausgabe eines Werkzeugs maskiert, eine Nachricht mit einem
Schlüssel aufgehalten. Es sieht nur Form und Prüfsumme an und arbeitet deshalb auch bei gesperrtem Tresor; es öffnet
keinen Tresor und keine Verbindung.

Mit --with-vault gehen Wörter ab 16 Zeichen auch an den, der einen Tresor dieses Benutzers auf diesem Rechner offen hält (die
App oder augno-vault agent); er sagt, wo darin einer seiner Schlüssel steht. Nur unter Linux und nur, solange Sie es diesem
Assistenten erlauben: Niemand wird gefragt und höchstens drei Sekunden gewartet; ohne das entscheiden Form und Prüfsumme.

Ein Ereignis, das es nicht lesen kann, hält nichts auf und wird gemeldet, es sei denn, ein Schlüssel steht darin
(Exit-Code 2, der bei allen Assistenten als „abgewiesen“ gilt).

Beispiel
  augno-vault ai-hook --for claude-code < event.json`,
  },
  sandbox: {
    summary: 'stellt auf diesem Rechner eine zu Augno kompatible API mit einem Demokonto bereit',
    text: `augno-vault sandbox [--port N] [--data ORDNER] [--seed demo|empty] [--auxot-port N] [--seed-keys N] [--brand augno|openmrp] [--test-controls]

Stellt auf 127.0.0.1 eine zu Augno kompatible API bereit und gibt eine JSON-Zeile aus, sobald sie läuft:
  { "url", "accounts": [{ "id", "name", "mode", "adminKey", "relatedAccounts" }] }
Sie läuft bis Strg-C oder SIGTERM. Sie enthält nur Demodaten und erreicht kein Netzwerk.

  --port N          der Port, auf dem sie antwortet; 0 (so ohne Angabe) nimmt einen freien
  --data ORDNER     den Stand in diesem Ordner behalten (wird angelegt; verlangt Node 22.14 oder neuer). Von Geheimnissen
                    bleiben nur Hashes; die Admin-Schlüssel werden deshalb bei jedem Start neu ausgegeben
  --seed NAME       womit ein neuer Stand beginnt: demo (so ohne Angabe) oder empty. Ausdrücklich genannt, bietet --seed demo
                    auf einem zweiten Port auch eine API in der Form von Auxot an und ergänzt die Zeile um
                    "auxot": { "url", "userKey", "teamKey" }. Sie vergisst am Ende alles
  --auxot-port N    der Port dieser zweiten (ohne Angabe ein freier)
  --seed-keys N     das Testkonto füllen, bis es N Schlüssel hat, seinen Admin-Schlüssel eingerechnet
  --brand NAME      die API unter ihrem anderen Namen anbieten: Header-Namen, Präfix der Schlüssel, Links (ohne Angabe augno).
                    Ein Stand unter dem anderen Namen wird umbenannt, wie der Anbieter es tat: dieselben Konten und Schlüssel
  --test-controls   auch /__sandbox/ anbieten, siehe unten

Steuerung für Tests (JSON über HTTP, ohne Schlüssel; eine Seite in einem Browser bekommt keine Antwort)
  POST   /__sandbox/faults    { "path"?: regulärer Ausdruck über den Pfad, "method"?, "times"?: N,
                                "status"?: 400-599, "delayMs"?: N    die Anfrage wird abgewiesen oder gehalten, bevor sie wirkt
                                "afterCommit"?: true                 … und danach: Alles wurde getan
                                "dropBeforeCommit"?, "dropAfterCommit"?, "truncateBody"?: true }
  DELETE /__sandbox/faults    nimmt sie zurück
  POST   /__sandbox/clock     { "now": RFC-3339-Zeitpunkt, oder null für die echte Zeit }; die Uhr läuft weiter
  POST   /__sandbox/limits    { "requestsPerSecond": N, oder null für unbegrenzt }
  GET    /__sandbox/events    eine JSON-Zeile je ausgeführter Änderung, sobald sie geschieht
  Auf dem Port in der Form von Auxot, unter /__sandbox/keys: GET, POST { "kind": "user" oder "team", "name", "owner"? } und
  DELETE …/ID
  POST   /__sandbox/accounts/ID                     { "subscription": "active", "past_due", "canceled" oder "unpaid" }
  POST   /__sandbox/accounts/ID/documentation-key   was jemand mit Anmeldung von den Seiten der Dokumentation bekommt

Beispiele
  augno-vault sandbox
  augno-vault sandbox --port 8081 --data ./sandbox-state
  augno-vault sandbox --seed empty --seed-keys 10000 --test-controls`,
  },
  doctor: {
    summary: 'sagt, was von diesem System funktioniert',
    text: `augno-vault doctor: was von diesem System funktioniert

Aufruf: augno-vault doctor [--json]

Prüft alles, worauf das Programm baut: Laufzeit, Datenbank, Schlüsselableitung, Ordner des Tresors, Git, Loopback-Adresse,
Sandbox des Fensters, Schlüsselbund, Benachrichtigungen, Infobereich, Sperrsignale, Zwischenablage. Nichts wird geändert,
nichts gesendet, kein Tresor geöffnet. Legen Sie die Ausgabe einer Fehlermeldung bei: Sie enthält keinen Namen eines
Benutzers, Schlüssels oder Ordners.

Exit-Code: 0, wenn sich hier ein Tresor öffnen lässt, 2, wenn etwas fehlt, das er braucht.

Beispiele:
  augno-vault doctor
  augno-vault doctor --json | jq '.checks[] | select(.state != "works")'`,
  },
  completion: {
    summary: 'gibt aus, womit eine Shell Unterbefehle, Optionen und Namen von Schlüsseln ergänzt',
    text: `augno-vault completion bash|zsh|fish|powershell
augno-vault completion --names on|off

Gibt aus, womit diese Shell Unterbefehle, Optionen und die Werte ergänzt, die die Hilfe nennt.

Namen von Schlüsseln liegen versiegelt im Tresor und werden nur ergänzt, wenn Sie es erlauben: "--names on" fragt nach dem
Hauptpasswort und legt die Namen, kein Geheimnis, in eine Datei Ihres Cache-Ordners (0600), die nachgeführt wird, sooft
dieser Tresor auf diesem Computer offen ist. "--names off" entfernt sie sofort, ohne Passwort; die Datei zu löschen tut
dasselbe. Namen mit Zeilenumbrüchen, Steuerzeichen oder einem Strich am Anfang werden nicht angeboten. Ein Skript, das
vorher eingerichtet wurde, ist neu auszugeben.

Beispiele
  augno-vault completion --names on
  augno-vault completion bash >> ~/.bashrc
  augno-vault completion zsh > ~/.zfunc/_augno-vault
  augno-vault completion fish > ~/.config/fish/completions/augno-vault.fish
  augno-vault completion powershell >> $PROFILE`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
