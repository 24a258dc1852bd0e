/**
 * The open app on the socket at which programs of this user ask: what `augno-vault agent` does in a terminal. A person is
 * asked in a dialog of main's; everything else is the same code, and ends with this process.
 */
import { isOnceOnly, type GrantBook, type Question } from '../../agent/grants.ts';
import { noSuchCode, type Offer } from '../../agent/offers.ts';
import { systemPeerReader } from '../../agent/peer.ts';
import { publishedCommand } from '../../agent/program.ts';
import { endAccess } from '../../cli/agent/answers.ts';
import { grantJson } from '../../cli/agent/grant-words.ts';
import { holdForPrograms, type Holding } from '../../cli/agent/holding.ts';
import { SERVED_COMMANDS } from '../../cli/agent/served-commands.ts';
import type { Session } from '../../cli/augno/session.ts';
import type { ProgramAccess } from '../../../shared/ipc/program-channels.ts';
import { toAppError, type AppError } from '../../../shared/errors.ts';
import type { Sender } from '../../http/sender.ts';
import { readPackageVersion } from '../../package-version.ts';
import type { createAccountService } from '../../providers/index.ts';
import type { ManagedVault } from '../../vault/index.ts';
import type { VaultProcessCallbacks } from '../../wire/protocol.ts';
import type { RpcPeer } from '../../wire/rpc.ts';
import type { AccessAnswer, AccessQuestion } from '../../wire/access-question.ts';

const PACKAGE_NAME = 'augno-vault';
/** Of what is shown; the command lists all that are kept. */
const MOST_REQUESTS = 200;
/** A program that asks a thousand times in a second has the window look twice. */
const TELL_EVERY_MS = 500;

interface ProgramAccessOptions {
  readonly vault: ManagedVault;
  readonly session: Session;
  readonly version: string;
  readonly sender: Sender;
  readonly ask: (question: AccessQuestion) => Promise<AccessAnswer>;
  readonly closeQuestion: (code: string) => void;
  readonly changed: () => void;
  readonly lock: () => void;
}

export class ProgramAccessDesk {
  readonly #options: ProgramAccessOptions;
  #ready: Promise<void>;
  #holding: Holding | null = null;
  #problem: AppError | null = null;
  #isOver = false;
  #telling: NodeJS.Timeout | null = null;
  /** One dialog after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: ProgramAccessOptions) {
    this.#options = options;
    this.#ready = this.#begin();
  }

  async #begin(): Promise<void> {
    const { vault, session, version, sender, lock } = this.#options;
    try {
      const holding = await holdForPrograms({
        context: { version, vaultFolder: vault.folder, commands: Object.values(SERVED_COMMANDS) },
        ...{ vault, session, sender },
        own: publishedCommand(PACKAGE_NAME),
        peers: systemPeerReader(),
        asked: (question, book) => {
          this.#turn = this.#turn.then(() => this.#ask(question, book)).catch(() => undefined);
        },
        changed: () => {
          this.#tell();
        },
        stop: lock,
      });
      if (this.#isOver) await holding.close();
      else {
        this.#holding = holding;
        this.#problem = null;
      }
    } catch (thrown) {
      // Another process serves this vault, or this system does not say who asks: the app works without.
      this.#problem = toAppError(thrown);
    }
  }

  async #ask(question: Question, book: GrantBook): Promise<void> {
    const isThere = (): boolean => book.questions().some(({ code }) => code === question.code);
    if (!isThere()) return;
    void question.over.then(() => {
      this.#options.closeQuestion(question.code);
    });
    const answer = await this.#askAbout(question);
    if (isThere()) book.answer(question.code, answer);
  }

  /** Nobody was asked about an offer until now, where a person points at it. @throws AppError `not-found` */
  ask(code: string): void {
    const book = this.#holding?.desk.book;
    const find = (): Offer | undefined => book?.offers().find((each) => each.code === code);
    if (book === undefined || find() === undefined) throw noSuchCode();
    this.#turn = this.#turn
      .then(async () => {
        const offer = find();
        if (offer === undefined) return;
        const answer = await this.#askAbout(offer);
        if (find() !== undefined && !this.#isOver) book.answer(code, answer);
      })
      .catch(() => undefined);
  }

  #askAbout({ code, program, need }: Offer): Promise<AccessAnswer> {
    return this.#options.ask({
      code,
      program: program.label,
      startedBy: program.startedBy,
      purpose: need.purpose,
      keys: need.keys?.map(({ name }) => name) ?? null,
      scope: need.scope ?? null,
      summary: need.summary ?? null,
      isOfSession: need.summary !== undefined,
      isOnce: isOnceOnly(need),
    });
  }

  #tell(): void {
    if (this.#isOver) return;
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      this.#options.changed();
    }, TELL_EVERY_MS);
  }

  async access(): Promise<ProgramAccess> {
    await this.#ready;
    // Whoever served in its place may have ended since.
    if (this.#problem?.code === 'conflict' && !this.#isOver) {
      this.#ready = this.#begin();
      await this.#ready;
    }
    const desk = this.#holding?.desk;
    const problem = this.#problem?.serialize() ?? null;
    if (desk === undefined)
      return { problem, waiting: 0, offers: [], grants: [], sessions: [], requests: [] };
    return {
      problem,
      waiting: desk.book.questions().length,
      offers: desk.book.offers().map(({ code, program, need: { purpose } }) => ({
        ...{ code, purpose, program: program.label },
        startedBy: [...program.startedBy],
      })),
      grants: desk.book.grants().map((grant) => {
        const { purpose } = grant.need;
        const json = grantJson(grant);
        return {
          ...json,
          purpose,
          startedBy: [...json.startedBy],
          keys: json.keys === null ? null : [...json.keys],
        };
      }),
      sessions: [...desk.broker().sessions()],
      requests: [...desk.broker().requests().slice(0, MOST_REQUESTS)],
    };
  }

  /** A grant or a session. @throws AppError `not-found` */
  async end(id: string): Promise<void> {
    if (this.#holding !== null) await endAccess(this.#holding.desk, id);
  }

  /** Everything at once: the vault is being locked. */
  async close(): Promise<void> {
    this.#isOver = true;
    if (this.#telling !== null) clearTimeout(this.#telling);
    await this.#holding?.close();
  }
}

/** Over the line to main. */
export function programAccess(
  main: Pick<RpcPeer<VaultProcessCallbacks>, 'call' | 'tell'>,
  {
    vault,
    accounts,
    sender,
  }: Pick<ProgramAccessOptions, 'vault' | 'sender'> & {
    readonly accounts: ReturnType<typeof createAccountService>;
  },
): ProgramAccessDesk {
  return new ProgramAccessDesk({
    ...{ vault, sender, session: { vault, service: accounts, providers: accounts.services } },
    version: readPackageVersion(),
    ask: (question) => main.call('main.ask-access', question),
    closeQuestion: (code) => {
      main.tell('main.close-access', { code });
    },
    changed: () => {
      main.tell('main.vault-changed', { collections: ['programs'] });
    },
    lock: () => {
      main.tell('main.lock', undefined);
    },
  });
}
