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

/** Returns the way to stop it. */
export function keepFocus(): () => void {
  let frame = 0;
  const look = (): void => {
    if (frame !== 0) return;
    // A frame later: whatever takes something away has had its turn to say where the focus goes.
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const place = home();
      if (place === null) return;
      if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusout', look);
  look();
  return () => {
    observer.disconnect();
    document.removeEventListener('focusout', look);
    cancelAnimationFrame(frame);
  };
}
