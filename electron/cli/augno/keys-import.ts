/** `augno-vault keys import FILE`: stores the secrets of listed keys that stand in a file. Sends nothing. */
import { terminalLine } from '../../../shared/harmless-text.ts';
import { planKeyImport, type ImportEntry, type ImportOutcome } from '../../providers/augno/index.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { table } from './output.ts';
import { readArguments } from '../arguments.ts';
import { withSession } from './session.ts';

/** In the words of the command's JSON. */
type Outcome =
  | 'stored'
  | 'would-store'
  | 'held-already'
  | 'other-key'
  | 'several'
  | 'repeated'
  | 'not-listed'
  | 'ambiguous'
  | 'unusable';

const EXPLAINED: Readonly<Record<Outcome, string>> = {
  stored: 'stored, unproven: keys test or keys confirm',
  'would-store': 'would be stored',
  'held-already': 'held already',
  'other-key': 'the secret of another key: this one is known to be different',
  several: 'other lines have other secrets for this key: add the right one with keys add-secret',
  repeated: 'stands in the file more than once',
  'not-listed': 'no connected account lists it',
  ambiguous: 'several listed keys end like it: add it by hand with keys add-secret',
  unusable: 'begins like a key and is no whole one',
};

function outcomeOf(outcome: ImportOutcome, dryRun: boolean): Outcome {
  if (outcome === 'store') return dryRun ? 'would-store' : 'stored';
  return outcome === 'held' || outcome === 'another-held' ? 'held-already' : outcome;
}

function explained(entry: ImportEntry, outcome: Outcome): string {
  if (outcome === 'stored' && entry.proven) return 'stored: it was held before';
  return entry.outcome === 'another-held' ? 'another secret is held, and stays' : EXPLAINED[outcome];
}

function rowOf(entry: ImportEntry, outcome: Outcome): readonly string[] {
  return [
    String(entry.line),
    entry.redacted ?? '-',
    entry.keyId ?? '-',
    terminalLine(entry.keyName ?? entry.label ?? '-'),
    explained(entry, outcome),
  ];
}

export async function importKeys(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments('keys', args, { 'dry-run': { type: 'boolean' } }, ['FILE']);
  const dryRun = values['dry-run'] === true;
  return await withSession(context, async ({ service, vault }) => {
    const plan = await planKeyImport(operands[0], vault, service, {
      pipe: 'read',
      signal: context.signal,
    });
    try {
      if (!dryRun) plan.apply();
      const results = plan.entries.map((entry) => ({ entry, outcome: outcomeOf(entry.outcome, dryRun) }));
      if (context.globals.json) {
        context.printJson({
          dryRun,
          keys: results.map(({ entry, outcome }) => ({
            id: entry.keyId,
            name: entry.keyName,
            redacted: entry.redacted,
            line: entry.line,
            outcome,
          })),
        });
      } else {
        for (const line of table(results.map(({ entry, outcome }) => rowOf(entry, outcome)))) {
          context.print(line);
        }
      }
      const found = results.some(({ outcome }) =>
        ['stored', 'would-store', 'held-already'].includes(outcome),
      );
      return found ? EXIT.done : EXIT.refused;
    } finally {
      plan.wipe();
    }
  });
}
