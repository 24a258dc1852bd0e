/** The page to print and lock away: the recovery key and what to do with it. One self-contained HTML document. */
import { htmlText, terminalLine } from '../../shared/harmless-text.ts';

export interface EmergencyKit {
  readonly vaultName: string;
  readonly vaultFolder: string;
  /** SECURITY: as printed; the page is the one place where it is meant to be. */
  readonly recoveryKey: string;
  readonly madeAt: Date;
}

const shown = (text: string): string => htmlText(terminalLine(text));

export function emergencyKitPage(kit: EmergencyKit): string {
  const name = shown(kit.vaultName);
  const groups = kit.recoveryKey.split('-').map((group) => `<span>${shown(group)}</span>`);
  const made = kit.madeAt.toISOString().slice(0, 10);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Emergency kit: ${name}</title>
<style>
  @page { margin: 20mm }
  body { font: 12pt/1.5 Georgia, serif; color: #000; background: #fff; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 18pt; margin-bottom: 0 }
  .key { font: bold 17pt/1.9 ui-monospace, "Courier New", monospace; border: 2px solid #000; padding: .6rem 1rem; margin: 1.5rem 0 }
  .key span { display: inline-block; margin-right: 1.2rem; letter-spacing: .06em }
  .line { border-bottom: 1px solid #000; height: 2.2rem }
</style>
</head>
<body>
<h1>Emergency kit</h1>
<p>Vault “${name}”, recovery key of ${made}.</p>
<p>Folder at that time: ${shown(kit.vaultFolder)}</p>
<div class="key">${groups.join(' ')}</div>
<p>The letters I, L, O and U do not occur: what looks like one is 1 or 0. Case, spaces and dashes do not matter.</p>
<h2>When the master password is lost</h2>
<ol>
<li>Open Augno Vault and choose “Use the recovery key” on the unlock screen.</li>
<li>Type the key above. Then set a new master password in Settings.</li>
<li>Make a new recovery key and a new kit, and destroy this page.</li>
</ol>
<h2>When the computer is lost</h2>
<ol>
<li>Install Augno Vault on another computer.</li>
<li>Restore a backup: <code>augno-vault restore FILE</code> asks for the backup’s own password. Where the vault
folder itself was saved: <code>augno-vault restore --from-copies</code> lists the copies in its folder “backups”.</li>
<li>Unlock it with the master password, or with the key above.</li>
<li>If somebody else may have the computer and the password: rotate every key in the vault.</li>
</ol>
<h2>Keep this page</h2>
<p>Whoever has this page and a copy of the vault can open it. Keep it where neither the computer nor its backups are. Where
the backups are kept:</p>
<div class="line"></div>
<div class="line"></div>
</body>
</html>
`;
}
