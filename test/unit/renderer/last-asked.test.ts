import { expect, it } from 'vitest';
import { createLastAsked } from '../../../renderer/lib/last-asked.ts';

const later = <Value>(): { readonly promise: Promise<Value>; readonly give: (value: Value) => void } => {
  let give: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((resolve) => {
    give = resolve;
  });
  return { promise, give };
};

it('drops an answer that its successor overtook, and none after the last', async () => {
  const last = createLastAsked();
  const [first, second] = [later<{ of: string }>(), later<{ of: string }>()];
  const answers = [last.answer(first.promise), last.answer(second.promise)];
  second.give({ of: 'second' });
  first.give({ of: 'first' });
  expect(await Promise.all(answers)).toEqual([null, { of: 'second' }]);
  expect(await last.answer(Promise.resolve({ of: 'third' }))).toEqual({ of: 'third' });
});

it('gives nothing to whoever is gone', async () => {
  const last = createLastAsked();
  const asked = later<object>();
  const answer = last.answer(asked.promise);
  last.end();
  asked.give({});
  expect(await answer).toBeNull();
});
