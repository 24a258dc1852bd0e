/** One question to a D-Bus bus, over a connection of its own. */
import type { MessageBus } from 'dbus-native';

const ANSWER_MS = 3000;

/** A method of the bus itself, by its name. */
export type AskBus = <Answer>(
  member: string,
  given?: { readonly signature: string; readonly body: unknown[] },
) => Promise<Answer>;

/** @returns null where there is no such bus, it is lost meanwhile, or it refuses */
export async function askBus<Answer>(
  busAddress: string | undefined,
  question: (ask: AskBus) => Promise<Answer>,
): Promise<Answer | null> {
  if (busAddress === undefined || busAddress === '') return null;
  // Large, and nothing that the first window or another check needs.
  const { default: dbus } = await import('dbus-native');
  let bus: MessageBus;
  try {
    bus = dbus.createClient({ busAddress });
  } catch {
    // An address of a kind it does not know (`disabled:`, a launcher's) throws at once.
    return null;
  }
  const lost = new Promise<null>((resolve) => {
    bus.connection.on('error', () => {
      resolve(null);
    });
  });
  const ask: AskBus = async (member, given) =>
    await bus.invoke(
      {
        destination: 'org.freedesktop.DBus',
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member,
        ...given,
      },
      { timeout: ANSWER_MS },
    );
  const answer = await Promise.race([question(ask).catch(() => null), lost]);
  void bus.close().catch(() => undefined);
  return answer;
}
