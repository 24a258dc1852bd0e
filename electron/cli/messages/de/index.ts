import type { CommandName } from '../en/index.ts';
import type { HelpOf } from '../types.ts';
import { helpCopiesGerman } from './help-copies.ts';
import { helpKeysGerman } from './help-keys.ts';
import { helpProgramsGerman } from './help-programs.ts';
import { helpScanGerman } from './help-scan.ts';
import { helpVaultGerman } from './help-vault.ts';

export const helpGerman: HelpOf<CommandName> = {
  overview: {
    before: `augno-vault: bewahrt API-Schlüssel von Augno auf und findet die, die durchgesickert sind.

Aufruf: augno-vault BEFEHL [Optionen]
`,
    behind: `
Optionen, die jeder Befehl annimmt, davor oder dahinter:
  --vault ORDNER      der Ordner des Tresors (sonst AUGNO_VAULT_DIR, sonst der übliche)
  --connection NAME   welche Verbindung gemeint ist, wo es mehrere sein könnten
  --password-stdin    das Hauptpasswort aus Zeile 1 der Standardeingabe lesen, weitere Geheimnisse aus den nächsten
  --password-fd N     ebenso aus dem Dateideskriptor N
  --json              ein JSON-Dokument auf der Standardausgabe, immer auf Englisch
  --quiet             keine Hinweise auf der Standardfehlerausgabe
  --language SPRACHE  en oder de (sonst LC_ALL, LC_MESSAGES oder LANG; in Hooks und CI Englisch)
  --help, --version

Beispiele:
  augno-vault scan . --history
  augno-vault keys list --status expiring
  augno-vault help BEFEHL            und help --man, eine Seite für man`,
  },
  manual: { name: 'BEZEICHNUNG', synopsis: 'ÜBERSICHT', commands: 'BEFEHLE' },
  commands: {
    ...helpScanGerman,
    ...helpVaultGerman,
    ...helpCopiesGerman,
    ...helpKeysGerman,
    ...helpProgramsGerman,
  },
};
