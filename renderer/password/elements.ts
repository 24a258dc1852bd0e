/** The few elements that main's own windows are made of. Text is set as text: nothing that is shown is ever markup. */
export interface SecretField {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  /** Null takes the message away. */
  setError(text: string | null): void;
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: { readonly text?: string; readonly className?: string } = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (properties.className !== undefined) made.className = properties.className;
  if (properties.text !== undefined) made.textContent = properties.text;
  made.append(...children);
  return made;
}

let fields = 0;

/** A password, covered unless its button is pressed. */
export function secretField(words: {
  readonly label: string;
  readonly hint: HTMLElement | null;
  readonly show: string;
  /** Typed from paper: shown at first. */
  readonly shown?: boolean;
}): SecretField {
  fields += 1;
  const id = `field-${String(fields)}`;
  const label = element('label', { text: words.label });
  label.htmlFor = id;
  const input = element('input');
  input.id = id;
  input.type = words.shown === true ? 'text' : 'password';
  input.autocomplete = 'off';
  input.spellcheck = false;
  const error = element('p', { className: 'error' });
  error.id = `${id}-error`;
  error.setAttribute('role', 'alert');
  const described = [error.id];
  if (words.hint !== null) {
    words.hint.id = `${id}-hint`;
    described.push(words.hint.id);
  }
  input.setAttribute('aria-describedby', described.join(' '));
  const shown = element('input');
  shown.type = 'checkbox';
  shown.checked = words.shown === true;
  const show = element('label', { className: 'show' }, [shown, element('span', { text: words.show })]);
  shown.addEventListener('change', () => {
    input.type = shown.checked ? 'text' : 'password';
  });
  return {
    root: element('div', { className: 'field' }, [
      element('div', { className: 'label' }, [label, show]),
      input,
      ...(words.hint === null ? [] : [words.hint]),
      error,
    ]),
    input,
    setError(text) {
      error.textContent = text ?? '';
      input.setAttribute('aria-invalid', String(text !== null));
    },
  };
}

/**
 * Says what was refused, and for how long nothing is taken; the seconds are counted down.
 * @param show each time: whether one still has to wait, and what to say
 */
export function countDown(
  refused: { readonly text: string; readonly waitSeconds: number },
  waitingWords: string,
  show: (waiting: boolean, text: string) => void,
): void {
  const until = Date.now() + refused.waitSeconds * 1000;
  const count = (): void => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    const waiting = seconds > 0;
    show(
      waiting,
      waiting ? `${refused.text} ${waitingWords.replace('{seconds}', String(seconds))}` : refused.text,
    );
    if (waiting) setTimeout(count, 250);
  };
  count();
}

export function button(text: string, className: string, onClick: (() => void) | null): HTMLButtonElement {
  const made = element('button', { text, className });
  made.type = onClick === null ? 'submit' : 'button';
  if (onClick !== null) made.addEventListener('click', onClick);
  return made;
}
