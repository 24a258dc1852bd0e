import { FOREIGN_SENTENCES } from './foreign-sentences.ts';
import { PLACE_SENTENCES } from './place-sentences.ts';
import { NETWORK_SENTENCES } from './network-sentences.ts';
import { SERVICE_SENTENCES } from './service-sentences.ts';
import { VAULT_SENTENCES } from './vault-sentences.ts';

/**
 * Sentences that main and the services say, in German. They are written in English where they arise; here each is known by
 * its words, with what varies in braces. A test holds the left side against the sources. `english => german`, one a line.
 */
const OWN_SENTENCES = `
Nothing was changed. => Es wurde nichts geändert.
Nothing was stored. => Es wurde nichts gespeichert.
Nothing was written. => Es wurde nichts geschrieben.
Nothing was sent. => Es wurde nichts gesendet.
Nothing was created. => Es wurde nichts angelegt.
Nothing was scanned. => Es wurde nichts durchsucht.
Nothing was opened. => Es wurde nichts geöffnet.
Nothing was made. => Es wurde nichts angelegt.
Nothing was started. => Es wurde nichts gestartet.
Nothing was begun. => Es wurde nichts begonnen.
Nothing was done. => Es wurde nichts getan.
Nothing was read or written. => Es wurde nichts gelesen und nichts geschrieben.
This file is not in the list any more. => Diese Datei steht nicht mehr in der Liste.
Close this and open it again. => Schließen Sie dieses Fenster und öffnen Sie es noch einmal.
This file was not confirmed. => Diese Datei wurde nicht bestätigt.
It was neither read nor written. => Sie wurde weder gelesen noch geschrieben.
Look at it again to be asked once more. => Sehen Sie sie noch einmal an, um wieder gefragt zu werden.
What was chosen for this is not valid any more. => Was dafür gewählt wurde, gilt nicht mehr.
Choose it again, then repeat the step. => Wählen Sie es noch einmal und wiederholen Sie dann den Schritt.
Another dialog is still open. => Ein anderer Dialog ist noch offen.
Answer that one first, then try again. => Beantworten Sie erst diesen, dann versuchen Sie es noch einmal.
Several dialogs were just closed. => Eben wurden mehrere Dialoge geschlossen.
Wait half a minute, then try again. => Warten Sie eine halbe Minute, dann versuchen Sie es noch einmal.
The folder was not confirmed. => Der Ordner wurde nicht bestätigt.
The program was not confirmed. => Das Programm wurde nicht bestätigt.
This key was found nowhere. => Dieser Schlüssel wurde nirgends gefunden.
This is no address of an update feed. => Das ist keine Adresse, unter der es Aktualisierungen gibt.
It has to begin with https:// and end with its path. => Sie muss mit https:// beginnen und mit ihrem Pfad enden.
Nothing was saved. => Es wurde nichts gesichert.
Nothing was sealed. => Es wurde nichts versiegelt.
Nothing was removed. => Es wurde nichts entfernt.
Nothing was deleted. => Es wurde nichts gelöscht.
Nothing was imported. => Es wurde nichts importiert.
Nothing was stored or sent. => Es wurde nichts gespeichert oder gesendet.
Nothing was changed here. => Hier wurde nichts geändert.
Nothing is lost. => Es ist nichts verloren.
It was not touched. => Sie wurde nicht angerührt.
It was not sent anywhere. => Er wurde nirgendwohin gesendet.
Everything saved is safe. => Alles Gespeicherte ist sicher.
What was saved is safe. => Was gespeichert war, ist sicher.
What is in the vault stays readable. => Was im Tresor ist, bleibt lesbar.
What is in the vault is unchanged. => Was im Tresor ist, ist unverändert.
Every key and secret in the vault stays. => Alle Schlüssel und Geheimnisse im Tresor bleiben.
The file is as it was. => Die Datei ist, wie sie war.
The vault is locked. => Der Tresor ist gesperrt.
Unlock it and try again. => Entsperren Sie ihn und versuchen Sie es noch einmal.
What you typed is kept where it can be. => Was Sie eingegeben haben, bleibt erhalten, wo es geht.
Try again in a moment. => Versuchen Sie es gleich noch einmal.
This is not a command that opens a file. => Dieser Befehl öffnet keine Datei.
There is no program of that name. => Ein Programm dieses Namens gibt es nicht.
Name the program by its full path, and the place of the file among its arguments. => Nennen Sie das Programm mit vollem Pfad und unter seinen Argumenten den Ort der Datei.
This editor is not installed any more. => Dieser Editor ist nicht mehr installiert.
Choose another editor, or show the file in its folder. => Wählen Sie einen anderen Editor, oder zeigen Sie die Datei in ihrem Ordner.
A scan is already running. => Es läuft schon eine Suche.
Wait for it to finish or cancel it; then start this one. => Warten Sie, bis sie fertig ist, oder brechen Sie sie ab; starten Sie dann diese.
A part of Augno Vault stopped before it could answer. => Ein Teil von Augno Vault endete, bevor er antworten konnte.
Unlock again and look at the key before you repeat the step. => Entsperren Sie neu und sehen Sie den Schlüssel an, bevor Sie den Schritt wiederholen.
This link leads to a page that Augno Vault does not open. => Dieser Link führt zu einer Seite, die Augno Vault nicht öffnet.
Copy the address into your browser if you trust it. => Kopieren Sie die Adresse in Ihren Browser, wenn Sie ihr trauen.
This is a {mode} key, but the connection is to a {other} account. => Dies ist ein Schlüssel der Art „{mode}“, die Verbindung gehört aber zu einem Konto der Art „{other}“.
This key works, but it is no admin's: its role may not manage API keys. => Dieser Schlüssel gilt, gehört aber keinem Admin: Seine Rolle darf keine API-Schlüssel verwalten.
Create a key with an admin role in the dashboard and connect with that one. => Erstellen Sie im Dashboard einen Schlüssel mit Admin-Rolle und verbinden Sie sich mit diesem.
What answers at this address has no API keys to manage. => Was unter dieser Adresse antwortet, hat keine API-Schlüssel zu verwalten.
This account is connected already, as “{name}”. => Dieses Konto ist schon verbunden, als „{name}“.
Another connection is named “{name}”. => Eine andere Verbindung heißt schon „{name}“.
Choose another name. => Wählen Sie einen anderen Namen.
This connection does not exist any more. => Diese Verbindung gibt es nicht mehr.
It was removed here or by another window or command. => Sie wurde hier oder von einem anderen Fenster oder Befehl entfernt.
The connection “{name}” has no admin key any more. => Die Verbindung „{name}“ hat keinen Admin-Schlüssel mehr.
Repair the connection with an admin key of this account. => Reparieren Sie die Verbindung mit einem Admin-Schlüssel dieses Kontos.
Use an admin key of the same account, or make a new connection. => Nehmen Sie einen Admin-Schlüssel desselben Kontos oder legen Sie eine neue Verbindung an.
Not asked yet since the start. => Seit dem Start noch nicht gefragt.
This key is not in the registry. => Dieser Schlüssel ist nicht im Verzeichnis.
Synchronise, or check the id. => Gleichen Sie ab oder prüfen Sie die Kennung.
Synchronise to see what is there now. => Gleichen Sie ab, um zu sehen, was jetzt da ist.
Synchronise and look again. => Gleichen Sie ab und sehen Sie noch einmal nach.
Synchronise first. => Gleichen Sie zuerst ab.
Ignoring a finding needs a reason. => Einen Fund zu ignorieren braucht einen Grund.
Write down why it is no danger, for whoever looks at it next. => Schreiben Sie auf, warum er keine Gefahr ist, für den, der ihn als Nächster ansieht.
This finding is not in the vault any more. => Dieser Fund ist nicht mehr im Tresor.
Scan again to see what is there. => Suchen Sie noch einmal, um zu sehen, was da ist.
Enter the address of the API, for example https://api.augno.com. => Geben Sie die Adresse der API ein, zum Beispiel https://api.augno.com.
The address of the API is missing. => Die Adresse der API fehlt.
This is not an address. => Das ist keine Adresse.
The address must begin with https://. => Die Adresse muss mit https:// beginnen.
The address must not hold a user name or a password. => Die Adresse darf keinen Benutzernamen und kein Passwort enthalten.
Enter the address alone; the API key goes into its own field. => Geben Sie nur die Adresse ein; der API-Schlüssel gehört in sein eigenes Feld.
The address must be that of the server alone, without a path. => Die Adresse muss die des Servers allein sein, ohne Pfad.
This address is not encrypted (http://), so the API key could be read on the way. => Diese Adresse ist nicht verschlüsselt (http://), der API-Schlüssel könnte also unterwegs gelesen werden.
Plain http:// is accepted for this machine (127.0.0.1) only. => Einfaches http:// geht nur für diesen Rechner (127.0.0.1).
Use the address with https://. => Nehmen Sie die Adresse mit https://.
This API key has expired. => Dieser API-Schlüssel ist abgelaufen.
Use a key that is still valid, or create a new one in the dashboard. => Nehmen Sie einen, der noch gilt, oder erstellen Sie im Dashboard einen neuen.
This API key was revoked. => Dieser API-Schlüssel wurde widerrufen.
A revoked key never works again. => Ein widerrufener Schlüssel gilt nie wieder.
Use another one. => Nehmen Sie einen anderen.
{host} does not know this API key. => {host} kennt diesen API-Schlüssel nicht.
It may belong to another server or account, or was deleted. => Er gehört vielleicht zu einem anderen Server oder Konto oder wurde gelöscht.
Check that the key and the address belong together. => Prüfen Sie, ob Schlüssel und Adresse zusammengehören.
The key works, but its role does not allow this. => Der Schlüssel gilt, aber seine Rolle erlaubt das nicht.
A limit of the account's plan is reached. => Eine Grenze des Tarifs ist erreicht.
The account's subscription is not active, so the API refuses its requests. => Das Abonnement des Kontos ist nicht aktiv, deshalb weist die API seine Anfragen ab.
Settle the subscription in the dashboard; the keys and everything in the vault stay as they are. => Bringen Sie das Abonnement im Dashboard in Ordnung; die Schlüssel und alles im Tresor bleiben, wie sie sind.
The server does not have this entry, or not in this account. => Der Server hat diesen Eintrag nicht oder nicht in diesem Konto.
This entry was deleted. => Dieser Eintrag wurde gelöscht.
This name is already taken. => Dieser Name ist schon vergeben.
This clashes with what is already there. => Das verträgt sich nicht mit dem, was schon da ist.
Choose another name. => Wählen Sie einen anderen Namen.
{host} asks for a pause: too many requests came from this address. => {host} bittet um eine Pause: Von dieser Adresse kamen zu viele Anfragen.
Wait for the time named and try again. => Warten Sie die genannte Zeit und versuchen Sie es noch einmal.
Other programs on this network may share the limit. => Andere Programme in diesem Netz teilen sich vielleicht die Grenze.
{host} does not speak a version of the API that Augno Vault knows. => {host} spricht keine Version der API, die Augno Vault kennt.
{host} has a problem of its own ({status}). => {host} hat selbst ein Problem ({status}).
{host} does not accept this API key. => {host} nimmt diesen API-Schlüssel nicht an.
The server does not accept what was given for “{field}”. => Der Server nimmt nicht an, was für „{field}“ angegeben wurde.
The server does not accept this. => Der Server nimmt das nicht an.
The certificate of {host} is not trusted, so nothing was sent to it. => Dem Zertifikat von {host} wird nicht vertraut, deshalb wurde nichts gesendet.
In a network that inspects traffic, ask its administrator; the key was not sent. => In einem Netz, das den Verkehr prüft, fragen Sie dessen Administrator; der Schlüssel wurde nicht gesendet.
No encrypted connection to {host} could be made. => Zu {host} kam keine verschlüsselte Verbindung zustande.
The key was not sent. => Der Schlüssel wurde nicht gesendet.
There is no server of the name {host}. => Es gibt keinen Server namens {host}.
Check the address for typing mistakes, and that this machine is online. => Prüfen Sie die Adresse auf Tippfehler und ob dieser Rechner online ist.
{host} can't be reached. => {host} ist nicht erreichbar.
Check the address and the network. => Prüfen Sie die Adresse und das Netz.
Check the address. => Prüfen Sie die Adresse.
What is in the vault stays readable; nothing was changed. => Was im Tresor ist, bleibt lesbar; es wurde nichts geändert.
The connection to {host} broke off before the answer was complete. => Die Verbindung zu {host} brach ab, bevor die Antwort vollständig war.
{host} did not answer within {seconds} seconds. => {host} antwortete nicht innerhalb von {seconds} Sekunden.
What was already done stays done; everything else is unchanged. => Was schon getan ist, bleibt; alles andere ist unverändert.
What answers at {host} is not an Augno API. => Was unter {host} antwortet, ist keine Augno-API.
{host} answered in a form that this version does not understand. => {host} antwortete in einer Form, die diese Version nicht versteht.
Try again; if it goes on, look for an update of Augno Vault. => Versuchen Sie es noch einmal; bleibt es so, suchen Sie nach einer neueren Version von Augno Vault.
Cancelled. => Abgebrochen.
The API key is missing. => Der API-Schlüssel fehlt.
Paste the whole key, as it was shown when it was created. => Fügen Sie den ganzen Schlüssel ein, wie er beim Erstellen gezeigt wurde.
This is not an Augno API key. => Das ist kein Augno-API-Schlüssel.
This is no secret API key. => Das ist kein geheimer API-Schlüssel.
This key is neither a test key nor a production key. => Das ist weder ein Test- noch ein Produktionsschlüssel.
This key has too few or too many characters. => Dieser Schlüssel hat zu wenige oder zu viele Zeichen.
A whole key has 85 characters. => Ein ganzer Schlüssel hat 85 Zeichen.
Copy it again, without anything before or after it. => Kopieren Sie ihn noch einmal, ohne etwas davor oder danach.
This key holds characters that no key has. => Dieser Schlüssel enthält Zeichen, die kein Schlüssel hat.
This is the masked form of a key (with asterisks), not the key itself. => Das ist die maskierte Form eines Schlüssels (mit Sternchen), nicht der Schlüssel selbst.
This key's checksum is wrong: a character was changed or left out. => Die Prüfsumme dieses Schlüssels ist falsch: Ein Zeichen wurde geändert oder fehlt.
Copy the key again from where it was issued. => Kopieren Sie den Schlüssel noch einmal von dort, wo er ausgestellt wurde.
Enter a name that says what it is for. => Geben Sie einen Namen ein, der sagt, wofür er ist.
This is not a date. => Das ist kein Datum.
Enter a date such as 2027-01-31. => Geben Sie ein Datum ein, zum Beispiel 2027-01-31.
This date has passed, so the key would be dead at once. => Dieses Datum ist vorbei, der Schlüssel wäre also sofort tot.
Choose a later date. => Wählen Sie ein späteres.
The name that was typed is not that of the key. => Der eingegebene Name ist nicht der des Schlüssels.
Type the key's name exactly: {name}. => Geben Sie den Namen des Schlüssels genau ein: {name}.
The connection “{name}” itself works with this key and would stop working. => Die Verbindung „{name}“ arbeitet selbst mit diesem Schlüssel und würde nicht mehr gehen.
Rotate the key instead: the connection then moves to the new one first. => Erneuern Sie ihn stattdessen: Die Verbindung geht dann zuerst auf den neuen über.
To revoke it all the same, type its name. => Um ihn trotzdem zu widerrufen, geben Sie seinen Namen ein.
An operation on this key is under way, or its outcome is not known yet. => Mit diesem Schlüssel geschieht gerade etwas, oder der Ausgang ist noch nicht bekannt.
Synchronise: what became of it is looked into first. => Gleichen Sie ab: Was daraus wurde, wird zuerst nachgesehen.
This key is revoked already, so it cannot be rotated. => Dieser Schlüssel ist schon widerrufen und lässt sich nicht erneuern.
Create a new key instead. => Erstellen Sie stattdessen einen neuen.
This key has expired, and its replacement would inherit that date. => Dieser Schlüssel ist abgelaufen, und sein Nachfolger würde das Datum erben.
Give the replacement a new expiry date. => Geben Sie dem Nachfolger ein neues Ablaufdatum.
This is another key: {one} instead of {other}. => Das ist ein anderer Schlüssel: {one} statt {other}.
Paste the secret of this key. => Fügen Sie das Geheimnis dieses Schlüssels ein.
This secret is stored with another key already. => Dieses Geheimnis ist schon bei einem anderen Schlüssel verwahrt.
Look that key up in the list. => Sehen Sie jenen Schlüssel in der Liste nach.
This key still works, so its record is not deleted. => Dieser Schlüssel gilt noch, deshalb wird sein Eintrag nicht gelöscht.
Revoke it first, or wait until it has expired. => Widerrufen Sie ihn zuerst oder warten Sie, bis er abgelaufen ist.
This key's secret is not held here. => Das Geheimnis dieses Schlüssels ist nicht hier verwahrt.
This key's secret is not held here, so it can't be tested. => Das Geheimnis dieses Schlüssels ist nicht hier verwahrt, er lässt sich also nicht prüfen.
Add the secret if you have it, or rotate the key. => Fügen Sie das Geheimnis hinzu, wenn Sie es haben, oder erneuern Sie den Schlüssel.
Do not do it again before that. => Tun Sie es vorher nicht noch einmal.
Another window or command is working on this at the moment. => Ein anderes Fenster oder ein Befehl arbeitet gerade daran.
Wait until it is done and look again. => Warten Sie, bis es fertig ist, und sehen Sie noch einmal nach.
Accepted by {who}. => Angenommen von {who}.
This key should have ended, but a request with it was still accepted. => Dieser Schlüssel sollte beendet sein, aber eine Anfrage mit ihm wurde noch angenommen.
Revoke it again and test it. => Widerrufen Sie ihn noch einmal und prüfen Sie ihn.
The server does not list this key any more. => Der Server führt diesen Schlüssel nicht mehr auf.
The connection itself works with this key, and it expires soon. => Die Verbindung arbeitet selbst mit diesem Schlüssel, und er läuft bald ab.
Rotate it before it does. => Erneuern Sie ihn vorher.
Augno made this key, but its secret was lost on the way and can't be had again. => Augno hat diesen Schlüssel erstellt, aber sein Geheimnis ging unterwegs verloren und ist nicht mehr zu bekommen.
Revoke it, and create another. => Widerrufen Sie ihn und erstellen Sie einen anderen.
Do it again or give it up. => Tun Sie es noch einmal oder geben Sie es auf.
The connection's admin key is not accepted any more. => Der Admin-Schlüssel der Verbindung wird nicht mehr angenommen.
Repair the connection with another one; everything in the vault stays. => Reparieren Sie die Verbindung mit einem anderen; alles im Tresor bleibt.
The role of the connection's key is no admin's any more, so keys can't be managed. => Die Rolle des Schlüssels der Verbindung ist keine Admin-Rolle mehr, deshalb lassen sich keine Schlüssel verwalten.
Repair the connection with an admin key. => Reparieren Sie die Verbindung mit einem Admin-Schlüssel.
The account's subscription is not active, so the API refuses requests. => Das Abonnement des Kontos ist nicht aktiv, deshalb weist die API Anfragen ab.
Settle it in the dashboard. => Bringen Sie es im Dashboard in Ordnung.
The key or the account that this is about is not here any more. => Den Schlüssel oder das Konto, um die es geht, gibt es hier nicht mehr.
A drill is practised in a sandbox, not with production keys. => Geübt wird in einer Sandbox, nicht mit Produktionsschlüsseln.
Choose a sandbox account; the app brings one of its own. => Wählen Sie ein Sandbox-Konto; die App bringt ein eigenes mit.
This file holds no steps of a leak response. => Diese Datei enthält keine Schritte für die Reaktion auf ein Leck.
Choose a file that was saved with “Save as file…”. => Wählen Sie eine Datei, die mit „Als Datei sichern…“ gesichert wurde.
The steps that come with the app can’t be left out. => Die mitgelieferten Schritte lassen sich nicht weglassen.
Change their words or their order, and add steps of your own. => Ändern Sie ihre Worte oder ihre Reihenfolge und fügen Sie eigene hinzu.
{file} is not an ordinary file. => {file} ist keine gewöhnliche Datei.
Only ordinary files are changed. => Nur gewöhnliche Dateien werden geändert.
{file} has a second name (a hard link). => {file} hat einen zweiten Namen (einen harten Link).
Nothing was written: replacing it would part the two. => Es wurde nichts geschrieben: Das Ersetzen würde die beiden trennen.
Change it with your editor. => Ändern Sie sie mit Ihrem Editor.
{file} is larger than 4 MiB. => {file} ist größer als 4 MiB.
{file} is not a text file. => {file} ist keine Textdatei.
Change it with the program it belongs to. => Ändern Sie sie mit dem Programm, zu dem sie gehört.
The sealed copy of this file is not kept any more. => Die versiegelte Kopie dieser Datei wird nicht mehr verwahrt.
Copies are kept for 30 days. => Kopien werden 30 Tage verwahrt.
What was shown of this file is no longer current. => Was von dieser Datei gezeigt wurde, ist nicht mehr aktuell.
This is a file of the vault itself. => Das ist eine Datei des Tresors selbst.
Choose a file outside the vault’s folder. => Wählen Sie eine Datei außerhalb des Tresorordners.
This is not the name of a variable. => Das ist kein Name einer Variablen.
Use letters, digits and underscores, and begin with a letter. => Nehmen Sie Buchstaben, Ziffern und Unterstriche, am Anfang einen Buchstaben.
Another program is being given a secret right now. => Gerade bekommt ein anderes Programm ein Geheimnis.
Wait until it has ended, or cancel it. => Warten Sie, bis es beendet ist, oder brechen Sie es ab.
The program took longer than two minutes and was ended. => Das Programm brauchte länger als zwei Minuten und wurde beendet.
The program was ended. => Das Programm wurde beendet.
It may have taken the secret already: look where it was to put it. => Es hat das Geheimnis vielleicht schon übernommen: Sehen Sie dort nach, wo es hin sollte.
The program {program} was not found. => Das Programm {program} wurde nicht gefunden.
The program {program} can’t be run ({code}). => Das Programm {program} lässt sich nicht ausführen ({code}).
It was not given the secret. => Es hat das Geheimnis nicht bekommen.
Check that it is installed, or name it with its whole path. => Prüfen Sie, ob es installiert ist, oder nennen Sie es mit seinem ganzen Pfad.
This is the public key of this vault itself. => Das ist der öffentliche Schlüssel dieses Tresors selbst.
Paste the one from the other admin’s settings. => Fügen Sie den aus den Einstellungen des anderen Admins ein.
This is not the public key of another Augno Vault. => Das ist nicht der öffentliche Schlüssel eines anderen Augno Vault.
This is not a whole sealed secret. => Das ist kein vollständiges versiegeltes Geheimnis.
This vault can’t open it: it was sealed for somebody else, or changed on its way. => Dieser Tresor kann es nicht öffnen: Es wurde für jemand anderen versiegelt oder unterwegs verändert.
This input can’t be used. => Diese Eingabe lässt sich nicht verwenden.
This request was not understood. => Diese Anfrage wurde nicht verstanden.
Close this window and open it again. => Schließen Sie dieses Fenster und öffnen Sie es wieder.
That {what} does not open the vault. => Das öffnet den Tresor nicht.
Check keyboard layout and caps lock, then try again. => Prüfen Sie Tastaturbelegung und Feststelltaste und versuchen Sie es noch einmal.
Something went wrong inside Augno Vault. => In Augno Vault ist etwas schiefgegangen.
Ask whoever runs the feed, or download the app from where you got it. => Fragen Sie, wer die Quelle betreibt, oder laden Sie die App dort, woher Sie sie haben.
The update feed is not signed by the makers of this app. => Die Quelle der Aktualisierungen ist nicht von den Machern dieser App unterschrieben.
The update feed can’t be read. => Die Quelle der Aktualisierungen lässt sich nicht lesen.
The update feed offers version {version}, which is older than this one ({current}). => Die Quelle der Aktualisierungen bietet die Fassung {version} an; sie ist älter als diese ({current}).
Nothing was installed, and the file was deleted. => Es wurde nichts installiert, und die Datei wurde gelöscht.
Try again; if it happens twice, ask whoever runs the feed. => Versuchen Sie es noch einmal; geschieht es wieder, fragen Sie, wer die Quelle betreibt.
The update feed can’t be reached, or does not answer as one. => Die Quelle der Aktualisierungen ist nicht zu erreichen oder antwortet nicht wie eine.
Check the address and the network, then try again. => Prüfen Sie Adresse und Netz und versuchen Sie es dann noch einmal.
This vault file is older than the one this computer saw last: newer changes are missing from it. => Diese Tresordatei ist älter als die, die dieser Computer zuletzt sah: Neuere Änderungen fehlen darin.
If you put an older copy there yourself, go on and sync; otherwise somebody replaced the file: check the audit log and your keys before you rely on them. => Wenn Sie selbst eine ältere Kopie dorthin gelegt haben, machen Sie weiter und gleichen Sie ab; sonst hat jemand die Datei ersetzt: Prüfen Sie Verlauf und Schlüssel, bevor Sie sich auf sie verlassen.
The system’s keychain does not open this vault. => Der Schlüsselbund des Systems öffnet diesen Tresor nicht.
Unlock with the master password; then quick unlock can be turned on again. => Entsperren Sie mit dem Hauptpasswort; dann lässt sich das schnelle Entsperren wieder einschalten.
The master password has not been typed for 14 days. => Das Hauptpasswort wurde seit 14 Tagen nicht eingegeben.
Unlock with the master password once; quick unlock then works again. => Entsperren Sie einmal mit dem Hauptpasswort; danach wirkt das schnelle Entsperren wieder.
This system offers no keychain that could keep a secret. => Dieses System hat keinen Schlüsselbund, der ein Geheimnis verwahren könnte.
Use the master password; on Linux, quick unlock needs a running keyring service. => Nehmen Sie das Hauptpasswort; unter Linux braucht schnelles Entsperren einen laufenden Schlüsselbunddienst.
`;

