import { expect } from 'vitest';
import { AppError } from '../../../../../shared/errors.ts';

/** What `work` fails with, which has to be an error that a person can see. */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}
