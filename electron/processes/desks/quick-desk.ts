/** The other end of main's quick access window: which keys it can copy, and the unlocking where the vault is locked. */
import { toAppError, type AppError } from '../../../shared/errors.ts';
import { windowFact } from '../../../shared/harmless-text.ts';
import { wordsIn } from '../../../shared/messages/words-in.ts';
import { wordsOf } from '../../../shared/messages/words.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import {
  fromQuickSchema,
  type FromQuick,
  type QuickKey,
  type ToQuick,
} from '../../../shared/quick-access.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { LONGEST_PASSWORD } from '../../../shared/password-question.ts';
import type { AccountService } from '../../keys/types.ts';
import { wrongPassword } from '../../vault/errors.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { ParentMessage, ProcessPort } from '../../wire/parent-link.ts';
import type { VaultProcessCallbacks } from '../../wire/protocol.ts';
import { isQuickAttachment, type QuickAttachment } from '../../wire/quick-attachment.ts';
import type { RpcPeer } from '../../wire/rpc.ts';
import { lending } from '../handlers/lending.ts';
import { endedWord, quickWords } from './words/index.ts';

/** Copied lately come first; more than a window shows helps nobody. */
const REMEMBERED = 20;

interface QuickDesk {
  /** Main opened the window. */
  serve(message: ParentMessage): void;
  /** A vault is open now, by whoever unlocked it: the window shows its keys. */
  opened(): void;
}

export function createQuickDesk(parts: {
  /** Null while the vault is locked. */
  readonly accounts: () => Pick<AccountService, 'listKeys' | 'listConnections'> | null;
  readonly unlock: (folder: string, password: SecretBytes) => Promise<void>;
  readonly main: () => Pick<RpcPeer<VaultProcessCallbacks>, 'call'>;
}): QuickDesk {
  let current: { readonly port: ProcessPort; readonly attachment: QuickAttachment } | null = null;
  let recent: readonly string[] = [];

  const say = (port: ProcessPort, message: ToQuick): void => {
    port.postMessage(message);
  };
  const show = (port: ProcessPort, { language }: QuickAttachment): void => {
    const accounts = parts.accounts();
    const words = quickWords(language);
    if (accounts === null) say(port, { kind: 'locked', words });
    else say(port, { kind: 'keys', words, keys: keysFor(accounts, language, recent) });
  };
  const answer = async (
    message: Exclude<FromQuick, { kind: 'close' }>,
    { folder }: QuickAttachment,
  ): Promise<void> => {
    switch (message.kind) {
      case 'unlock':
        // No vault has such a one: it is not tried, and the window does not wait for an answer for ever.
        if (message.password.length > LONGEST_PASSWORD) throw wrongPassword('password', 0);
        // It shows the keys by `opened`.
        await lending(message.password, (password) => parts.unlock(folder, password));
        break;
      case 'copy':
        await parts.main().call('main.copy-quick', { keyId: message.keyId });
        recent = [message.keyId, ...recent.filter((id) => id !== message.keyId)].slice(0, REMEMBERED);
        break;
    }
  };

  return {
    serve({ data, ports }) {
      const port = ports[0];
      if (!isQuickAttachment(data) || port === undefined) return;
      current = { port, attachment: data };
      let busy = false;
      port.on('message', (event) => {
        const parsed = fromQuickSchema.safeParse(event.data);
        if (!parsed.success) return;
        const message = parsed.data;
        if (message.kind === 'close') {
          // The window of a later one is not its to close.
          if (current?.port !== port) return;
          // At once, whatever is under way. One that fails left no window that could be told.
          parts
            .main()
            .call('main.close-quick', undefined)
            .catch(() => undefined);
          return;
        }
        // One at a time: a second answer while the first is looked at is none.
        if (busy) return;
        busy = true;
        answer(message, data)
          .catch(async (thrown: unknown) => {
            const error = toAppError(thrown);
            const words = await wordsIn(data.language);
            const said = timeless(error)?.said ?? null;
            say(port, {
              kind: 'refused',
              text: said === null ? '' : `${wordsOf(said.message, words)} ${wordsOf(said.hint, words)}`,
              waitSeconds: error.retryAfterSeconds ?? 0,
            });
          })
          .finally(() => {
            busy = false;
          });
      });
      port.on('close', () => {
        if (current?.port === port) current = null;
      });
      port.start();
      show(port, data);
    },
    opened() {
      if (current !== null) show(current.port, current.attachment);
    },
  };
}

/** Without how long to wait: the window counts that, and a time that stood in the words would stay when it is over. */
function timeless(error: AppError): AppError | null {
  if (error.code === 'vault-waiting') return null;
  return error.code === 'vault-wrong-password' ? wrongPassword('password', 0) : error;
}

/** Why somebody does not want it; null where it is in use. After a rotation two keys have one name, and both may work. */
function endOf({ status, replacedBy }: KeySummary): 'revoked' | 'expired' | 'replaced' | null {
  if (status === 'revoked' || status === 'expired') return status;
  return typeof replacedBy === 'string' ? 'replaced' : null;
}

/** Those whose secret lies here: first what was copied lately, then the others in use, then what is over; by name. */
function keysFor(
  accounts: Pick<AccountService, 'listKeys' | 'listConnections'>,
  language: 'en' | 'de',
  recent: readonly string[],
): readonly QuickKey[] {
  const names = new Map(accounts.listConnections().map(({ id, name }) => [id, name]));
  const held = accounts.listKeys().filter((key) => key.secretHeld && key.unproven !== true);
  const rank = (key: KeySummary): number => {
    if (!statusWorks(key.status)) return recent.length + 2;
    if (endOf(key) !== null) return recent.length + 1;
    const at = recent.indexOf(key.id);
    return at >= 0 ? at : recent.length;
  };
  return held
    .map((key) => ({ key, rank: rank(key) }))
    .toSorted((one, other) => one.rank - other.rank || one.key.name.localeCompare(other.key.name, language))
    .map(({ key }) => ({ key, end: endOf(key) }))
    .map(({ key, end }) => ({
      id: key.id,
      // SECURITY: names come from servers and files; they must not look like words of the window.
      name: windowFact(key.name, 120),
      redacted: key.redacted,
      account: windowFact(names.get(key.connectionId) ?? '', 120),
      isProduction: key.mode === 'prod',
      ended: end === null ? null : endedWord(language, end),
    }));
}
