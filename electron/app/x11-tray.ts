/** Whether an X11 desktop has a tray: the owner of a selection says so. Electron makes an icon where nobody shows it, too. */
import { connectX11 } from '../x11/connection.ts';
import { localDisplay } from '../x11/display.ts';
import { getSelectionOwner, internAtom } from '../x11/requests.ts';

/** False where there is none, and where nobody can be asked. */
export async function x11HasTray(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const x11 = await connectX11(environment);
  if (x11 === null) return false;
  try {
    const screen = localDisplay(environment['DISPLAY'] ?? '')?.screen ?? '0';
    const atom = (await x11.ask(internAtom(`_NET_SYSTEM_TRAY_S${screen}`, true)))?.readUInt32LE(8) ?? 0;
    if (atom === 0) return false;
    return ((await x11.ask(getSelectionOwner(atom)))?.readUInt32LE(8) ?? 0) !== 0;
  } finally {
    x11.close();
  }
}
