/** `augno-vault keys import FILE`: stores the secrets of listed keys that stand in a file. Sends nothing. */
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { planKeyImport, type ImportEntry, type ImportOutcome } from '../../keys/transfer/import-file.ts';
import { EXIT, type CommandContext } from '../types.ts';
import { printRows, type Cell } from '../output.ts';
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
  | 'ended'
  | 'not-listed'
  | 'ambiguous'
  | 'unusable'
  | 'other-service';

const EXPLAINED: Readonly<Record<Exclude<Outcome, 'other-service'>, Said>> = {
  stored: say('table.import-stored'),
  'would-store': say('table.import-would-be-stored'),
  'held-already': say('table.import-held-already'),
  'other-key': say('table.import-other-key'),
  several: say('table.import-several'),
  repeated: say('table.import-repeated'),
  ended: say('table.import-ended'),
  'not-listed': say('table.import-not-listed'),
  ambiguous: say('table.import-ambiguous'),
  unusable: say('table.import-unusable'),
};

function outcomeOf(outcome: ImportOutcome, dryRun: boolean): Outcome {
  if (outcome === 'store') return dryRun ? 'would-store' : 'stored';
  return outcome === 'held' || outcome === 'another-held' ? 'held-already' : outcome;
}

function explained(entry: ImportEntry, outcome: Outcome): Said {
  if (outcome === 'other-service') return otherService(entry);
  if (outcome === 'stored' && entry.proven) return say('table.import-held-before');
  return entry.outcome === 'another-held' ? say('table.import-another-stays') : EXPLAINED[outcome];
}

/** Where it can be added, and by what. */
function otherService({ service }: ImportEntry): Said {
  const [connection] = service?.connections ?? [];
  const name = terminalLine(service?.name ?? '');
  return connection === undefined
    ? say('table.import-other-service-unknown', { service: name, provider: service?.provider ?? '' })
    : say('table.import-other-service', { service: name, connection: terminalLine(connection.name) });
}

function rowOf(entry: ImportEntry, outcome: Outcome): readonly Cell[] {
  return [entry.line, entry.redacted, entry.keyId, entry.keyName ?? entry.label, explained(entry, outcome)];
}

export async function importKeys(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, operands } = readArguments('keys', args, { 'dry-run': { type: 'boolean' } }, ['FILE']);
  const dryRun = values['dry-run'] === true;
  return await withSession(context, async ({ service, vault, providers }) => {
    const plan = await planKeyImport(operands[0], vault, service, {
      pipe: 'read',
      services: providers,
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
            ...(entry.service === null ? {} : { provider: entry.service.provider }),
          })),
        });
      } else {
        printRows(
          context,
          results.map(({ entry, outcome }) => rowOf(entry, outcome)),
        );
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
