/** Main's own dialogs as the desktop shows them: for the packaged app, in which nothing can answer them from inside. */
import { execFileSync } from 'node:child_process';

function visibleWindows(): readonly string[] {
  try {
    const found = execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^Augno Vault$'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return found.split('\n').filter((line) => line !== '');
  } catch {
    // None is there.
    return [];
  }
}

async function until<Found>(look: () => Found | undefined, what: string): Promise<Found> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(what);
}

/** Does what opens a question, and says yes to it with the keyboard: the first button, which is no, has the focus. */
export async function agreeNatively(open: () => Promise<void>): Promise<void> {
  const before = visibleWindows();
  await open();
  const dialog = await until(
    () => visibleWindows().find((window) => !before.includes(window)),
    'No dialog of the desktop came up.',
  );
  execFileSync('xdotool', ['windowactivate', '--sync', dialog, 'key', '--clearmodifiers', 'Right', 'space']);
  await until(() => (visibleWindows().includes(dialog) ? undefined : true), 'The dialog stays.');
}
