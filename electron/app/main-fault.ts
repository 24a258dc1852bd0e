/**
 * The end of main's own process after a failure that nobody caught: it is not known what still works, so it does not go
 * on. The vault is locked first; a box of the system's says why, as the window goes too.
 */
import { app, BrowserWindow, dialog } from 'electron';
import { FAULT_EXIT_CODE, kindOf } from '../platform/end-on-fault.ts';
import { framesText } from '../platform/stack-frames.ts';
import { endsWithin } from './locking.ts';
import type { Logger } from './logger.ts';
import { mainMessages } from './messages.ts';
import type { Profile } from './settings.ts';

/** Longer than locking takes with everything that it waits for. */
const SHUTDOWN_MS = 4000;

export async function endAfterFault(options: {
  readonly thrown: unknown;
  readonly profile: Profile;
  readonly loadLogger: () => Promise<Logger>;
  /** SECURITY: begun before anything else that could fail: locks, and ends what runs. */
  readonly ending: Promise<void>;
  /** The app was about to go anyway: nobody has to be told. */
  readonly quitting: boolean;
}): Promise<void> {
  try {
    const ended = endsWithin(SHUTDOWN_MS, () => options.ending);
    // SECURITY: the kind and where it arose; the text may quote what it failed on.
    await endsWithin(SHUTDOWN_MS, async () => {
      (await options.loadLogger()).warn(
        `main: fault: ${kindOf(options.thrown)}${framesText(options.thrown)}`,
      );
    });
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    // Where it did not end, it ends with this process: at once, without a word.
    if ((await ended) && !options.quitting) {
      const words = mainMessages(options.profile.settings.language, app.getLocale());
      dialog.showErrorBox(words['fault.message'], words['fault.detail']);
    }
  } finally {
    app.exit(FAULT_EXIT_CODE);
  }
}
