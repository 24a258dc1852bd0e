/**
 * Main's password window. It has no words, no catalogue and no channel of its own: it shows what the vault's process says
 * over its port, and says back what was typed.
 */
import type { QuestionBridge, QuestionWords, ToQuestion } from '../../shared/password-question.ts';
import { button, countDown, element, secretField } from './elements.ts';
import { newPasswordFields } from './new-password.ts';
import './password.css';

declare global {
  interface Window {
    readonly question: QuestionBridge;
  }
}

interface Shown {
  refused(text: string, waitSeconds: number): void;
}

function facts(words: QuestionWords): HTMLElement {
  return element(
    'dl',
    {},
    words.facts.flatMap(({ label, value }) => [
      element('dt', { text: label }),
      element('dd', { text: value }),
    ]),
  );
}

function ask(words: QuestionWords): Shown {
  document.documentElement.lang = words.language;
  document.title = words.title;
  const hint = element('p', { className: 'hint', text: words.password.note });
  const password = secretField({
    label: words.password.label,
    hint,
    show: words.show,
    shown: words.password.fromPaper,
  });
  const file =
    words.filePassword === null
      ? null
      : secretField({ label: words.filePassword.label, hint: null, show: words.show });
  const chosen = words.newPassword === null ? null : newPasswordFields(words.newPassword, words.show);
  const notice = element('p', { className: 'notice' });
  notice.setAttribute('role', 'alert');
  notice.hidden = true;
  const submit = button(words.submit, 'primary', null);
  const cancel = (): void => {
    window.question.say({ kind: 'cancel' });
  };
  let waiting = false;

  const setBusy = (busy: boolean): void => {
    for (const input of [password.input, ...(file === null ? [] : [file.input]), ...(chosen?.inputs ?? [])])
      input.disabled = busy;
    submit.disabled = busy;
    submit.textContent = busy && !waiting ? words.checking : words.submit;
  };
  const answer = (): void => {
    if (submit.disabled) return;
    notice.hidden = true;
    const empty = password.input.value === '';
    password.setError(empty ? words.password.empty : null);
    const withoutFile = file?.input.value === '';
    file?.setError(withoutFile ? (words.filePassword?.empty ?? null) : null);
    if (empty || withoutFile) {
      (empty ? password : file)?.input.focus();
      return;
    }
    const newPassword = chosen === null ? null : chosen.read();
    if (chosen !== null && newPassword === null) return;
    const typed = password.input.value;
    setBusy(true);
    // SECURITY: what was typed is not kept, whatever comes of it; 36 letters from paper stay to be compared.
    if (!words.password.fromPaper) password.input.value = '';
    const filePassword = file?.input.value ?? null;
    if (file !== null) file.input.value = '';
    window.question.say({ kind: 'answer', password: typed, newPassword, filePassword });
  };

  const form = element('form', {}, [
    element('h1', { text: words.title }),
    element('p', { text: words.text }),
    facts(words),
    password.root,
    ...(file === null ? [] : [file.root]),
    ...(chosen?.roots ?? []),
    notice,
    element('footer', {}, [
      ...(words.otherWay === null
        ? []
        : [
            button(words.otherWay, 'link', () => {
              window.question.say({ kind: 'other-way' });
            }),
          ]),
      element('span', { className: 'gap' }),
      button(words.cancel, 'plain', cancel),
      submit,
    ]),
  ]);
  const { wholeAt } = words.password;
  if (wholeAt !== null) {
    password.input.dataset['whole'] = String(wholeAt);
    password.input.addEventListener('input', () => {
      if (password.input.value.replace(/[^0-9A-Za-z]/g, '').length === wholeAt) answer();
    });
  }
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
  });
  document.body.replaceChildren(element('main', {}, [form]));
  password.input.focus();

  return {
    refused(text, waitSeconds) {
      notice.hidden = false;
      countDown({ text, waitSeconds }, words.waiting, (isWaiting, said) => {
        waiting = isWaiting;
        setBusy(isWaiting);
        notice.textContent = said;
        if (!isWaiting) password.input.focus();
      });
    },
  };
}

let shown: Shown | null = null;
window.question.listen((message: ToQuestion) => {
  if (message.kind === 'question') shown = ask(message.words);
  else shown?.refused(message.text, message.waitSeconds);
});
