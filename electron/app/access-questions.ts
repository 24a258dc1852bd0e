/** Asks a person what a program of this user may, in a dialog of main's that no page can answer. */
import type { AccessAnswer, AccessQuestion } from '../wire/access-question.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { isScopeWord, scopeParts } from '../../shared/program-scope.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/times.ts';
import type { AccessCallbacks } from '../wire/protocol.ts';
import type { MethodHandlers } from '../wire/rpc.ts';
import type { MainMessages } from './messages.ts';
import type { Questions } from './questions.ts';

export interface AccessQuestions {
  ask(question: AccessQuestion): Promise<AccessAnswer>;
  /** It was answered elsewhere, or whoever asked is gone. */
  end(code: string): void;
  /** @param isAsking whether that process is still the vault's */
  methodsFor(isAsking: () => boolean): MethodHandlers<AccessCallbacks>;
  /** The vault locks. */
  endAll(): void;
}

interface Choice {
  readonly label: string;
  readonly answer: AccessAnswer;
}

/** More would be no dialog any more. */
const MOST_ANCESTORS = 3;

export function createAccessQuestions(options: {
  readonly questions: Pick<Questions, 'choose'>;
  readonly words: () => MainMessages;
  /** The question has to be seen. */
  readonly showWindow: () => void;
}): AccessQuestions {
  const open = new Map<string, AbortController>();
  const service: AccessQuestions = {
    methodsFor: (isAsking) => ({
      'main.ask-access': (question) => (isAsking() ? service.ask(question) : null),
      'main.close-access': ({ code }) => {
        if (isAsking()) service.end(code);
      },
    }),
    async ask(question) {
      const { code, purpose } = question;
      const t = options.words();
      const choices = choicesFor(question, t);
      const over = new AbortController();
      open.set(code, over);
      try {
        const chosen = await options.questions.choose(
          {
            message: t[`access.${purpose}`],
            detail: detailOf(question, t),
            no: t['access.no'],
            choices: choices.map(({ label }) => label),
          },
          over.signal,
          options.showWindow,
        );
        return chosen === null ? null : (choices[chosen]?.answer ?? null);
      } finally {
        open.delete(code);
      }
    },
    end(code) {
      open.get(code)?.abort();
    },
    endAll() {
      for (const over of open.values()) over.abort();
    },
  };
  return service;
}

function choicesFor({ purpose, isOnce, isOfSession }: AccessQuestion, t: MainMessages): readonly Choice[] {
  const once: Choice = { label: t['access.once'], answer: { forMs: null } };
  // SECURITY: showing a secret is never remembered.
  if (isOnce || purpose === 'reveal') return [once];
  // Whoever wished for it does not wait for an answer.
  if (purpose === 'recognise')
    return [
      { label: t['access.hour'], answer: { forMs: HOUR_MS } },
      { label: t['access.hours'], answer: { forMs: 8 * HOUR_MS } },
    ];
  if (isOfSession) return [once, { label: t['access.session'], answer: { forMs: DAY_MS } }];
  return [
    once,
    { label: t['access.minutes'], answer: { forMs: 10 * MINUTE_MS } },
    { label: t['access.hour'], answer: { forMs: HOUR_MS } },
  ];
}

function detailOf(question: AccessQuestion, t: MainMessages): string {
  const { code, program, purpose, startedBy, keys, scope, summary } = question;
  const clean = (text: string): string => terminalLine(text);
  const rest = [
    ...(keys === null ? [] : [t['access.keys'](keys.map(clean).join(', '))]),
    ...(scope === null ? [] : [t['access.scope'](scopeIn(clean(scope), t))]),
    ...(summary === null ? [] : [t['access.request'](clean(summary))]),
    t['access.program'](clean(program)),
    ...(startedBy.length === 0
      ? []
      : [t['access.started-by'](startedBy.slice(0, MOST_ANCESTORS).map(clean).join(' ← '))]),
  ];
  const first = purpose === 'recognise' ? t['access.recognise-detail'] : t['access.code'](code);
  return `${first}\n\n${rest.join('\n')}`;
}

function scopeIn(scope: string, t: MainMessages): string {
  const { what, session } = scopeParts(scope);
  const listed = what.map((part) => (isScopeWord(part) ? t[`access.word-${part}`] : part)).join(', ');
  return session === null ? listed : t['access.within'](listed, session);
}
