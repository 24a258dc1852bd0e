import { SERVICE_SENTENCES } from './service-sentences.ts';
import { VAULT_SENTENCES } from './vault-sentences.ts';

/**
 * Sentences that still arrive as English text (records and summaries that keep them so), in German: each is known by its
 * words, with what varies in braces. A test holds the left side against the sources. `english => german`, one a line. What
 * is said anew has an id and stands in `shared/messages/` instead.
 */
const OWN_SENTENCES = `
Nothing was changed. => Es wurde nichts geändert.
Nothing was stored. => Es wurde nichts gespeichert.
Nothing was written. => Es wurde nichts geschrieben.
Nothing was sent. => Es wurde nichts gesendet.
Nothing was scanned. => Es wurde nichts durchsucht.
Nothing was started. => Es wurde nichts gestartet.
Nothing was stored or sent. => Es wurde nichts gespeichert oder gesendet.
Nothing is lost. => Es ist nichts verloren.
It was not touched. => Sie wurde nicht angerührt.
What was saved is safe. => Was gespeichert war, ist sicher.
A part of Augno Vault stopped before it could answer. => Ein Teil von Augno Vault endete, bevor er antworten konnte.
Unlock again and look at the key before you repeat the step. => Entsperren Sie neu und sehen Sie den Schlüssel an, bevor Sie den Schritt wiederholen.
It was removed here or by another window or command. => Sie wurde hier oder von einem anderen Fenster oder Befehl entfernt.
Not asked yet since the start. => Seit dem Start noch nicht gefragt.
This is not an address. => Das ist keine Adresse.
The address must not hold a user name or a password. => Die Adresse darf keinen Benutzernamen und kein Passwort enthalten.
Use the address with https://. => Nehmen Sie die Adresse mit https://.
{host} can't be reached. => {host} ist nicht erreichbar.
Paste the secret of this key. => Fügen Sie das Geheimnis dieses Schlüssels ein.
Look that key up in the list. => Sehen Sie jenen Schlüssel in der Liste nach.
Accepted by {who}. => Angenommen von {who}.
This key should have ended, but a request with it was still accepted. => Dieser Schlüssel sollte beendet sein, aber eine Anfrage mit ihm wurde noch angenommen.
Revoke it again and test it. => Widerrufen Sie ihn noch einmal und prüfen Sie ihn.
The server does not list this key any more. => Der Server führt diesen Schlüssel nicht mehr auf.
The connection itself works with this key, and it expires soon. => Die Verbindung arbeitet selbst mit diesem Schlüssel, und er läuft bald ab.
Rotate it before it does. => Erneuern Sie ihn vorher.
It is not known whether this took effect, since what the server shows of its keys can’t be read whole. => Ob das wirksam wurde, ist nicht bekannt, denn was der Server von seinen Schlüsseln zeigt, lässt sich nicht vollständig lesen.
Augno made this key, but its secret was lost on the way and can't be had again. => Augno hat diesen Schlüssel erstellt, aber sein Geheimnis ging unterwegs verloren und ist nicht mehr zu bekommen.
Revoke it, and create another. => Widerrufen Sie ihn und erstellen Sie einen anderen.
Do it again or give it up. => Tun Sie es noch einmal oder geben Sie es auf.
The connection's admin key is not accepted any more. => Der Admin-Schlüssel der Verbindung wird nicht mehr angenommen.
Repair the connection with another one; everything in the vault stays. => Reparieren Sie die Verbindung mit einem anderen; alles im Tresor bleibt.
The role of the connection's key is no admin's any more, so keys can't be managed. => Die Rolle des Schlüssels der Verbindung ist keine Admin-Rolle mehr, deshalb lassen sich keine Schlüssel verwalten.
Repair the connection with an admin key. => Reparieren Sie die Verbindung mit einem Admin-Schlüssel.
The account's subscription is not active, so the API refuses requests. => Das Abonnement des Kontos ist nicht aktiv, deshalb weist die API Anfragen ab.
Settle it in the dashboard. => Bringen Sie es im Dashboard in Ordnung.
The program {program} was not found. => Das Programm {program} wurde nicht gefunden.
That {what} does not open the vault. => Das öffnet den Tresor nicht.
{file} is read-only. => {file} ist schreibgeschützt.
The file {name} can’t be read. => Die Datei {name} lässt sich nicht lesen.
{name} is larger than {limit}. => {name} ist größer als {limit}.
Its secret came from a file and is not used before you test the key or confirm that the secret is yours. => Sein Geheimnis kam aus einer Datei und wird nicht verwendet, bevor Sie den Schlüssel testen oder bestätigen, dass das Geheimnis Ihres ist.
Whether its address {address} is confirmed on this computer is not known, so nothing is sent there. => Ob ihre Adresse {address} auf diesem Rechner bestätigt ist, ist nicht bekannt, deshalb wird nichts dorthin gesendet.
The file {unreadable} can’t be read. => Die Datei {unreadable} lässt sich nicht lesen.
Look at its permissions and its disk, then lock and unlock the vault. => Sehen Sie nach ihren Rechten und ihrem Datenträger, dann sperren und entsperren Sie den Tresor.
Its address {address} is not confirmed on this computer, so nothing is sent there. => Ihre Adresse {address} ist auf diesem Rechner nicht bestätigt, deshalb wird nichts dorthin gesendet.
Look at the address and confirm it. => Sehen Sie sich die Adresse an und bestätigen Sie sie.
This computer’s clock is {length} behind that of {host}. => Die Uhr dieses Computers geht gegenüber der von {host} um {length} nach.
This computer’s clock is {length} ahead of that of {host}. => Die Uhr dieses Computers geht gegenüber der von {host} um {length} vor.
Times are reckoned by the server’s; set this computer’s clock. => Zeiten werden nach der des Servers gerechnet; stellen Sie die Uhr dieses Computers.
This connection does not exist any more. => Diese Verbindung gibt es nicht mehr.
This rotation is not in the registry. => Dieses Erneuern steht nicht im Verzeichnis.
It may have been removed together with its key or connection. => Es wurde vielleicht mit seinem Schlüssel oder seiner Verbindung entfernt.
`;

const TABLE = [OWN_SENTENCES, SERVICE_SENTENCES, VAULT_SENTENCES].map((part) => part.trim()).join('\n');

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
