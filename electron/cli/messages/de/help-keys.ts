/** What `--help` prints of accounts, roles and keys; in German. */
import type { CommandHelp } from '../types.ts';

export const helpKeysGerman = {
  connect: {
    summary: 'verbindet ein Konto mit einem Admin-Schlüssel',
    text: `augno-vault connect --url URL [--name NAME]

Verbindet ein Konto: Seine Schlüssel werden im Tresor aufgelistet und lassen sich von hier aus erstellen, erneuern und
widerrufen. Der Admin-Schlüssel wird im Tresor versiegelt und nur an diese Adresse gesendet.

  --url URL     Adresse der API: heute https://api.openmrp.ai, vor August 2026 https://api.augno.com; http:// nur für diesen
                Rechner. Header und Präfix der Schlüssel richten sich danach, wie der Server sich nennt
  --name NAME   wie die Verbindung hier heißt (sonst wie das Konto)

Fragt nach dem Hauptpasswort, dann nach dem Admin-Schlüssel; mit --password-stdin sind es die Zeilen 1 und 2. Ein Administrator
erstellt diesen Schlüssel im Dashboard unter "API keys", mit einer Rolle vom Typ admin: heute https://openmrp.ai/dashboard, vor
August 2026 https://augno.com/dashboard.

Beispiele
  augno-vault connect --url https://api.openmrp.ai
  augno-vault connect --url http://127.0.0.1:8081 --name "Local sandbox" --password-stdin < secrets.txt`,
  },
  connections: {
    summary: 'listet Verbindungen auf, repariert, verlegt oder entfernt sie',
    text: `augno-vault connections list
augno-vault connections repair VERBINDUNG            fragt nach dem Hauptpasswort, dann nach einem anderen Admin-Schlüssel;
                                                     weckt eine, die ruht (ihre Adresse ist auf diesem Rechner nicht bestätigt)
augno-vault connections move VERBINDUNG --url URL [--confirm NAME]
                                                     verlegt das Konto an eine andere Adresse, mit allen Schlüsseln
augno-vault connections rename VERBINDUNG NEUER-NAME
augno-vault connections remove VERBINDUNG [--confirm NAME]
augno-vault connections sandboxes VERBINDUNG         die Sandboxes eines Produktionskontos, und welche verbunden sind

VERBINDUNG ist ein Name oder eine Kennung. Entfernen nimmt die Schlüssel und Geheimnisse der Verbindung aus diesem Tresor;
das Konto selbst bleibt, wie es ist. Es wird am Terminal gefragt, oder --confirm nennt den Namen der Verbindung.

Verlegt wird ein Konto, dessen API jetzt anderswo antwortet, wie es war, als Augno zu OpenMRP wurde (https://api.augno.com
ist die frühere Adresse, https://api.openmrp.ai die jetzige). Es wird nach dem Hauptpasswort gefragt, dann nach dem
Admin-Schlüssel an der neuen Adresse; eine leere Zeile nimmt den vorhandenen, der nur an die eigenen Adressen des
Anbieters geht. Nichts wird gesendet, bevor die Adresse bestätigt ist, am Terminal oder durch --confirm mit dem Namen der
Verbindung.

Beispiele
  augno-vault connections list --json
  augno-vault connections move "Acme Manufacturing" --url https://api.openmrp.ai
  augno-vault connections repair "Acme Manufacturing"
  augno-vault connections remove "Old company" --confirm "Old company"`,
  },
  sync: {
    summary: 'gleicht das Verzeichnis mit den verbundenen Konten ab',
    text: `augno-vault sync [--connection NAME]

Liest die Schlüssel und Rollen jedes verbundenen Kontos oder des genannten, sieht nach, was aus unterbrochenen Vorgängen
wurde, und führt geplante Widerrufe aus, die fällig sind. Exit-Code 4, wenn sich ein Konto nicht lesen ließ.

Beispiele
  augno-vault sync
  augno-vault sync --connection "Acme Manufacturing" --json`,
  },
  roles: {
    summary: 'listet Rollen auf oder erstellt sie',
    text: `augno-vault roles list [--connection NAME]
augno-vault roles create --name N --permission P… [--connection NAME]

Eine Berechtigung ist BEREICH:AKTION, zum Beispiel sales_orders:read; die Aktionen sind create, read, update und delete.

Beispiele
  augno-vault roles list
  augno-vault roles create --name "Order import" --permission sales_orders:read --permission sales_orders:create`,
  },
  keys: {
    summary: 'listet Schlüssel auf, erstellt, erneuert, widerruft, testet und zeigt sie',
    text: `augno-vault keys list [--status STATUS]… [--provider augno|auxot|…] [--sort SPALTE] [--reverse]
augno-vault keys show SCHLÜSSEL
augno-vault keys create --name N --role ROLLE [--expires ZEIT] [--reveal] [--accept-clock]
augno-vault keys rotate SCHLÜSSEL [--overlap DAUER] [--expires ZEIT] [--reason ART[:TEXT]] [--confirm NAME] [--reveal] [--accept-clock]
augno-vault keys revoke SCHLÜSSEL [--reason ART[:TEXT]] [--confirm NAME]
augno-vault keys rotate SCHLÜSSEL [--expires ZEIT] [--rotate-by ZEIT] [--reason ART[:TEXT]]        eines Dienstes ohne API
augno-vault keys revoke SCHLÜSSEL [--reason ART[:TEXT]] [--without-test] [--confirm NAME]        eines Dienstes ohne API
augno-vault keys add DIENST --name N [--owner WER] [--expires ZEIT] [--rotate-by ZEIT] [--scan-prefix TEXT]
augno-vault keys check SCHLÜSSEL                     probiert den ersetzten Schlüssel; er ist weg, wenn er abgewiesen wird
augno-vault keys headers SCHLÜSSEL                   wie der Schlüssel gesendet wird, ohne den Schlüssel
augno-vault keys delete SCHLÜSSEL
augno-vault keys reveal SCHLÜSSEL
augno-vault keys test SCHLÜSSEL [--account ID]
augno-vault keys edit SCHLÜSSEL [--alias NAME] [--notes TEXT] [--tag SCHLAGWORT]…
augno-vault keys add-secret SCHLÜSSEL                fragt nach dem Hauptpasswort, dann nach dem Geheimnis
augno-vault keys import DATEI [--dry-run]
augno-vault keys confirm SCHLÜSSEL                   das Geheimnis aus einer Datei gehört zu diesem Schlüssel
augno-vault keys resolve SCHLÜSSEL --send-again|--give-up

SCHLÜSSEL ist eine Kennung (apke_…), sonst ein Name (dann der eine aktive dieses Namens: nach einer Erneuerung der neue),
sonst die letzten vier Zeichen. ROLLE ist eine Kennung oder ein Name. ZEIT ist ein Datum, ein Zeitpunkt oder eine Dauer
von jetzt an; eine DAUER ist wie 90d, 12h, 30m. STATUS ist active, expiring, revoking, expired, revoked, unresolved, stale
oder leaked. ART ist compromised, policy, someone-left oder other. SPALTE ist name, mode, status, role, created,
last-used, expires oder connection.

Ein Schlüssel eines Dienstes ohne API wird dort erstellt und gelöscht: "add" und "rotate" fragen nach dem Hauptpasswort
nach ihm, und "revoke" sieht nach, ob er abgewiesen wird, oder nimmt mit --without-test Ihr Wort. Von diesen Diensten
handelt "augno-vault provider".

Eine Zeit von jetzt an rechnet nach der Uhr des Servers. Geht die dieses Rechners um mehr als eine Stunde anders, wird am
Terminal danach gefragt, oder --accept-clock sagt, dass die des Servers stimmt.

Ein neues Geheimnis kommt geradewegs in den Tresor; gezeigt wird es nur mit --reveal und von "reveal". Was einen Schlüssel
der Produktion zerstört, fragt am Terminal nach seinem Namen oder nimmt --confirm NAME. Augno behält widerrufene Schlüssel
in seiner Liste: "delete" entfernt den Eintrag eines toten Schlüssels nur aus diesem Tresor. "import" speichert die
Geheimnisse von Schlüsseln, die der Tresor schon auflistet und die in DATEI stehen (einer .env, einer Notiz, einer CSV);
ein solches Geheimnis wird nicht ausgeführt, eingesetzt, kopiert oder in eine Datei geschrieben, bevor "keys test" es
angenommen sah oder "keys confirm" sagte, dass es Ihres ist. "resolve" ist für einen Vorgang, der unterbrochen wurde.

Beispiele
  augno-vault keys list --status expiring --json
  augno-vault keys list --sort last-used
  augno-vault keys create --name "ERP Sync" --role Admin --expires 90d
  augno-vault keys rotate "ERP Sync" --overlap 7d --reason policy
  augno-vault keys revoke apke_0123456789ab --reason compromised --confirm "ERP Sync"`,
  },
  kept: {
    summary: 'zeigt, testet und übernimmt, was Server anstelle von Schlüsseln gesendet haben',
    text: `augno-vault kept list
augno-vault kept test ID
augno-vault kept take-in ID
augno-vault kept note ID

Was ein Server anstelle eines verlangten Schlüssels gesendet hat, wird versiegelt zurückgelegt und von nichts benutzt.
"list" sagt, was es ist und warum; "test" stellt damit eine Anfrage, an die Adresse der Verbindung, von der es kam;
"take-in" speichert es als Geheimnis des Schlüssels, den der Server nennt, sobald der Server es angenommen hat; "note"
sagt, dass Sie davon wissen: Es bleibt zurückgelegt und wird nicht wieder erwähnt. ID ist der Anfang einer Kennung, soweit
er nur zu einer gehört.

Exit-Codes von "test": 0 angenommen, 1 abgewiesen, 4 nicht erreichbar.

Beispiele
  augno-vault kept list
  augno-vault kept take-in kept_4b1f`,
  },
  provider: {
    summary: 'bewahrt, testet und erneuert Schlüssel anderer Dienste wie Auxot',
    text: `augno-vault provider list                            die Dienste, deren Schlüssel hier liegen, und welche Arten es gibt
augno-vault provider add NAME --provider auxot|generic [--url URL] [--header NAME] [--header-prefix TEXT] [--mode test|prod]
augno-vault provider change NAME [--rename NAME] [--url URL|none] [--header NAME] [--header-prefix TEXT] [--mode test|prod]
augno-vault provider remove NAME
augno-vault provider guide NAME [--kind ART] [--name N]           wie ein Schlüssel dort erstellt, ersetzt und gelöscht wird
augno-vault provider add-key NAME --name N [--owner WER] [--expires ZEIT] [--rotate-by ZEIT] [--scan-prefix TEXT]
                                                     fragt nach dem Hauptpasswort, dann nach dem Schlüssel
augno-vault provider import NAME DATEI [--dry-run]   speichert die Schlüssel, die in einer .env oder Notiz stehen
augno-vault provider edit SCHLÜSSEL [--name N] [--owner WER] [--expires ZEIT|never] [--rotate-by ZEIT|never]
augno-vault provider headers SCHLÜSSEL               wie der Schlüssel gesendet wird, ohne den Schlüssel
augno-vault provider rotate SCHLÜSSEL [--expires ZEIT] [--rotate-by ZEIT] [--reason ART[:TEXT]]
                                                     fragt nach dem Hauptpasswort, dann nach dem neuen Schlüssel
augno-vault provider check SCHLÜSSEL                 probiert den ersetzten Schlüssel; er ist weg, wenn er abgewiesen wird
augno-vault provider revoke SCHLÜSSEL [--reason ART[:TEXT]] [--without-test] [--confirm NAME]

NAME ist ein Dienst, den Sie hinzugefügt haben. Die Adresse von Auxot ist ohne Angabe http://localhost:8080; bei jedem
anderen Dienst ist --url die Stelle, an der seine Schlüssel getestet werden, und darf fehlen. Einfaches http:// gilt nur
auf diesem Rechner und in privaten Netzen. Diese Dienste haben keine API, die Schlüssel erstellt oder löscht: Das tun Sie
dort, und der Tresor speichert, was Sie einfügen, testet es und hält einen Schlüssel erst für gelöscht, wenn eine Anfrage
damit abgewiesen wird. Wo sich nichts fragen lässt, nimmt --without-test Ihr Wort.

Im Übrigen ist ein Schlüssel eines Dienstes einer wie jeder andere: keys list, show, test, reveal, edit, delete; und run.

Beispiele
  augno-vault provider add Agents --provider auxot --url https://ai.example.com
  augno-vault provider add-key Agents --name "CI Pipeline" --owner Ann --rotate-by 90d
  augno-vault provider rotate "CI Pipeline" --reason compromised
  augno-vault run --env AUXOT_API_KEY="CI Pipeline" -- ./triage.sh`,
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;
