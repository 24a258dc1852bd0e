import { expect } from 'vitest';
import { AppError } from '../../../../../shared/errors.ts';

/** What `work` fails with, at once or later, which has to be an error that a person can see. */
export async function failureOf(work: Promise<unknown> | (() => unknown)): Promise<AppError> {
  const thrown = await (typeof work === 'function' ? Promise.resolve().then(work) : work).then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}
