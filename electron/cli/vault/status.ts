/** `augno-vault status`: what needs a person, as the overview of the app has it. */
import { createFindingsStore } from '../../keys/findings/index.ts';
import { readMatters } from '../../keys/matters/read-matters.ts';
import { ReviewKeeper } from '../../keys/review/review-keeper.ts';
import { GuideKeeper } from '../../keys/runbook/guide-keeper.ts';
import type { Matter, Matters } from '../../../shared/matters.ts';
import { day, printTable } from '../output.ts';
import { readArguments } from '../arguments.ts';
import { withSession } from '../augno/session.ts';
import { EXIT, type Command, type CommandContext } from '../types.ts';
import { sayMatter } from './matter-words.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

/** Stable form; additions are possible. */
function matterJson(matter: Matter): Readonly<Record<string, unknown>> {
  const { id, kind, severity, since, step, keyId, connectionId, name, count, from, date } = matter;
  return {
    id,
    kind,
    severity,
    since,
    nextStep: step,
    keyId,
    connectionId,
    name: name === '' ? null : name,
    count,
    from,
    date: date?.at ?? null,
  };
}

const TONES = { urgent: 'bad', soon: 'warning', note: 'plain' } as const;

function print({ items, putOff }: Matters, context: CommandContext): void {
  const urgent = items.filter(({ severity }) => severity === 'urgent').length;
  if (context.globals.json) {
    context.printJson({
      matters: items.map(matterJson),
      putOff: putOff.map(({ matter, until }) => ({ ...matterJson(matter), until })),
      counts: { matters: items.length, urgent, putOff: putOff.length },
    });
    return;
  }
  if (items.length === 0) context.print(say('command.nothing-needs-you'));
  else {
    const rows = items.map((matter) => [
      say(`value.severity-${matter.severity}`),
      matter.name === '' ? null : matter.name,
      sayMatter(matter),
      day(matter.since),
    ]);
    const columns = [say('table.severity'), say('table.name'), say('table.what'), say('table.since')];
    printTable(context, columns, rows, {
      // What is to be done is read to its end.
      whole: [2],
      tone: (row) => TONES[certain(items[row]).severity],
    });
  }
  if (putOff.length > 0) context.note(say('command.put-off-length', { length: putOff.length }));
}

export const statusCommand: Command = {
  name: 'status',
  async run(args, context) {
    readArguments('status', args, {});
    const matters = await withSession(context, ({ vault, service }) => {
      const guides = new GuideKeeper(vault);
      return readMatters(
        {
          vault,
          accounts: service,
          findings: createFindingsStore({ vault, actor: 'command' }),
          reviews: new ReviewKeeper(vault, {
            keys: () => service.listKeys(),
            rotations: () => service.listRotations(),
            guides: () => guides.list(),
          }),
        },
        new Date(),
      );
    });
    print(matters, context);
    if (matters.items.some(({ severity }) => severity === 'urgent')) return EXIT.urgentMatters;
    return matters.items.length === 0 ? EXIT.done : EXIT.matters;
  },
};
