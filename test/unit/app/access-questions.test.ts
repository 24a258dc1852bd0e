/** What a person is asked for a program: what stands in it, what each answer means, and an end to floods. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageBoxOptions } from 'electron';
import { inEnglish } from '../../../shared/messages/words.ts';
import { scopeWords } from '../../../shared/program-scope.ts';
import type { AccessQuestion } from '../../../electron/wire/access-question.ts';

const shown: { readonly options: MessageBoxOptions; readonly answer: (response: number) => void }[] = [];
vi.mock('electron', () => ({
  dialog: {
    showMessageBox: (options: MessageBoxOptions) =>
      new Promise((resolve) => {
        const answer = (response: number): void => {
          resolve({ response });
        };
        shown.push({ options, answer });
        options.signal?.addEventListener('abort', () => {
          answer(0);
        });
      }),
  },
}));
const { createQuestions } = await import('../../../electron/app/questions.ts');
const { createAccessQuestions } = await import('../../../electron/app/access-questions.ts');
const { mainMessages } = await import('../../../electron/app/messages.ts');

let now = 0;
const question = (more: Partial<AccessQuestion> = {}): AccessQuestion => ({
  code: '123-456',
  program: 'bash deploy.sh (pts/3, process 7)',
  startedBy: ['bash (process 6)', 'xterm (process 5)', 'c (process 4)', 'd (process 3)'],
  purpose: 'use',
  keys: ['ERP Sync'],
  scope: 'read',
  summary: null,
  isOfSession: false,
  isOnce: false,
  ...more,
});
const create = () => {
  const questions = createQuestions(
    () => null,
    () => now,
  );
  const access = createAccessQuestions({
    questions,
    words: () => mainMessages('de', 'de'),
    showWindow: () => undefined,
  });
  return { questions, access };
};
const until = async (count: number): Promise<void> => {
  await vi.waitFor(() => {
    expect(shown).toHaveLength(count);
  });
};
beforeEach(() => {
  shown.length = 0;
  now = 0;
});

describe('a question about a program', () => {
  it('names code, program, key and what for, and refuses unless another button is pressed', async () => {
    const { access } = create();
    const answer = access.ask(question({ program: 'evil\u202E\nKey: other' }));
    await until(1);
    const { message, detail, buttons, defaultId, cancelId } = shown[0]!.options;
    expect(message).toContain('nicht zu sehen bekommt');
    for (const words of ['123-456', 'ERP Sync', 'Für: lesen\n', 'bash (process 6)'])
      expect(detail).toContain(words);
    expect(detail).not.toContain('process 3');
    expect(detail!.split('\n')).not.toContain('Key: other');
    expect(buttons).toEqual(['Ablehnen', 'Dieses eine Mal', 'Für 10 Minuten', 'Für 1 Stunde']);
    expect([defaultId, cancelId]).toEqual([0, 0]);
    shown[0]!.answer(0);
    expect(await answer).toBeNull();
  });

  it.each([
    [question(), 1, { forMs: null }],
    [question(), 2, { forMs: 600_000 }],
    [question({ isOfSession: true, summary: 'name: Crate' }), 2, { forMs: 86_400_000 }],
    [question({ isOfSession: true, isOnce: true, summary: 'name: Crate' }), 2, null],
    [question({ purpose: 'reveal' }), 1, { forMs: null }],
    [question({ purpose: 'reveal' }), 2, null],
  ] as const)('takes each button for what it says', async (asked, response, expected) => {
    const { access } = create();
    const answer = access.ask(asked);
    await until(1);
    shown[0]!.answer(response);
    expect(await answer).toEqual(expected);
  });

  it.each([
    ['read, write', 'Für: lesen, schreiben\n'],
    ['read, POST /v1/catalog/units', 'Für: lesen, POST /v1/catalog/units\n'],
    ['POST /v1/catalog/units within session-3', 'Für: POST /v1/catalog/units in session-3\n'],
    ['audit', 'Für: Protokoll\n'],
    ['sync', 'Für: synchronisieren\n'],
    // Nothing of ours: as it is.
    ['constructor', 'Für: constructor\n'],
  ])('says what “%s” is for in the words of the person', async (scope, expected) => {
    const { access } = create();
    const answer = access.ask(question({ scope }));
    await until(1);
    expect(shown[0]!.options.detail).toContain(expected);
    expect(inEnglish(scopeWords(scope))).toBe(scope);
    shown[0]!.answer(0);
    await answer;
  });

  it('waits for the dialog that is open, and goes when its program does', async () => {
    const { questions, access } = create();
    const first = questions.ask({ tone: 'question', message: 'page', detail: '', no: 'no', yes: 'yes' });
    await until(1);
    const [gone, waiting] = [access.ask(question()), access.ask(question({ code: '654-321' }))];
    access.end('123-456');
    expect(await gone).toBeNull();
    expect(shown).toHaveLength(1);
    shown[0]!.answer(1);
    expect(await first).toBe(true);
    await until(2);
    expect(shown[1]!.options.detail).toContain('654-321');
    access.end('654-321');
    expect(await waiting).toBeNull();
  });

  it('is closed by the lock, whatever is pressed then', async () => {
    const { questions, access } = create();
    const answers = [access.ask(question()), access.ask(question({ code: '654-321' }))];
    await until(1);
    access.endAll();
    questions.drop();
    shown[0]!.answer(1);
    expect(await Promise.all(answers)).toEqual([null, null]);
    expect(shown).toHaveLength(1);
  });

  it('is not shown any more for a while after five that came to nothing, and the page’s own still are', async () => {
    const { questions, access } = create();
    for (let count = 1; count <= 5; count += 1) {
      const answer = access.ask(question());
      await until(count);
      // A program that asks and goes away counts as well.
      if (count % 2 === 0) access.end('123-456');
      else shown.at(-1)!.answer(0);
      expect(await answer).toBeNull();
    }
    expect(await access.ask(question())).toBeNull();
    expect(shown).toHaveLength(5);
    const page = questions.ask({ tone: 'question', message: 'page', detail: '', no: 'no', yes: 'yes' });
    await until(6);
    shown[5]!.answer(1);
    expect(await page).toBe(true);
    now = 30_001;
    const later = access.ask(question());
    await until(7);
    shown[6]!.answer(1);
    expect(await later).toEqual({ forMs: null });
  });
});
