/** Requests of X11's core protocol that selections need, as bytes, little-endian. */

/** Predefined atoms. */
export const ATOM = { atom: 4, integer: 19, string: 31 } as const;
const PROPERTY_CHANGES = 0x400000;

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}

/** @param words what follows the first four bytes, 32 bits each */
function request(opcode: number, detail: number, words: readonly number[], data?: Uint8Array): Buffer {
  const dataLength = data?.length ?? 0;
  const bytes = Buffer.alloc(4 + words.length * 4 + dataLength + padding(dataLength));
  bytes.writeUInt8(opcode, 0);
  bytes.writeUInt8(detail, 1);
  bytes.writeUInt16LE(bytes.length / 4, 2);
  words.forEach((word, index) => bytes.writeUInt32LE(word >>> 0, 4 + index * 4));
  if (data !== undefined) bytes.set(data, 4 + words.length * 4);
  return bytes;
}

/** A window that is never shown, which hears of changes of its own properties. */
export function createWindow(id: number, root: number): Buffer {
  const bytes = request(1, 0, [id, root, 0, 0, 0, 0, 0x800, PROPERTY_CHANGES]);
  // Width and height of one; class InputOnly.
  bytes.writeUInt16LE(1, 16);
  bytes.writeUInt16LE(1, 18);
  bytes.writeUInt16LE(2, 22);
  return bytes;
}

export function internAtom(name: string, onlyIfExists = false): Buffer {
  const text = Buffer.from(name, 'latin1');
  return request(16, onlyIfExists ? 1 : 0, [text.length], text);
}

/** @param format bits of one item: 8 or 32 */
export function changeProperty(
  window: number,
  property: number,
  type: number,
  format: 8 | 32,
  data: Uint8Array,
): Buffer {
  return request(18, 0, [window, property, type, format, data.length / (format / 8)], data);
}

/** @testonly what the other end of a paste sends */
export function getProperty(window: number, property: number, longestBytes: number): Buffer {
  return request(20, 1, [window, property, 0, 0, Math.ceil(longestBytes / 4)]);
}

export function setSelectionOwner(window: number, selection: number, time: number): Buffer {
  return request(22, 0, [window, selection, time]);
}

export function getSelectionOwner(selection: number): Buffer {
  return request(23, 0, [selection]);
}

/** @testonly what the other end of a paste sends */
export function convertSelection(
  window: number,
  selection: number,
  target: number,
  property: number,
): Buffer {
  return request(24, 0, [window, selection, target, property, 0]);
}

/** An event of 32 bytes to the client that made the window. */
export function sendEvent(window: number, event: Buffer): Buffer {
  return request(25, 0, [window, 0], event);
}

/** What a client is told whose request for a selection was answered; property 0: refused. */
export function selectionNotify(to: {
  readonly time: number;
  readonly requestor: number;
  readonly selection: number;
  readonly target: number;
  readonly property: number;
}): Buffer {
  const event = Buffer.alloc(32);
  event.writeUInt8(31, 0);
  [to.time, to.requestor, to.selection, to.target, to.property].forEach((word, index) =>
    event.writeUInt32LE(word, 4 + index * 4),
  );
  return event;
}

export function words(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
}
