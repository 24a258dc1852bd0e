/** What is answered over the agent's socket: each request with what it needs to be allowed, and then what it asks for. */
import { outputOf } from '../output.ts';
import type { Exchange } from '../../agent/server.ts';
import type { Lent, RequestOf } from '../../agent/protocol.ts';
import { toAppError, AppError, assertNever } from '../../../shared/errors.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { wordsOf } from '../../../shared/messages/words.ts';
import { createFindingsStore } from '../../keys/findings/index.ts';
import { resolveKey } from '../../keys/resolve-key.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import { wordsIn } from '../../../shared/messages/words-in.ts';
import type { CommandContext } from '../types.ts';
import { assertUsable } from '../usable-key.ts';
import { allow, assertOfNoSession, findAllowed, named, type AgentDesk } from './desk.ts';
import { grantJson, questionJson } from './grant-words.ts';
import { Recognition } from './recognise.ts';
import { ScanNames } from './scan-names.ts';
import { servedCommand } from './served.ts';
import { certain } from '../../../shared/certain.ts';

const LINES_AT_ONCE = 1000;

export function createAnswers(desk: AgentDesk): (exchange: Exchange) => Promise<void> {
  const scanNames = new ScanNames(desk);
  const recognition = new Recognition(desk);
  return async (exchange) => {
    const { request } = exchange;
    // A key that another process made a moment ago is known.
    desk.vault.takeUpChanges();
    switch (request.kind) {
      case 'command':
        await runServed(desk, exchange, request);
        return;
      case 'lend':
        await exchange.send({ kind: 'value', value: await lend(desk, exchange, request) });
        return;
      case 'query':
        await exchange.send({ kind: 'value', value: await query(desk, exchange, request) });
        return;
      case 'scan-names':
        await exchange.send({ kind: 'value', value: await scanNames.answer(exchange, request.step) });
        return;
      case 'recognise':
        await exchange.send({ kind: 'value', value: recognition.answer(exchange, request) });
        return;
      case 'approve':
        await confirmed(desk, request.password);
        if (request.refuse) desk.book.answer(request.code, null);
        else desk.book.answer(request.code, { forMs: request.forMs });
        await exchange.send({ kind: 'done', exitCode: 0 });
        return;
      case 'grants':
        await confirmed(desk, request.password);
        await exchange.send({
          kind: 'value',
          value: {
            grants: desk.book.grants().map(grantJson),
            questions: [...desk.book.questions(), ...desk.book.offers()].map(questionJson),
            sessions: desk.broker().sessions(),
          },
        });
        return;
      case 'broker':
        await desk.broker().serve(exchange, request);
        return;
      case 'requests':
        await confirmed(desk, request.password);
        await exchange.send({ kind: 'value', value: { requests: desk.broker().requests() } });
        return;
      case 'revoke':
        await endAccess(desk, request.id);
        await exchange.send({ kind: 'done', exitCode: 0 });
        return;
      case 'stop':
        await exchange.send({ kind: 'done', exitCode: 0 });
        desk.stop();
        return;
      default:
        assertNever(request);
    }
  };
}

/** A grant or a session. @throws AppError `not-found` */
export async function endAccess({ book, broker }: AgentDesk, id: string): Promise<void> {
  if (!(await broker().stop(id))) book.revoke(id);
}

/** SECURITY: no grant covers grants. Wrong passwords count and wait, as at an unlock. */
async function confirmed({ vault }: AgentDesk, password: string): Promise<void> {
  const bytes = Buffer.alloc(Buffer.byteLength(password, 'base64'));
  bytes.write(password, 'base64');
  const secret = SecretBytes.adopt(bytes);
  try {
    await vault.confirmPassword(secret);
  } finally {
    secret.wipe();
  }
}

async function runServed(desk: AgentDesk, exchange: Exchange, request: RequestOf<'command'>): Promise<void> {
  const [name = '', ...args] = request.args;
  const served = servedCommand(name, args);
  if (served === null) {
    throw new AppError({
      code: 'unsupported',
      message: say('agent.not-served', { name: name.slice(0, 40) }),
      hint: say('agent.use-the-password'),
    });
  }
  const { action, words, options } = served;
  const key = served.key === null ? null : await findAllowed(desk, exchange, served.key, request.connection);
  await allow(desk, exchange, {
    purpose: action.purpose,
    keys: key === null ? null : [named(key)],
    ...(action.scope === undefined ? {} : { scope: action.scope }),
  });
  const command = await desk.context.commands.find((entry) => entry.name === name)?.load();
  if (command === undefined) throw new Error('What is served is a command.');
  const output = collect();
  const exitCode = await command.run(
    // By its id: what was allowed is this key, whatever bears its name by now.
    [...words.slice(1), ...options, ...(key === null ? [] : [key.id])],
    await remoteContext(desk, exchange, request, output),
  );
  await output.sendTo(exchange);
  await exchange.send({ kind: 'done', exitCode });
}