const TABLE = [
  OWN_SENTENCES,
  SERVICE_SENTENCES,
  NETWORK_SENTENCES,
  PLACE_SENTENCES,
  FOREIGN_SENTENCES,
  VAULT_SENTENCES,
]
  .map((part) => part.trim())
  .join('\n');

interface Sentence {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly german: string;
}

/** @testonly English templates, to compare them with the sources */
export const ENGLISH_SENTENCES: readonly string[] = TABLE.split('\n').map(
  (line) => line.split(' => ')[0] ?? '',
);

const SENTENCES: readonly Sentence[] = TABLE.split('\n').map((line): Sentence => {
  const [english = '', german = ''] = line.split(' => ');
  const names = [...english.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const escaped = english.replaceAll(/[.*+?^$()[\]\\|]/g, '\\$&').replaceAll(/\{\w+\}/g, '(.+)');
  return { pattern: new RegExp(`^${escaped}$`, 's'), names, german };
});

function translateOne(text: string): string | null {
  for (const { pattern, names, german } of SENTENCES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    return names.reduce(
      (result, name, index) => result.replaceAll(`{${name}}`, match[index + 1] ?? ''),
      german,
    );
  }
  return null;
}

/** In German where every sentence of it is known; else null, and the caller says it by its code. */
export function translateSentences(text: string): string | null {
  const parts = text.trim().split(/(?<=[.?])\s+(?=[A-Z“])/);
  const translated = parts.map(translateOne);
  if (translated.every((part) => part !== null)) return translated.join(' ');
  // A name or a path in it may itself look like the end of a sentence.
  return translateOne(text.trim());
}
