/**
 * Asks a person, and hands what was agreed to straight to the vault's process. SECURITY: the page gets a number; what it
 * stands for never comes back from the page.
 */
import type { EditorCommand } from '../../shared/editor-command.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import type { ChannelOutput } from '../../shared/ipc-contract.ts';
import type { Granted } from '../../shared/ipc/grant-channels.ts';
import type { GrantService } from './handlers/services.ts';
import { newGrantNumber, type Grant } from '../wire/grants.ts';
import type { VaultProcessMethods } from '../wire/protocol.ts';
import type { RpcPeer } from '../wire/rpc.ts';
import type { FileDialogs } from './file-dialogs.ts';
import type { MainMessages } from './messages.ts';
import type { Questions } from './questions.ts';

type WithoutNumber = {
  readonly [Purpose in Grant['purpose']]: Omit<Extract<Grant, { purpose: Purpose }>, 'grant'>;
}[Grant['purpose']];
type Answer = ChannelOutput<'grants.choose'>;

export interface GrantDesk extends GrantService {
  /** Before the first write to a file that nobody chose yet. */
  askAboutPlace(place: {
    readonly file: string;
    readonly name: string;
    readonly redacted: string;
  }): Promise<boolean>;
  /** Before the first start of a program that was stored before. */
  askAboutEditor(command: EditorCommand): Promise<boolean>;
  /** Before the first request to a feed that was stored before. */
  askAboutFeed(address: string): Promise<boolean>;
  /** Before the browser is started. */
  askAboutLink(url: string): Promise<boolean>;
}

export interface GrantDeskOptions {
  readonly questions: Questions;
  readonly dialogs: FileDialogs;
  readonly words: () => MainMessages;
  readonly call: RpcPeer<VaultProcessMethods>['call'];
  /** Another number for each page that was loaded. */
  readonly page: () => number;
  /** Also while the vault is closed. @returns false where its process is not there */
  readonly hand: (grant: Grant) => Promise<boolean>;
  /** @throws AppError `invalid-input` */
  readonly checkEditor: (command: EditorCommand) => void;
  /** @throws AppError `invalid-input` */
  readonly checkFeed: (address: string) => string;
}

/** One a line, so that it is seen where each ends. */
const lines = (parts: readonly string[]): string => parts.map(terminalLine).join('\n    ');

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

export function createGrantDesk(options: GrantDeskOptions): GrantDesk {
  const { questions, dialogs, words, call } = options;

  const declined: Answer = { granted: null };
  /** For the page that is there now; one that came while a dialog was open did not ask for anything. */
  const giver = (): ((given: WithoutNumber, shown: string) => Promise<Answer>) => {
    const asking = options.page();
    return async (given, shown) => {
      const grant = newGrantNumber();
      if (options.page() !== asking || !(await options.hand({ ...given, grant }))) return declined;
      return { granted: { grant, shown } satisfies Granted };
    };
  };
  const ask = (
    message: string,
    detail: string,
    yes: string,
    tone: 'question' | 'warning' = 'question',
  ): Promise<boolean> => questions.ask({ tone, message, detail, yes, no: words()['ask.cancel'] });

  const askAboutAddress = (message: string, address: string): Promise<boolean> => {
    const t = words();
    const url = new URL(address);
    const secure = url.protocol === 'https:';
    const detail = [
      t['ask.address-scheme'](url.protocol.slice(0, -1), secure),
      t['ask.address-host'](terminalLine(url.hostname)),
      t['ask.address-port'](url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? '') : url.port),
      ...(url.pathname === '/' && url.search === ''
        ? []
        : [t['ask.address-path'](terminalLine(`${url.pathname}${url.search}`))]),
    ].join('\n');
    return ask(message, detail, t['ask.address-yes'], secure ? 'question' : 'warning');
  };
  const askAboutEditor = ({ program, args }: EditorCommand): Promise<boolean> => {
    const t = words();
    return ask(t['ask.editor'], `${lines([program, ...args])}\n\n${t['ask.editor-detail']}`, t['ask.use']);
  };
  const askAboutFeed = (address: string): Promise<boolean> => askAboutAddress(words()['ask.feed'], address);

  const askAboutUsualPlaces = (): Promise<boolean> => {
    const t = words();
    return ask(t['ask.usual-places'], t['ask.usual-places-detail'], t['ask.watch']);
  };

  return {
    askAboutUsualPlaces,
    async choose(purpose) {
      const give = giver();
      if (purpose === 'watch-usual-places') {
        return (await askAboutUsualPlaces()) ? await give({ purpose, content: null }, '') : declined;
      }
      const chosen = await dialogs.choose(purpose);
      return chosen === null ? declined : await give({ purpose, content: chosen }, chosen);
    },
    async dropped(purpose, file) {
      const give = giver();
      const t = words();
      const yes = await ask(t['ask.dropped'], terminalLine(file), t['ask.use']);
      return yes ? await give({ purpose, content: file }, file) : declined;
    },
    async address(input) {
      const give = giver();
      const { purpose, address } = input;
      if (purpose === 'update-feed') {
        const feed = options.checkFeed(address);
        return (await askAboutFeed(feed)) ? await give({ purpose, content: feed }, feed) : declined;
      }
      const { url, asked } = await call('process.check-address', {
        purpose,
        address,
        provider: purpose === 'service' ? input.provider : null,
      });
      // SECURITY: what the password window asks about when it is used is not asked about twice; its use cannot do without.
      if (purpose === 'service') return await give({ purpose, content: url }, url);
      if (asked === 'in-dialog' && !(await askAboutAddress(words()['ask.account'], url))) return declined;
      return await give({ purpose, content: { url, agreed: asked !== 'with-password' } }, url);
    },
    async program(input) {
      const give = giver();
      const t = words();
      if (input.purpose === 'editor') {
        options.checkEditor(input.command);
        if (!(await askAboutEditor(input.command))) return declined;
        return await give({ purpose: 'editor', content: input.command }, '');
      }
      const { keyId, program } = input;
      const { name, redacted, mode } = await call('process.describe-key', { keyId });
      const yes = await ask(
        t['ask.program'](terminalLine(name), mode === 'prod'),
        `${lines([program.command, ...program.args])}\n\n${t['ask.program-detail'](redacted)}`,
        t['ask.run'],
        'warning',
      );
      return yes ? await give({ purpose: 'pass-on', content: { keyId, program } }, '') : declined;
    },
    askAboutPlace: ({ file, name, redacted }) => {
      const t = words();
      return ask(
        t['ask.place'],
        `${terminalLine(file)}\n\n${t['ask.place-detail'](terminalLine(name), terminalLine(redacted))}`,
        t['ask.use'],
        'warning',
      );
    },
    askAboutFolders: (folders) => {
      const t = words();
      return ask(t['ask.folders'](folders.length), lines(folders), t['ask.scan']);
    },
    askAboutEditor,
    askAboutFeed,
    askAboutLink: (url) => {
      const t = words();
      return ask(t['ask.link'], terminalLine(url), t['ask.open']);
    },
  };
}
