import { assertNever } from '../../../../shared/errors.ts';
import type { NewPasswordWords } from '../../../../shared/password-question.ts';
import { MINIMUM_PASSWORD_LENGTH } from '../../../../shared/password-question.ts';
import { RECOVERY_KEY_LENGTH } from '../../../vault/crypto/recovery-key.ts';
import type { StepUpAction } from '../action.ts';
import { addressFacts, type AddressWords } from './address-facts.ts';
import type { ActionWords, CommonWords } from './types.ts';

const strength: NewPasswordWords['strength'] = [
  'Sofort erraten',
  'Sehr schwach',
  'Schwach: fügen Sie noch ein Wort hinzu',
  'Gut',
  'Sehr schwer zu erraten',
];

function newPassword(label: string, again: string): NewPasswordWords {
  return {
    label,
    again,
    note: 'Vier oder mehr Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.',
    strength,
    tooShort: `Nehmen Sie mindestens ${String(MINIMUM_PASSWORD_LENGTH)} Zeichen.`,
    differs: 'Die beiden Passwörter sind verschieden.',
    minimumLength: MINIMUM_PASSWORD_LENGTH,
  };
}

export const commonGerman: CommonWords = {
  password: 'Hauptpasswort',
  note: 'Ist es verloren, geht auch der Wiederherstellungsschlüssel. Nur dieses Fenster fragt danach.',
  cancel: 'Abbrechen',
  show: 'Anzeigen',
  empty: 'Geben Sie Ihr Hauptpasswort ein.',
  checking: 'Wird geprüft…',
  waiting: 'Der nächste Versuch ist in {seconds} s möglich.',
  refused:
    'Damit geht der Tresor nicht auf. Es wurde nichts geändert; prüfen Sie Tastaturbelegung und Feststelltaste.',
  waitFirst: 'Nach falschen Versuchen muss der nächste warten.',
};

const addressWords: AddressWords = {
  address: 'Adresse',
  scheme: 'Protokoll',
  encrypted: 'verschlüsselt',
  unencrypted: 'nicht verschlüsselt: Wer auf dem Weg sitzt, liest die Schlüssel mit',
  thisComputer: 'nicht verschlüsselt, bleibt aber auf diesem Computer',
  host: 'Rechner',
  port: 'Port',
};

const NO_PASSWORD = 'Geben Sie das Passwort ein.';

const recoveryKey = {
  password: 'Wiederherstellungsschlüssel',
  note: 'Von der gedruckten Seite: sechs Gruppen aus sechs Buchstaben und Ziffern.',
  empty: 'Geben Sie den Wiederherstellungsschlüssel ein.',
  fromPaper: true,
} as const;

