/** `augno-vault sync`: brings the registry up to date. */
import { terminalLine } from '../../../shared/harmless-text.ts';
import { resolveConnection } from '../../keys/resolve-key.ts';
import { EXIT, type Command } from '../types.ts';
import { printConnections } from './connection-table.ts';
import { askAboutAddresses } from './addresses.ts';
import { readArguments } from '../arguments.ts';
import { withSession } from './session.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

export const syncCommand: Command = {
  name: 'sync',
  async run(args, context) {
    readArguments('sync', args, {});
    return withSession(context, async ({ service }) => {
      const wanted = context.globals.connection;
      const id = wanted === undefined ? null : resolveConnection(service, wanted).id;
      await askAboutAddresses(context, service, id === null ? null : [id]);
      const connections = await service.sync(id, context.signal);
      if (context.globals.json) context.printJson({ connections });
      else if (connections.length === 0) context.print(say('command.no-account-is-connected'));
      else printConnections(context, connections);
      const failed = connections.filter((connection) => connection.health !== 'ok');
      for (const { name, healthMessage } of failed) {
        context.warn(
          `${terminalLine(name)}: ${terminalLine(context.words(healthMessage ?? say('state.not-reached')))}`,
        );
      }
      for (const key of service.listKeys().filter((candidate) => candidate.repair !== null)) {
        context.note(
          `${terminalLine(key.name)} (${key.id}): ${terminalLine(context.words(certain(key.repair)))}`,
        );
      }
      for (const { name, health, healthMessage } of connections) {
        if (health === 'ok' && healthMessage !== null)
          context.warn(`${terminalLine(name)}: ${terminalLine(context.words(healthMessage))}`);
      }
      const kept = service.keptReplies().filter(({ seenAt }) => seenAt === null).length;
      if (kept > 0) context.warn(say('command.what-servers-sent-in-place-of-keys', { kept }));
      return failed.length > 0 ? EXIT.api : EXIT.done;
    });
  },
};
