/**
 * Where each assistant keeps its MCP servers, and how ours stands among them. Forms as published in November 2026 (decision
 * 0232).
 */
import path from 'node:path';
import type { Machine } from './hook-settings.ts';
import { searchValue } from './key-search.ts';
import {
  isSettings,
  leftAlone,
  planChange,
  planText,
  type PlannedChange,
  type Settings,
} from './settings-file.ts';

export const MCP_CLIENTS = [
  'claude-code',
  'claude-desktop',
  'cursor',
  'vscode',
  'codex',
  'copilot',
  'gemini',
] as const;
export type McpClientId = (typeof MCP_CLIENTS)[number];

export function isMcpClient(text: string): text is McpClientId {
  return (MCP_CLIENTS as readonly string[]).includes(text);
}

/** How ours is started. */
export interface ServerProgram {
  readonly command: string;
  readonly args: readonly string[];
}

interface Place {
  file(machine: Machine): string;
  /** The member that holds the servers by name; null: TOML. */
  readonly member: 'mcpServers' | 'servers' | null;
  /** What an entry has besides command and arguments. */
  readonly more: Settings;
}

const NAME = 'augno-vault';

/** Of applications: below a folder that differs between systems. */
function ofApplication({ home, environment, platform }: Machine, ...names: readonly string[]): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', ...names);
  if (platform === 'win32')
    return path.join(environment['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), ...names);
  return path.join(environment['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), ...names);
}

const PLACES: Readonly<Record<McpClientId, Place>> = {
  'claude-code': {
    file: ({ home, environment }) => path.join(environment['CLAUDE_CONFIG_DIR'] ?? home, '.claude.json'),
    member: 'mcpServers',
    more: { type: 'stdio' },
  },
  'claude-desktop': {
    file: (machine) => ofApplication(machine, 'Claude', 'claude_desktop_config.json'),
    member: 'mcpServers',
    more: {},
  },
  cursor: { file: ({ home }) => path.join(home, '.cursor', 'mcp.json'), member: 'mcpServers', more: {} },
  vscode: {
    file: (machine) => ofApplication(machine, 'Code', 'User', 'mcp.json'),
    member: 'servers',
    more: { type: 'stdio' },
  },
  codex: {
    file: ({ home, environment }) =>
      path.join(environment['CODEX_HOME'] ?? path.join(home, '.codex'), 'config.toml'),
    member: null,
    more: {},
  },
  copilot: {
    file: ({ home, environment }) =>
      path.join(environment['COPILOT_HOME'] ?? path.join(home, '.copilot'), 'mcp-config.json'),
    member: 'mcpServers',
    more: { type: 'local', tools: ['*'] },
  },
  gemini: { file: ({ home }) => path.join(home, '.gemini', 'settings.json'), member: 'mcpServers', more: {} },
};

export function mcpFileOf(client: McpClientId, machine: Machine): string {
  return PLACES[client].file(machine);
}

function serversIn(settings: Settings, member: string, file: string): Settings {
  const servers = settings[member] ?? {};
  if (!isSettings(servers)) throw leftAlone(file, 'file.settings-servers-not-known');
  return servers;
}

/** Whatever stood under our name is replaced; the change is shown first. */
export function planMcpInstall(
  client: McpClientId,
  machine: Machine,
  { command, args }: ServerProgram,
): PlannedChange {
  const { member, more } = PLACES[client];
  const file = mcpFileOf(client, machine);
  if (member === null) return planText(file, (text) => withTable(text, tableOf(command, args), file));
  return planChange(file, (settings) => {
    const servers = serversIn(settings, member, file);
    servers[NAME] = { ...more, command, args: [...args] };
    settings[member] = servers;
  });
}

export function planMcpUninstall(client: McpClientId, machine: Machine): PlannedChange {
  const { member } = PLACES[client];
  const file = mcpFileOf(client, machine);
  if (member === null) return planText(file, (text) => withoutTable(text, file));
  return planChange(
    file,
    (settings) => {
      const servers = serversIn(settings, member, file);
      if (servers[NAME] === undefined) return;
      Reflect.deleteProperty(servers, NAME);
      if (Object.keys(servers).length === 0) Reflect.deleteProperty(settings, member);
    },
    (settings) => Object.keys(settings).length === 0,
  );
}

const HEADER = `[mcp_servers.${NAME}]`;
/** As this program writes it, and in no other form. */
const OUR_TABLE = new RegExp(
  `(?:^|\\n)\\[mcp_servers\\.${NAME}\\]\\ncommand = "(?:[^"\\\\\\n]|\\\\.)*"\\nargs = \\[[^\\n]*\\]\\n`,
);
/** Any other way to name ours, or to write the servers so that a table of their own can't follow. */
const OTHER_FORMS =
  /^\s*(?:\[\s*(?:"mcp_servers"|'mcp_servers'|mcp_servers)\s*\.\s*(?:"augno-vault"|'augno-vault'|augno-vault)\s*[.\]]|(?:"mcp_servers"|'mcp_servers'|mcp_servers)\s*[.=])/m;

function tableOf(command: string, args: readonly string[]): string {
  // A JSON text is a TOML text as well.
  return `${HEADER}\ncommand = ${JSON.stringify(command)}\nargs = [${args.map((each) => JSON.stringify(each)).join(', ')}]\n`;
}

function withoutOurs(text: string, file: string): string {
  const rest = text.replace(OUR_TABLE, (found) => (found.startsWith('\n') ? '\n' : ''));
  if (OTHER_FORMS.test(rest)) throw leftAlone(file, 'file.settings-servers-not-known');
  return rest;
}

function withTable(text: string, table: string, file: string): string {
  if (text.includes(table)) return text;
  const rest = withoutOurs(text.replaceAll('\r\n', '\n'), file).replace(/\n+$/, '\n');
  return `${rest}${rest === '' || rest.endsWith('\n') ? '' : '\n'}${rest.trim() === '' ? '' : '\n'}${table}`;
}

function withoutTable(text: string, file: string): string | null {
  if (!text.includes(HEADER)) return text;
  const rest = withoutOurs(text, file).replace(/\n{2,}$/, '\n');
  return rest.trim() === '' ? null : rest;
}

export interface PlainKey {
  /** The server's name there; null where the form has no names that were read. */
  readonly server: string | null;
  /** `aug_sk_prod_****UCZu` */
  readonly redacted: string;
}

/** By name, as they stand in the settings or their text: those of the settings themselves. None where the form is not JSON. */
export function serversOf(client: McpClientId, settings: Settings | string | null, file: string): Settings {
  const { member } = PLACES[client];
  const isText = typeof settings === 'string';
  if (member === null || settings === null || (isText && settings.trim() === '')) return {};
  const value: unknown = isText ? JSON.parse(settings.replace(/^\uFEFF/, '')) : settings;
  return isSettings(value) ? serversIn(value, member, file) : {};
}

/** Keys that stand there in plain text. The search has to be loaded. */
export function plainKeysIn(client: McpClientId, file: string, text: string | null): readonly PlainKey[] {
  if (PLACES[client].member === null) {
    const { key } = searchValue(text ?? '');
    return key === null ? [] : [{ server: null, redacted: key }];
  }
  return Object.entries(serversOf(client, text, file)).flatMap(([server, entry]) => {
    const { key } = searchValue(entry);
    return key === null ? [] : [{ server, redacted: key }];
  });
}
