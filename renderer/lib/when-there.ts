/** For a place that is on its way: a screen, a panel that has just been opened. */

/** Frames; far longer than a screen takes. */
const MOST_TRIES = 50;

/** Does it with the first element that fits, as soon as it is there; where none comes, nothing. */
export function whenThere(selector: string, act: (found: HTMLElement) => void, tries = MOST_TRIES): void {
  const found = document.querySelector<HTMLElement>(selector);
  if (found !== null) act(found);
  else if (tries > 0) requestAnimationFrame(() => whenThere(selector, act, tries - 1));
}

/** Its text selected, so that what is typed next takes its place. */
export function focusField(selector: string): void {
  whenThere(selector, (field) => {
    field.scrollIntoView({ block: 'nearest' });
    field.focus();
    if (field instanceof HTMLInputElement) field.select();
  });
}
