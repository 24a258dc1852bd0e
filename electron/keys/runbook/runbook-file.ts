/** The team's steps as a file, so that one admin writes them and all have them. Plain JSON: it is read and compared by people. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { STEP_KINDS, type StepWords } from '../../../shared/ipc/guide-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { readForeignFile } from '../../files/foreign-file.ts';
import { builtInSteps } from './records.ts';
import { say } from '../../../shared/messages/say.ts';

const FORMAT = 'augno-vault/runbook@1';
/** Forty steps of the longest words fit in. */
const MOST_BYTES = 1_000_000;

const fileSchema = z.object({
  format: z.literal(FORMAT),
  steps: z
    .array(
      z.object({
        kind: z.enum(STEP_KINDS),
        title: z.string().max(200).nullable(),
        text: z.string().max(4000).nullable(),
      }),
    )
    .min(1)
    .max(40),
});

/** The file's text. */
export function runbookText(steps: readonly StepWords[]): string {
  const words = steps.map(({ kind, title, text }) => ({ kind, title, text }));
  return `${JSON.stringify({ format: FORMAT, steps: words }, null, 2)}\n`;
}

/**
 * Saves nothing. Steps of the app that the file leaves out come last, with the app's own words; kinds that no leak response
 * has are dropped. SECURITY: whole keys in the words are redacted.
 * @throws AppError `invalid-input`
 */
export async function readRunbook(file: string): Promise<StepWords[]> {
  const builtIn = builtInSteps('leak');
  const clean = (text: string | null): string | null => (text === null ? null : redactKeysIn(text));
  const steps: StepWords[] = [];
  for (const { kind, title, text } of await readSteps(file)) {
    const own = kind === 'manual';
    const known = builtIn.find((step) => step.kind === kind);
    if ((!own && known === undefined) || steps.some((step) => !own && step.kind === kind)) continue;
    steps.push({ id: known?.id ?? randomUUID(), kind, title: clean(title), text: clean(text) });
  }
  return [...steps, ...builtIn.filter(({ kind }) => !steps.some((step) => step.kind === kind))];
}

async function readSteps(file: string): Promise<z.infer<typeof fileSchema>['steps']> {
  const bytes = await readForeignFile(file, { maximumBytes: MOST_BYTES });
  try {
    return fileSchema.parse(JSON.parse(bytes.toString('utf8'))).steps;
  } catch {
    // SECURITY: what the file holds instead is not repeated.
    throw new AppError({
      code: 'invalid-input',
      message: say('keys.this-file-holds-no-steps-of-a'),
      hint: say('keys.choose-a-file-that-was-saved-with'),
    });
  }
}
