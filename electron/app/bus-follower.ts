/** A connection to a D-Bus bus that is made again after the bus went away: one that restarts must not end what listens. */
import type { Message, MessageBus } from 'dbus-native';
import { MINUTE_MS } from '../../shared/times.ts';

export interface FollowedBus {
  /** Null while nobody answers. */
  current(): MessageBus | null;
  /** Once the first attempt has come to an end, either way. */
  readonly tried: Promise<void>;
  stop(): void;
}

export interface BusFollowerOptions {
  /** Null where there is no such bus on this system: nothing is tried then. */
  readonly address: string | null;
  /** Asks the bus for what is wanted from it; called for every new connection, since a new one knows nothing. */
  readonly prepare: (bus: MessageBus) => Promise<void>;
  readonly onSignal: (message: Message) => void;
  readonly diagnose: (line: string) => void;
  /** The first wait before trying again; it doubles up to the longest. */
  readonly firstWaitMs?: number;
}

const SIGNAL = 4;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = MINUTE_MS;

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : 'no connection';
}

export function followBus(options: BusFollowerOptions): FollowedBus {
  const firstWait = options.firstWaitMs ?? FIRST_WAIT_MS;
  let current: MessageBus | null = null;
  let connecting: MessageBus | null = null;
  let timer: NodeJS.Timeout | null = null;
  let wait = firstWait;
  let stopped = false;
  /** One line for each time that it goes away, not for each attempt. */
  let told = false;

  const diagnoseLoss = (thrown: unknown): void => {
    options.diagnose(`bus: ${reasonOf(thrown)}`);
  };
  const connect = async (address: string): Promise<void> => {
    // Large, and nothing that the first window needs.
    const { default: dbus } = await import('dbus-native');
    if (stopped) return;
    await new Promise<void>((resolve) => {
      let bus: MessageBus;
      try {
        bus = dbus.createClient({ busAddress: address });
      } catch (thrown) {
        // An address of a kind that is not known (`disabled:`, a launcher's) will not be known later either.
        options.diagnose(`bus: ${reasonOf(thrown)}`);
        resolve();
        return;
      }
      connecting = bus;
      let gone = false;
      const lose = (cause: string): void => {
        if (gone) return;
        gone = true;
        if (current === bus) current = null;
        if (connecting === bus) connecting = null;
        resolve();
        if (stopped) return;
        if (!told) options.diagnose(`bus: ${cause}; it is tried again`);
        told = true;
        bus.connection.end();
        timer = setTimeout(() => void connect(address).catch(diagnoseLoss), wait);
        wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      };
      bus.connection.on('error', (error) => {
        lose(error.message);
      });
      bus.connection.on('close', () => {
        lose('it went away');
      });
      bus.connection.on('message', (message) => {
        if (message.type === SIGNAL) options.onSignal(message);
      });
      bus.connection.on('connect', () => {
        options.prepare(bus).then(
          () => {
            if (gone) return;
            current = bus;
            wait = firstWait;
            told = false;
            resolve();
          },
          (thrown: unknown) => {
            lose(reasonOf(thrown));
          },
        );
      });
    });
  };

  return {
    current: () => current,
    tried: options.address === null ? Promise.resolve() : connect(options.address).catch(diagnoseLoss),
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      void (current ?? connecting)?.close().catch(() => undefined);
    },
  };
}
