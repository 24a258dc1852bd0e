/** Serves an open vault to programs, for whoever holds it: the command or the app. Ending it ends every grant and session. */
import { agentAddress } from '../../agent/address.ts';
import { GrantBook, isOnceOnly, type Question } from '../../agent/grants.ts';
import type { PeerReader } from '../../agent/peer.ts';
import type { OwnCommand } from '../../agent/program.ts';
import { serveAgent } from '../../agent/server.ts';
import { say } from '../../../shared/messages/say.ts';
import type { Sender } from '../../http/sender.ts';
import type { ManagedVault } from '../../vault/index.ts';
import type { Session } from '../augno/session.ts';
import { createAnswers } from './answers.ts';
import { Broker } from './broker.ts';
import { enter, type AgentDesk, type HolderContext } from './desk.ts';
import { needText, purposeText } from './grant-words.ts';

export interface HoldingOptions {
  readonly context: HolderContext;
  readonly vault: ManagedVault;
  readonly session: Session;
  readonly own: OwnCommand;
  readonly peers: PeerReader;
  readonly sender: Sender;
  /** A person is to be asked. */
  readonly asked: (question: Question, book: GrantBook) => void;
  readonly changed?: () => void;
  /** Locks. */
  readonly stop: () => void;
}

export interface Holding {
  readonly desk: AgentDesk;
  /** The socket's path. */
  readonly path: string;
  close(): Promise<void>;
}

/** @throws AppError `conflict` where somebody serves this vault already, `unsupported` */
export async function holdForPrograms(options: HoldingOptions): Promise<Holding> {
  const { context, vault, session, sender, stop, changed = () => undefined } = options;
  const address = agentAddress(context.vaultFolder);
  let isOver = false;
  const book = createBook(options, () => isOver);
  const desk: AgentDesk = { context, vault, session, sender, book, changed, stop, broker: () => broker };
  const broker = new Broker(desk);
  const { own, peers } = options;
  const server = await serveAgent({ address, own, peers, answer: createAnswers(desk) });
  broker.begin();
  return {
    desk,
    path: address.path,
    async close() {
      isOver = true;
      // Sessions first: what waits for a person in one of them is then answered with the lock.
      const ended = broker.endAll();
      book.endAll();
      await ended;
      server.close();
    },
  };
}

function createBook({ vault, asked, changed }: HoldingOptions, isOver: () => boolean): GrantBook {
  const book: GrantBook = new GrantBook({
    asked: (question) => {
      asked(question, book);
      changed?.();
    },
    granted: (program, need, { forMs }) => {
      const what = needText(need);
      enter(
        vault,
        forMs === null || isOnceOnly(need)
          ? say('agent.log-allowed-once', { program: program.label, what })
          : say('agent.log-allowed', {
              program: program.label,
              what,
              until: new Date(Date.now() + forMs).toISOString(),
            }),
      );
      changed?.();
    },
    refused: ({ program, need }) => {
      changed?.();
      if (isOver()) return;
      enter(vault, say('agent.log-refused', { program: program.label, what: needText(need) }));
    },
    offered: () => {
      changed?.();
    },
    used: () => {
      changed?.();
    },
    ended: ({ program, need }) => {
      changed?.();
      if (isOver()) return;
      enter(
        vault,
        say('agent.log-grant-ended', { program: program.label, purpose: purposeText(need.purpose) }),
      );
    },
  });
  return book;
}
