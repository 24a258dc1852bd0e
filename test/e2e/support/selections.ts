/** What lies in the selections of X11, asked as any other program would ask, in the test's own process. */
import { connectX11, type X11Connection } from '../../../electron/x11/connection.ts';
import {
  convertSelection,
  createWindow,
  getProperty,
  getSelectionOwner,
  internAtom,
} from '../../../electron/x11/requests.ts';

export type SelectionName = 'CLIPBOARD' | 'PRIMARY';

const SELECTION_NOTIFY = 31;
const LONGEST = 4096;

async function withDisplay<Result>(use: (x11: X11Connection) => Promise<Result>): Promise<Result> {
  const x11 = await connectX11(process.env);
  if (x11 === null) throw new Error('There is no X11 display to ask.');
  try {
    return await use(x11);
  } finally {
    x11.close();
  }
}

async function atomOf(x11: X11Connection, name: string): Promise<number> {
  return (await x11.ask(internAtom(name)))!.readUInt32LE(8);
}

/** @returns null where nobody owns it, or its owner has nothing of that kind */
export async function readSelection(name: SelectionName, target = 'UTF8_STRING'): Promise<Buffer | null> {
  return await withDisplay(async (x11) => {
    const [selection, wanted, property] = await Promise.all(
      [name, target, 'AUGNO_VAULT_TEST'].map((atom) => atomOf(x11, atom)),
    );
    const owner = await x11.ask(getSelectionOwner(selection!));
    if (owner!.readUInt32LE(8) === 0) return null;
    const window = x11.newId();
    await x11.send(createWindow(window, x11.root));
    const answered = new Promise<boolean>((resolve) => {
      x11.onEvent((event) => {
        if ((event[0]! & 0x7f) === SELECTION_NOTIFY) resolve(event.readUInt32LE(20) !== 0);
      });
    });
    await x11.send(convertSelection(window, selection!, wanted!, property!));
    if (!(await answered)) return null;
    const reply = (await x11.ask(getProperty(window, property!, LONGEST)))!;
    return Buffer.from(reply.subarray(32, 32 + (reply.readUInt32LE(16) * reply.readUInt8(1)) / 8));
  });
}

/** What is offered, by name. */
export async function selectionTargets(name: SelectionName): Promise<readonly string[]> {
  const targets = await readSelection(name, 'TARGETS');
  if (targets === null) return [];
  return await withDisplay(async (x11) => {
    const names: string[] = [];
    for (let at = 0; at < targets.length; at += 4) {
      const request = Buffer.alloc(8);
      // GetAtomName.
      request.writeUInt8(17, 0);
      request.writeUInt16LE(2, 2);
      request.writeUInt32LE(targets.readUInt32LE(at), 4);
      const reply = (await x11.ask(request))!;
      names.push(reply.subarray(32, 32 + reply.readUInt16LE(8)).toString('latin1'));
    }
    return names;
  });
}
