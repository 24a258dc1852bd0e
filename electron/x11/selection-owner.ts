/**
 * Owns the CLIPBOARD selection of X11 with a text, and nothing else: the PRIMARY selection is left alone, nobody is told
 * of the text but who asks, and it is gone with the connection. Whether it is still ours is known without reading what
 * lies there.
 */
import type { X11Connection } from './connection.ts';
import {
  ATOM,
  changeProperty,
  createWindow,
  getSelectionOwner,
  internAtom,
  selectionNotify,
  sendEvent,
  setSelectionOwner,
  words,
} from './requests.ts';
import { certain } from '../../shared/certain.ts';

export interface OwnedSelection {
  /** Settled once it is not ours any more: another program copied something, it was given up, or the server has gone. */
  readonly ended: Promise<void>;
  /** Gives it up and wipes the text. */
  end(): void;
}

/** Left out of clipboard histories by those that ask for it; understood by KDE's and by others. */
const HISTORY_MARK = 'x-kde-passwordManagerHint';
const TEXT_TARGETS = ['UTF8_STRING', 'text/plain;charset=utf-8', 'text/plain', 'TEXT', 'STRING'] as const;
const PROPERTY_NOTIFY = 28;
const SELECTION_CLEAR = 29;
const SELECTION_REQUEST = 30;
const ASCII = /^[\x20-\x7e]*$/;

async function atoms(x11: X11Connection, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const replies = await Promise.all(names.map((name) => x11.ask(internAtom(name))));
  return new Map(names.map((name, index) => [name, replies[index]?.readUInt32LE(8) ?? 0]));
}

/** The server's time, without which a selection could be taken from somebody who copied later. */
async function serverTime(x11: X11Connection, window: number): Promise<number> {
  const told = new Promise<number>((resolve) => {
    x11.onEvent((event) => {
      if ((certain(event[0]) & 0x7f) === PROPERTY_NOTIFY && event.readUInt32LE(4) === window) {
        resolve(event.readUInt32LE(12));
      }
    });
  });
  await x11.send(changeProperty(window, ATOM.string, ATOM.string, 8, Buffer.alloc(0)));
  return Promise.race([told, x11.closed.then(() => 0)]);
}

/**
 * @param x11 a connection for this alone; it is closed with the end
 * @param secret copied; the caller wipes its own
 * @returns null where the server did not give the selection
 */
export async function ownSelection(x11: X11Connection, secret: Uint8Array): Promise<OwnedSelection | null> {
  const isAscii = ASCII.test(
    Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength).toString('latin1'),
  );
  const textTargets = TEXT_TARGETS.filter((name) => isAscii || name !== 'STRING');
  const named = await atoms(x11, ['CLIPBOARD', 'TARGETS', 'TIMESTAMP', HISTORY_MARK, ...textTargets]);
  const atom = (name: string): number => named.get(name) ?? 0;
  const clipboard = atom('CLIPBOARD');
  const window = x11.newId();
  await x11.send(createWindow(window, x11.root));
  const time = await serverTime(x11, window);

  // SECURITY: the one copy for the selection; what is sent from it is wiped once it has left.
  const text = Buffer.alloc(secret.length, secret);
  const kinds = new Map(
    textTargets.map((name) => [atom(name), atom(name === 'TEXT' ? 'UTF8_STRING' : name)]),
  );
  const end = (): void => {
    text.fill(0);
    x11.close();
  };

  /** @returns the bytes of a target and their type; null: not offered */
  const offered = (target: number): readonly [type: number, format: 8 | 32, data: Buffer] | null => {
    const type = kinds.get(target);
    if (type !== undefined) return [type, 8, text];
    if (target === atom('TARGETS')) return [ATOM.atom, 32, words([...named.values()].slice(1))];
    if (target === atom('TIMESTAMP')) return [ATOM.integer, 32, words([time])];
    return target === atom(HISTORY_MARK) ? [target, 8, Buffer.from('secret')] : null;
  };
  const answer = async (event: Buffer): Promise<void> => {
    const [requestor, selection, target] = [12, 16, 20].map((at) => event.readUInt32LE(at)) as [
      number,
      number,
      number,
    ];
    // Clients of old name no property and mean the target's own name.
    const wanted = event.readUInt32LE(24) || target;
    const found = selection === clipboard && !x11.isClosed ? offered(target) : null;
    if (found !== null) {
      const request = changeProperty(requestor, wanted, ...found);
      await x11.send(request);
      request.fill(0);
    }
    const property = found === null ? 0 : wanted;
    const told = { time: event.readUInt32LE(4), requestor, selection, target, property };
    await x11.send(sendEvent(requestor, selectionNotify(told)));
  };
  x11.onEvent((event) => {
    switch (certain(event[0]) & 0x7f) {
      case SELECTION_CLEAR:
        if (event.readUInt32LE(12) === clipboard) end();
        return;
      case SELECTION_REQUEST:
        void answer(event);
        return;
      default:
    }
  });

  await x11.send(setSelectionOwner(window, clipboard, time));
  const owner = await x11.ask(getSelectionOwner(clipboard));
  if (owner?.readUInt32LE(8) !== window) {
    end();
    return null;
  }
  void x11.closed.then(() => text.fill(0));
  return { ended: x11.closed, end };
}