interface Output {
  readonly add: (to: 'out' | 'err', line: string) => void;
  readonly sendTo: (exchange: Exchange) => Promise<void>;
}

function collect(): Output {
  const lines: { readonly to: 'out' | 'err'; readonly line: string }[] = [];
  return {
    add: (to, line) => void lines.push({ to, line }),
    async sendTo({ send }) {
      for (let from = 0; from < lines.length;) {
        const { to } = certain(lines[from]);
        let end = from;
        while (end < lines.length && end - from < LINES_AT_ONCE && certain(lines[end]).to === to) end += 1;
        await send({ kind: 'text', to, lines: lines.slice(from, end).map(({ line }) => line) });
        from = end;
      }
    },
  };
}

async function remoteContext(
  { context, session }: AgentDesk,
  { over }: Exchange,
  { connection, json, quiet, language }: RequestOf<'command'>,
  output: Output,
): Promise<CommandContext> {
  const catalogue = await wordsIn(language);
  const words = (said: Said | string): string => wordsOf(said, catalogue);
  return {
    globals: { vault: context.vaultFolder, connection: connection ?? undefined, json, quiet },
    version: context.version,
    commands: context.commands,
    vaultFolder: context.vaultFolder,
    held: session,
    ...outputOf(words, quiet, (to, text) => {
      output.add(to, text);
    }),
    readSecret: () => Promise.reject(new Error('Nothing is asked for over the socket.')),
    ask: () => Promise.resolve(null),
    signal: over,
  };
}

async function query(desk: AgentDesk, exchange: Exchange, request: RequestOf<'query'>): Promise<unknown> {
  if (request.what === 'findings' || request.key === null) {
    await allow(desk, exchange, { purpose: 'list', keys: null });
    const store = createFindingsStore({ vault: desk.vault, actor: 'command' });
    return store.listFindings().filter(({ state }) => state === 'open');
  }
  const key = await findAllowed(desk, exchange, request.key, request.connection);
  await allow(desk, exchange, { purpose: 'list', keys: [named(key)] });
  return await desk.session.service.keyUsage(key.id);
}

async function lend(desk: AgentDesk, exchange: Exchange, request: RequestOf<'lend'>): Promise<Lent> {
  const { names, texts, place, connection } = request;
  const { service } = desk.session;
  const look = (name: string): Lent['found'][number] => {
    try {
      const key = assertOfNoSession(resolveKey(service, name, connection ?? undefined));
      return { name, key, error: null };
    } catch (thrown) {
      return { name, key: null, error: toAppError(thrown).serialize() };
    }
  };
  const found = names.map(look);
  const keys = [...new Map(found.flatMap(({ key }) => (key === null ? [] : [[key.id, key]]))).values()];
  const isBad = found.some(({ error }) => error !== null);
  if (!request.secrets || isBad) {
    await allow(desk, exchange, { purpose: 'list', keys: null });
    return { found: [...found, ...texts.map(look)], secrets: {} };
  }
  await allow(desk, exchange, { purpose: 'inject', keys: keys.map(named) });
  // A text that names a key is refused by the command; whether it does is told to who may have keys put into programs.
  const plain = texts.map(look);
  if (plain.some(({ key, error }) => key !== null || error?.code === 'ambiguous'))
    return { found: [...found, ...plain], secrets: {} };
  for (const key of keys) assertUsable(key, say('agent.nothing-was-lent'));
  const secrets: Record<string, string> = {};
  for (const { id, name } of keys) {
    await service.useSecret(id, 'inject', (secret) => {
      secrets[id] = secret.bytes().toString('base64');
    });
    if (place !== null) {
      const entry = { action: 'place-updated', subjectId: id, subjectName: name } as const;
      desk.vault.enter({ ...entry, detail: say('file.as-it-is', { text: place }) }, { lends: true });
    }
  }
  return { found: [...found, ...plain], secrets };
}
