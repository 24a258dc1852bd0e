/** Servers of an assistant that were given a key in plain text, and the form in which they use it without having it. */
import { BRANDS } from '../../shared/brands.ts';
import { wholeKey } from '../../shared/key-format.ts';
import { searchValue } from './key-search.ts';
import { serversOf, type McpClientId, type ServerProgram } from './mcp-settings.ts';
import { isSettings, planChange, type PlannedChange, type Settings } from './settings-file.ts';

/** What a session's program is given instead; a key under another name would be missed. */
const VARIABLES: ReadonlySet<string> = new Set(
  Object.values(BRANDS).map(({ environment }) => environment.apiKey),
);

export interface KeyedServer {
  readonly server: string;
  /** SECURITY: the whole key. */
  readonly key: string;
}

interface Started {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Settings;
}

/** Null for a server that is no program of this machine. */
function startedBy(entry: unknown): Started | null {
  if (!isSettings(entry)) return null;
  const { command, args = [], env = {} } = entry;
  if (typeof command !== 'string' || !isSettings(env) || !Array.isArray(args)) return null;
  return args.every((each) => typeof each === 'string') ? { command, args, env } : null;
}

const isKey = ([name, value]: readonly [string, unknown]): boolean =>
  VARIABLES.has(name) && typeof value === 'string' && wholeKey(value) !== null;

function withoutKeys(env: Settings): Settings {
  return Object.fromEntries(Object.entries(env).filter((each) => !isKey(each)));
}

/** Those whose one key stands in the variable of the official clients, and nowhere else. The search has to be loaded. */
export function keyedServers(client: McpClientId, text: string | null, file: string): readonly KeyedServer[] {
  return Object.entries(serversOf(client, text, file)).flatMap(([server, entry]) => {
    const started = startedBy(entry);
    if (started === null) return [];
    const keys = new Set(
      Object.entries(started.env)
        .filter(isKey)
        .map(([, value]) => String(value)),
    );
    const [key] = keys;
    const rest = searchValue({ ...(entry as Settings), env: withoutKeys(started.env) });
    return key !== undefined && keys.size === 1 && rest.key === null && rest.isWhole ? [{ server, key }] : [];
  });
}

/**
 * @param names of servers
 * @param broker how a program is started that uses the key; its own command follows
 */
export function planBrokered(
  client: McpClientId,
  file: string,
  names: ReadonlySet<string>,
  broker: ServerProgram,
): PlannedChange {
  return planServers(client, file, (servers) => {
    for (const name of names) {
      const entry = servers[name];
      const started = startedBy(entry);
      if (started === null) continue;
      servers[name] = {
        ...(entry as Settings),
        command: broker.command,
        args: [...broker.args, '--', started.command, ...started.args],
        env: withoutKeys(started.env),
      };
    }
  });
}

/**
 * Servers that were given the broker's form, as they were before; whatever else changed in the file since stays.
 * @param before SECURITY: the file as it was, with the key
 */
export function planPutBack(client: McpClientId, file: string, before: string): PlannedChange {
  const old = serversOf(client, before, file);
  return planServers(client, file, (servers) => {
    for (const [name, entry] of Object.entries(old)) {
      const now = startedBy(servers[name]);
      const then = startedBy(entry);
      if (now === null || then === null || !Object.entries(then.env).some(isKey)) continue;
      const own = now.args.indexOf('agent');
      const isBrokered = own >= 0 && now.args[own + 1] === 'run';
      if (isBrokered && now.args.join('\0').endsWith(['', '--', then.command, ...then.args].join('\0')))
        servers[name] = entry;
    }
  });
}

function planServers(client: McpClientId, file: string, change: (servers: Settings) => void): PlannedChange {
  return planChange(file, (settings) => {
    change(serversOf(client, settings, file));
  });
}
