/** Keys in plain text among an assistant's servers: the broker's form in their place, and the way back. */
import { realpathSync } from 'node:fs';
import { systemPeerReader } from '../../agent/peer.ts';
import { keyedServers, planBrokered, planPutBack, type KeyedServer } from '../../assistants/mcp-broker.ts';
import { plainKeysIn, type McpClientId } from '../../assistants/mcp-settings.ts';
import { makeChange, readSettingsText } from '../../assistants/settings-file.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { secretIdOfEither } from '../../keys/lifecycle/spelling.ts';
import { PlaceKeeper } from '../../keys/places/place-keeper.ts';
import { vaultArguments } from '../../platform/paths.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import { withSession, type Session } from '../augno/session.ts';
import { isAgreed } from '../confirm-change.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { isYes } from '../yes.ts';

export interface AssistantFile {
  readonly client: McpClientId;
  readonly file: string;
  /** How this command is started, without a subcommand. */
  readonly command: string;
  readonly args: readonly string[];
}

/** What is left there is named, with what to do about it. The search has to be loaded. */
export function warnOfPlainKeys({ client, file }: AssistantFile, context: CommandContext): void {
  for (const { server, redacted } of plainKeysIn(client, file, readSettingsText(file))) {
    context.warn(
      say('agent.mcp-plain-key', {
        key: redacted,
        file: terminalLine(file),
        server: server === null ? '?' : terminalLine(server),
      }),
    );
  }
}

/** Whether the broker would answer the server at all, and somebody can give the password. */
function canReplace({ asksForPassword }: CommandContext): boolean {
  if (asksForPassword === true && !process.stdin.isTTY) return false;
  try {
    systemPeerReader();
    return true;
  } catch (thrown) {
    // This system does not say who asks: what works stays.
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}

/** Opens the vault only where there is something to replace. */
export async function replacePlainKeys(
  place: AssistantFile,
  yes: boolean,
  context: CommandContext,
): Promise<void> {
  const found = keyedServers(place.client, readSettingsText(place.file), place.file);
  if (found.length === 0 || !canReplace(context)) return;
  context.note(say('agent.mcp-opens-vault', { file: terminalLine(place.file) }));
  await withSession(context, async (session) => {
    for (const key of held(session, found)) {
      if (!(await replaceOne(place, key, session, yes, context))) return;
      context.warn(say('agent.mcp-rotate', { name: key.summary.name, id: key.summary.id }));
      if (context.globals.json) continue;
      const answer = await context.ask(say('agent.mcp-rotate-now', { name: key.summary.name }));
      if (!isYes(answer)) continue;
      const { keysCommand } = await import('../augno/keys.ts');
      await keysCommand.run(['rotate', '--reason=compromised', key.summary.id], {
        ...context,
        held: session,
      });
    }
  });
}

interface HeldKey {
  readonly summary: KeySummary;
  readonly servers: ReadonlySet<string>;
}

/** Of those found, the ones that the broker can use: held here, of an account, and working. */
function held({ vault, service }: Session, found: readonly KeyedServer[]): readonly HeldKey[] {
  const byId = new Map<string, Set<string>>();
  for (const { server, key } of found) {
    const secret = SecretBytes.fromText(key);
    try {
      const id = secretIdOfEither(vault, secret);
      if (id !== undefined) byId.set(id, (byId.get(id) ?? new Set()).add(server));
    } finally {
      secret.wipe();
    }
  }
  const accounts = new Set(service.listConnections().map(({ id }) => id));
  return service.listKeys().flatMap((summary) => {
    const servers = byId.get(summary.id);
    const isUsable =
      summary.secretHeld &&
      summary.status !== 'revoked' &&
      summary.status !== 'expired' &&
      accounts.has(summary.connectionId);
    return servers === undefined || !isUsable ? [] : [{ summary, servers }];
  });
}

async function replaceOne(
  { client, file, command, args }: AssistantFile,
  { summary, servers }: HeldKey,
  { vault }: Session,
  yes: boolean,
  context: CommandContext,
): Promise<boolean> {
  const broker = {
    command,
    args: [...args, 'agent', 'run', ...vaultArguments(context.vaultFolder), '--key', summary.id],
  };
  const change = planBrokered(client, file, servers, broker);
  if (!(await isAgreed(change, yes, context))) return false;
  // SECURITY: what the file was goes into the vault, and nowhere beside it.
  await new PlaceKeeper(vault).writeWithoutKey(
    summary.id,
    realpathSync(file),
    change.before ?? '',
    change.after ?? '',
  );
  const names = [...servers].map(terminalLine).join(', ');
  context.note(say('agent.mcp-replaced', { name: summary.name, servers: names, client }));
  return true;
}

/** @returns the exit code */
export async function putPlainKeysBack(
  { client, file }: AssistantFile,
  yes: boolean,
  context: CommandContext,
): Promise<number> {
  return await withSession(context, async ({ vault }) => {
    const keeper = new PlaceKeeper(vault);
    const made = readSettingsText(file) === null ? [] : keeper.withoutKeys(realpathSync(file));
    if (made.length === 0) {
      throw new AppError({
        code: 'not-found',
        message: say('agent.mcp-nothing-to-put-back', { file: terminalLine(file) }),
        hint: say('agent.mcp-nothing-to-put-back-hint'),
      });
    }
    let isRefused = false;
    for (const { id } of made) {
      const change = await keeper.useSealedFile(id, (before) => planPutBack(client, file, before));
      if (change.before !== change.after) {
        isRefused = !(await isAgreed(change, yes, context));
        if (isRefused) break;
        makeChange(change);
      }
      keeper.markPutBack(id);
    }
    if (context.globals.json) context.printJson({ file, changed: !isRefused });
    return isRefused ? EXIT.refused : EXIT.done;
  });
}
