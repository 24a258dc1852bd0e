/** What is shown and typed in the quick access window; what it means is the vault's process's to say. */
import type { QuickBridge, QuickKey, QuickWords, ToQuick } from '../../shared/quick-access.ts';
import { button, countDown, element } from '../password/elements.ts';
import { findKeys } from './find.ts';
import './quick.css';

/** The preload is the password window's: it hands over a port, whatever is said over it. */
const bridge = window.question as unknown as QuickBridge;

/** More would not be read. */
const SHOWN = 50;

/** Letters that came before there was a field; they go into the first one. */
let early: string | null = '';

interface View {
  refused(text: string, waitSeconds: number): void;
}

function show(words: QuickWords, ...parts: readonly HTMLElement[]): void {
  document.documentElement.lang = words.language;
  document.title = words.title;
  document.body.replaceChildren(element('main', {}, parts));
}

/** AltGr, which types too, is told as Ctrl and Alt together. */
const isLetter = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  [...key].length === 1 && !metaKey && ctrlKey === altKey;

function takeEarly(): string {
  const typed = early ?? '';
  early = null;
  return typed;
}

function notice(): HTMLElement {
  const made = element('p', { className: 'notice' });
  made.setAttribute('role', 'alert');
  return made;
}

function locked(words: QuickWords): View {
  const input = element('input');
  input.id = 'password';
  input.type = 'password';
  input.autocomplete = 'off';
  const label = element('label', { text: words.password });
  label.htmlFor = input.id;
  const said = notice();
  const goesOn = element('p');
  goesOn.setAttribute('role', 'status');
  const submit = button(words.unlock, 'primary', null);
  const setBusy = (busy: boolean, text: string): void => {
    input.disabled = busy;
    submit.disabled = busy;
    submit.textContent = text;
  };
  const form = element('form', {}, [
    element('h1', { text: words.title }),
    element('p', { text: words.locked }),
    label,
    input,
    goesOn,
    said,
    element('footer', {}, [submit]),
  ]);
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    const typed = input.value;
    said.textContent = typed === '' ? words.empty : '';
    if (typed === '') return;
    // SECURITY: what was typed is not kept, whatever comes of it.
    input.value = '';
    setBusy(true, words.checking);
    goesOn.textContent = words.goesOn;
    bridge.say({ kind: 'unlock', password: typed });
  });
  show(words, form);
  input.value = takeEarly();
  input.focus();

  return {
    refused(text, waitSeconds) {
      goesOn.textContent = '';
      countDown({ text, waitSeconds }, words.waiting, (waiting, shown) => {
        setBusy(waiting, words.unlock);
        said.textContent = shown;
        if (!waiting) input.focus();
      });
    },
  };
}

function row(key: QuickKey, words: QuickWords, chosen: boolean, choose: () => void): HTMLElement {
  const marks = [
    ...(key.ended === null ? [] : [element('span', { text: key.ended, className: 'ended' })]),
    ...(key.isProduction ? [element('span', { text: words.production, className: 'production' })] : []),
  ];
  const made = element('li', {}, [
    element('span', { text: key.name, className: 'name' }),
    ...marks,
    element('span', { text: key.account, className: 'account' }),
    element('code', { text: key.redacted }),
  ]);
  made.id = `key-${key.id}`;
  made.setAttribute('role', 'option');
  made.setAttribute('aria-selected', String(chosen));
  // Before the field would lose the focus by it.
  made.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  made.addEventListener('click', choose);
  return made;
}

function list(words: QuickWords, keys: readonly QuickKey[]): View {
  const field = element('input');
  field.type = 'text';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.placeholder = words.search;
  field.setAttribute('aria-label', words.search);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-expanded', 'true');
  field.setAttribute('aria-controls', 'keys');
  const options = element('ul');
  options.id = 'keys';
  options.setAttribute('role', 'listbox');
  options.setAttribute('aria-label', words.keys);
  const rest = element('p', { className: 'rest' });
  rest.setAttribute('role', 'status');
  const said = notice();
  let found: readonly QuickKey[] = [];
  let chosen = 0;
  let copying = false;

  const copy = (key: QuickKey | undefined): void => {
    if (key === undefined || copying) return;
    copying = true;
    said.textContent = '';
    rest.textContent = words.copying;
    bridge.say({ kind: 'copy', keyId: key.id });
  };
  const restOf = (): string => {
    if (found.length === 0) return keys.length === 0 ? words.noneHeld : words.none;
    return found.length > SHOWN ? words.more.replace('{count}', String(found.length - SHOWN)) : '';
  };
  const draw = (): void => {
    const rows = found.slice(0, SHOWN).map((key, index) =>
      row(key, words, index === chosen, () => {
        copy(key);
      }),
    );
    options.replaceChildren(...rows);
    const current = rows[chosen];
    if (current === undefined) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', current.id);
    current?.scrollIntoView({ block: 'nearest' });
    rest.textContent = restOf();
  };
  const search = (): void => {
    found = findKeys(keys, field.value);
    chosen = 0;
    said.textContent = '';
    draw();
  };
  const move = (by: number): void => {
    const count = Math.min(found.length, SHOWN);
    if (count === 0) return;
    chosen = (chosen + by + count) % count;
    draw();
  };
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    // While a word is being composed, Enter takes it.
    else if (event.key === 'Enter' && !event.isComposing) copy(found[chosen]);
    else return;
    event.preventDefault();
  });
  const heading = element('h1', { text: words.title, className: 'hidden' });
  show(words, heading, field, options, rest, said, element('p', { text: words.hint, className: 'hint' }));
  field.value = takeEarly();
  search();
  field.focus();
  return {
    refused(text) {
      copying = false;
      rest.textContent = restOf();
      said.textContent = text;
    },
  };
}

let view: View | null = null;
bridge.listen((message: ToQuick) => {
  if (message.kind === 'refused') view?.refused(message.text, message.waitSeconds);
  else view = message.kind === 'locked' ? locked(message.words) : list(message.words, message.keys);
});
document.addEventListener('keydown', (event) => {
  // While a word is being composed, Escape gives that up.
  if (event.key === 'Escape' && !event.isComposing) bridge.say({ kind: 'close' });
  // Its words come from the vault's process, which may be busy; Enter waits until a person sees what it would do.
  else if (early !== null && event.key === 'Backspace') early = early.slice(0, -1);
  else if (early !== null && isLetter(event)) early += event.key;
});
