/**
 * The focus is never on nothing: where what had it is taken away (a dialog's opener, a step, a screen), it goes to the
 * dialog that is open, or to the screen. Without it keys that are pressed then do nothing, and a screen reader says nothing.
 */

function home(): HTMLElement | null {
  const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"], [role="alertdialog"]');
  return (
    dialogs[dialogs.length - 1] ??
    document.querySelector<HTMLElement>('[data-focus-home]') ??
    document.querySelector<HTMLElement>('main')
  );
}

/** Whoever takes something away, or draws a dialog, has this long to say where the focus goes. */
const PATIENCE_MS = 150;

/** Returns the way to stop it. */
export function keepFocus(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const look = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const place = home();
      if (place === null) return;
      if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }, PATIENCE_MS);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusout', look);
  look();
  return () => {
    observer.disconnect();
    document.removeEventListener('focusout', look);
    if (timer !== null) clearTimeout(timer);
  };
}