export function inGerman(action: StepUpAction): ActionWords {
  switch (action.kind) {
    case 'backup':
      return {
        title: 'Den Tresor sichern',
        text: 'Alles in diesem Tresor, auch die Geheimnisse, kommt in eine verschlüsselte Datei. Sie geht nur mit dem Passwort der Sicherung auf.',
        facts: [{ label: 'Datei', value: action.file }],
        submit: 'Sicherung schreiben',
        newPassword: newPassword('Passwort dieser Sicherung', 'Dasselbe Passwort noch einmal'),
      };
    case 'export':
      return {
        title: 'Schlüssel exportieren',
        text: 'Alle Schlüssel und ihre Geheimnisse kommen in eine verschlüsselte Datei. Wer sie und ihr Passwort hat, hat die Geheimnisse.',
        facts: [{ label: 'Datei', value: action.file }],
        submit: 'Export schreiben',
        newPassword: newPassword('Passwort des Exports', 'Dasselbe Passwort noch einmal'),
      };
    case 'change-password':
      return {
        title: 'Das Hauptpasswort ändern',
        text: 'Dieser Tresor geht von da an mit dem neuen Passwort auf. Frühere Sicherungen gehen weiter mit dem alten auf.',
        facts: [],
        submit: 'Passwort ändern',
        newPassword: newPassword('Neues Hauptpasswort', 'Neues Hauptpasswort noch einmal'),
      };
    case 'new-recovery-key':
      return {
        title: 'Einen neuen Wiederherstellungsschlüssel anlegen',
        text: 'Wer den Wiederherstellungsschlüssel hat, öffnet diesen Tresor ohne Passwort. Ein früherer öffnet nichts mehr, sobald Sie sagen, dass Sie den neuen haben.',
        facts: [],
        submit: 'Schlüssel anlegen',
      };
    case 'confirm-recovery-key':
      return {
        title: 'Den Wiederherstellungsschlüssel bestätigen',
        text: 'Geben Sie ihn so ein, wie Sie ihn aufgeschrieben haben. Groß- und Kleinschreibung, Leerzeichen und Striche sind gleich.',
        facts: [],
        submit: 'Bestätigen',
        ...recoveryKey,
        wholeAt: RECOVERY_KEY_LENGTH,
        refused: action.isNew
          ? 'Das ist nicht der neue Wiederherstellungsschlüssel. Vergleichen Sie jede Gruppe mit dem, was Sie aufgeschrieben haben.'
          : 'Das ist nicht der Wiederherstellungsschlüssel dieses Tresors. Vergleichen Sie jede Gruppe mit dem, was Sie aufgeschrieben haben.',
      };
    case 'drill':
      return {
        title: 'Wiederherstellung proben',
        text: 'Eine Kopie der Sicherung wird mit dem geöffnet, was nach einem Unglück da wäre, ganz gelesen und wieder entfernt.',
        facts: [{ label: 'Sicherung', value: action.backup }],
        submit: 'Probe beginnen',
        ...recoveryKey,
        ...(action.withPassword
          ? { filePassword: { label: 'Passwort der Sicherung', empty: NO_PASSWORD } }
          : {}),
        refused: action.withPassword
          ? 'Mit diesem Wiederherstellungsschlüssel und diesem Passwort geht die Sicherung nicht auf. Eine von vor einem neuen Schlüssel geht mit dem älteren auf.'
          : 'Mit diesem Wiederherstellungsschlüssel geht die Sicherung nicht auf. Eine von vor einem neuen Schlüssel geht mit dem älteren auf.',
      };
    case 'open-export':
      return {
        title: 'In einen Export hineinsehen',
        text: 'Noch wird nichts gespeichert: Was die Datei vorschlägt, wird zuerst gezeigt.',
        facts: [{ label: 'Datei', value: action.file }],
        submit: 'Hineinsehen',
        password: 'Passwort des Exports',
        note: 'Das, das beim Schreiben der Datei gewählt wurde.',
        empty: NO_PASSWORD,
        refused:
          'Damit geht die Datei nicht auf. Es wurde nichts geändert; prüfen Sie Tastaturbelegung und Feststelltaste.',
      };
    case 'remove-recovery-key':
      return {
        title: 'Den Wiederherstellungsschlüssel entfernen',
        text: 'Der gedruckte Schlüssel öffnet von da an nichts mehr. Geht auch das Passwort verloren, ist dieser Tresor verloren.',
        facts: [],
        submit: 'Schlüssel entfernen',
      };
    case 'rotate-vault-key':
      return {
        title: 'Den Tresorschlüssel erneuern',
        text: 'Alle Einträge und Geheimnisse werden neu versiegelt. Gibt es einen Wiederherstellungsschlüssel, tritt ein neuer an seine Stelle.',
        facts: [
          {
            label: 'Automatische Kopien',
            value: action.keepOldBackups
              ? 'bleiben; sie gehen mit dem alten Schlüssel auf'
              : 'werden gelöscht',
          },
        ],
        submit: 'Tresorschlüssel erneuern',
        note: 'Der Wiederherstellungsschlüssel genügt hier nicht: Der Tresor wird unter dem Passwort neu versiegelt.',
      };
    case 'quick-unlock':
      return {
        title: 'Mit dem Schlüsselbund dieses Computers entsperren',
        text: 'Wer an diesem Computer angemeldet ist, öffnet den Tresor von da an ohne Passwort.',
        facts: [],
        submit: 'Einschalten',
      };
    case 'restore':
      return {
        title: 'Eine Sicherung an die Stelle dieses Tresors setzen',
        text: 'Der Tresor, der hier ist, bleibt unter seinen Sicherungen. Was die Sicherung öffnete, öffnet von da an diesen Tresor.',
        facts: [
          { label: 'Sicherung', value: action.file },
          { label: 'Tresor', value: action.folder },
        ],
        submit: 'Wiederherstellen',
        password: 'Hauptpasswort des Tresors, der hier ist',
        otherWay: 'Ich habe es verloren',
      };
    case 'connect':
      return {
        title: 'Ein Konto verbinden',
        text: 'Dieser Tresor sendet bisher nichts an diese Adresse. Schlüssel des Kontos werden von da an dorthin gesendet.',
        facts: [
          ...addressFacts(action.address, addressWords),
          { label: 'API', value: action.service },
          { label: 'Geht sofort hin', value: `der Admin-Schlüssel ${action.key}` },
          ...(action.name === '' ? [] : [{ label: 'Name', value: action.name }]),
        ],
        submit: 'Verbinden',
      };
    case 'add-service':
      return {
        title: 'Einen Dienst hinzufügen',
        text: 'Schlüssel, die für diesen Dienst gespeichert werden, gehen beim Prüfen an diese Adresse.',
        facts: [...addressFacts(action.address, addressWords), { label: 'Dienst', value: action.name }],
        submit: 'Dienst hinzufügen',
      };
    case 'move-account':
      return {
        title: 'Ein Konto an eine andere Adresse verlegen',
        text: 'Der Admin-Schlüssel wird jetzt dorthin gesendet, von da an auch jeder Schlüssel dieses Kontos. Kein Geheimnis geht verloren.',
        facts: [
          ...addressFacts(action.to, { ...addressWords, address: 'Von jetzt an' }),
          { label: 'Bisher', value: action.from },
          { label: 'Konto', value: action.name },
        ],
        submit: 'Verlegen',
      };
    case 'change-address':
      return {
        title: 'Die Adresse eines Dienstes ändern',
        text: 'Die Schlüssel, die für diesen Dienst gespeichert sind, gehen von da an an die neue Adresse.',
        facts: [
          ...addressFacts(action.to, { ...addressWords, address: 'Von jetzt an' }),
          { label: 'Bisher', value: action.from ?? 'keine' },
          { label: 'Dienst', value: action.name },
        ],
        submit: 'Adresse ändern',
      };
    case 'remove-connection':
      return {
        title: 'Ein Konto mit seinen Geheimnissen entfernen',
        text: 'Seine Schlüssel und ihre Geheimnisse kommen aus diesem Tresor heraus. Das Konto selbst bleibt, wie es ist.',
        facts: [
          { label: 'Konto', value: action.name },
          { label: 'Geheimnisse', value: String(action.secrets) },
        ],
        submit: 'Entfernen',
      };
    case 'open-copy':
      return {
        title: action.dryRun
          ? 'Eine andere Kopie des Tresors ansehen'
          : 'Eine andere Kopie des Tresors einführen',
        text: 'Der Schlüssel dieses Tresors öffnet sie nicht: Sie wurde mit einem anderen verschlossen oder ist eine Sicherung.',
        facts: [{ label: 'Datei', value: action.file }],
        submit: action.dryRun ? 'Öffnen' : 'Einführen',
        password: 'Passwort dieser Kopie',
        note: 'Das Passwort, das diese Kopie hatte, oder das der Sicherung. Falsche Versuche ändern nichts.',
      };
    case 'choose-value':
      return {
        title:
          action.field === null
            ? 'Zwischen zwei Geheimnissen wählen'
            : 'Zwischen den Werten zweier Kopien wählen',
        text:
          action.field === null
            ? 'Ein Geheimnis bleibt, die anderen werden endgültig vernichtet.'
            : 'Was gewählt wird, gilt von da an. Es sagt, wohin Schlüssel gesendet werden oder wem dieser Tresor vertraut.',
        facts: [
          { label: 'Von', value: action.name },
          ...(action.field === null ? [] : [{ label: 'Was', value: action.field }]),
          { label: 'Bleibt', value: action.keep ?? 'nichts' },
          ...action.give.map((value) => ({ label: 'Geht', value: value ?? 'nichts' })),
        ],
        submit: 'Wählen',
      };
    case 'another-secret':
      return {
        title: {
          reveal: 'Noch ein Geheimnis anzeigen',
          copy: 'Noch ein Geheimnis kopieren',
          seal: 'Noch ein Geheimnis weitergeben',
        }[action.use],
        text: 'In kurzer Zeit kamen viele Geheimnisse aus dem Tresor. Waren Sie das nicht, brechen Sie ab und sperren Sie den Tresor.',
        facts: [{ label: 'Schlüssel', value: action.name }],
        submit: { reveal: 'Anzeigen', copy: 'Kopieren', seal: 'Weitergeben' }[action.use],
      };
    case 'unlogged-secret':
      return {
        title: {
          reveal: 'Ein Geheimnis anzeigen',
          copy: 'Ein Geheimnis kopieren',
          'pass-on': 'Ein Geheimnis weitergeben',
        }[action.use],
        text: 'Der Tresor lässt sich zurzeit nicht beschreiben; deshalb steht dies noch nicht im Protokoll. Es wird eingetragen, sobald er sich beschreiben lässt.',
        facts: [{ label: 'Schlüssel', value: action.name }],
        submit: { reveal: 'Anzeigen', copy: 'Kopieren', 'pass-on': 'Weitergeben' }[action.use],
      };
    default:
      return assertNever(action);
  }
}
