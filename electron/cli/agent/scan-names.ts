/**
 * Which of the vault's keys a scan found, for who may list keys.
 *
 * SECURITY: only keys with a checksum are told. Whoever asks chooses under which key they are compared, so a secret that a
 * person made up could be tried here, word by word; 44 random characters cannot.
 */
import { randomBytes } from 'node:crypto';
import type { Need } from '../../agent/grants.ts';
import { subjectKey } from '../../agent/program.ts';
import type { RequestOf } from '../../agent/protocol.ts';
import type { Exchange } from '../../agent/server.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { HOUR_MS } from '../../../shared/times.ts';
import { RegistryNames, type RegistryKeyName } from '../../keys/findings/registry-names.ts';
import { allow, type AgentDesk } from './desk.ts';

type Step = RequestOf<'scan-names'>['step'];
type Match = Extract<Step, { name: 'match' }>;
const NEED: Need = { purpose: 'list', keys: null };
/** Longer than a scan. */
const TICKET_MS = 12 * HOUR_MS;
const MOST_TICKETS = 64;

interface Ticket {
  readonly subject: string;
  readonly until: number;
}

export class ScanNames {
  readonly #desk: AgentDesk;
  readonly #tickets = new Map<string, Ticket>();

  constructor(desk: AgentDesk) {
    this.#desk = desk;
  }

  async answer(exchange: Exchange, step: Step): Promise<unknown> {
    if (step.name === 'begin') return { ticket: await this.#begin(exchange, step.ask) };
    this.#use(exchange, step);
    return await this.#match(step);
  }

  async #begin(exchange: Exchange, ask: boolean): Promise<string> {
    const { program } = exchange;
    if (!ask && this.#desk.book.covering(program, NEED) === null) throw notAllowed();
    await allow(this.#desk, exchange, NEED);
    const ticket = randomBytes(16).toString('hex');
    const [oldest] = this.#tickets.keys();
    if (this.#tickets.size >= MOST_TICKETS && oldest !== undefined) this.#tickets.delete(oldest);
    this.#tickets.set(ticket, { subject: subjectKey(program.subject), until: Date.now() + TICKET_MS });
    return ticket;
  }

  /** By whom it was given to, for one scan. */
  #use({ program }: Exchange, { ticket, last }: Match): void {
    const known = this.#tickets.get(ticket);
    if (known === undefined || known.subject !== subjectKey(program.subject) || Date.now() >= known.until)
      throw notAllowed();
    if (last) this.#tickets.delete(ticket);
  }

  async #match({ scanKey, found, masked }: Match): Promise<unknown> {
    const { vault, session } = this.#desk;
    const listed = session.service.listKeys().filter(({ provider }) => provider.abilities.checksum);
    const names = new RegistryNames(vault, listed, Buffer.from(scanKey, 'hex'));
    const keys: Record<string, RegistryKeyName> = {};
    for (const { mark, keyFingerprint, ...one } of found) {
      const name = await names.nameOf({ ...one, ...(keyFingerprint === null ? {} : { keyFingerprint }) });
      if (name !== null) keys[mark] = name;
    }
    const alike: Record<string, readonly RegistryKeyName[]> = {};
    for (const redacted of new Set(masked)) {
      const like = names.lookingLike(redacted);
      if (like.length > 0) alike[redacted] = like;
    }
    return { keys, masked: alike };
  }
}

function notAllowed(): AppError {
  return new AppError({
    code: 'cancelled',
    message: say('agent.refused'),
    hint: say('agent.refused-hint'),
  });
}
