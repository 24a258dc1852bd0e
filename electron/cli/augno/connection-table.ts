/** The table of connected accounts, as `connections list` and `sync` print it. */
import type { Connection } from '../../../shared/domain.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { say } from '../../../shared/messages/say.ts';
import { minute, printTable } from '../output.ts';
import type { CommandContext } from '../types.ts';

export function printConnections(context: CommandContext, connections: readonly Connection[]): void {
  printTable(
    context,
    [
      say('table.name'),
      say('table.mode'),
      say('table.health'),
      say('table.keys'),
      say('table.secrets'),
      say('table.synchronised'),
      say('table.address'),
    ],
    connections.map(({ name, mode, health, keyCount, secretCount, lastSyncedAt, url }) => [
      name,
      say(`value.mode-${mode}`),
      say(`value.health-${health}`),
      keyCount,
      secretCount,
      lastSyncedAt === null ? say('table.never') : minute(lastSyncedAt),
      url,
    ]),
  );
}

/** Once it was moved or repaired: that was done, whatever its server said since. */
export function warnOf(context: CommandContext, { name, healthMessage }: Connection): void {
  if (healthMessage !== null)
    context.warn(`${terminalLine(name)}: ${terminalLine(context.words(healthMessage))}`);
}
