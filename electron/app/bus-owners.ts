/**
 * Whose word counts on a bus. A match rule with a sender keeps broadcasts of others away, but not what somebody sends to
 * this connection alone; so each signal's sender is held against the connection that owns the well-known name now.
 */
import type { Message, MessageBus } from 'dbus-native';

const BUS = 'org.freedesktop.DBus';
const BUS_PATH = '/org/freedesktop/DBus';
const ANSWER_MS = 3000;

export interface BusOwners {
  /** For each new connection: nothing that was known of the one before counts. */
  follow(bus: MessageBus): Promise<void>;
  /** Every signal passes here first. @returns true where it was the bus telling of an owner */
  take(message: Message): boolean;
  /** SECURITY: false for every sender but the one that owns the name at this moment. */
  isFrom(message: Message, name: string): boolean;
}

export function createBusOwners(
  names: readonly string[],
  match: (bus: MessageBus, rule: string) => Promise<void>,
): BusOwners {
  const owners = new Map<string, string>();
  const note = (name: unknown, owner: unknown): void => {
    if (typeof name !== 'string' || !names.includes(name)) return;
    if (typeof owner === 'string' && owner !== '') owners.set(name, owner);
    else owners.delete(name);
  };
  const ask = async (bus: MessageBus, name: string): Promise<void> => {
    const question = { destination: BUS, path: BUS_PATH, interface: BUS, member: 'GetNameOwner' };
    try {
      note(
        name,
        await bus.invoke<unknown>({ ...question, signature: 's', body: [name] }, { timeout: ANSWER_MS }),
      );
    } catch {
      // Nobody owns it; whoever takes it is told of.
    }
  };
  return {
    async follow(bus) {
      owners.clear();
      for (const name of names) {
        await match(
          bus,
          `type='signal',sender='${BUS}',interface='${BUS}',member='NameOwnerChanged',arg0='${name}'`,
        );
        await ask(bus, name);
      }
    },
    take({ sender, interface: from, member, body }) {
      // The bus itself stamps each message with its sender, and lets nobody else have its own name.
      if (sender !== BUS || from !== BUS || member !== 'NameOwnerChanged') return false;
      note(body?.[0], body?.[2]);
      return true;
    },
    isFrom: ({ sender }, name) => sender !== undefined && owners.get(name) === sender,
  };
}
