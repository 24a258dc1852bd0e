/** Ours among the servers of each assistant: put in, seen again, taken out, and nothing else touched. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Machine } from '../../../electron/assistants/hook-settings.ts';
import {
  MCP_CLIENTS,
  mcpFileOf,
  planMcpInstall,
  planMcpUninstall,
} from '../../../electron/assistants/mcp-settings.ts';
import { PUBLISHED_MCP_SETTINGS } from '../../fixtures/assistants/mcp-settings.ts';
import { makeChange } from '../../../electron/assistants/settings-file.ts';

const program = { command: '/opt/node "24"/bin/node', args: ['--', '/opt/augno vault/cli.js', 'mcp'] };
let machine: Machine;
beforeEach(() => {
  machine = { home: mkdtempSync(path.join(tmpdir(), 'mcp-')), environment: {}, platform: 'linux' };
});
afterEach(() => {
  rmSync(machine.home, { recursive: true, force: true });
});

describe.each(MCP_CLIENTS)('the servers of %s', (client) => {
  it('get ours, once, and lose it without a trace', () => {
    const file = mcpFileOf(client, machine);
    makeChange(planMcpInstall(client, machine, program));
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('augno-vault');
    expect(text).toContain(JSON.stringify(program.command));
    const again = planMcpInstall(client, machine, program);
    expect(again.after).toBe(again.before);
    makeChange(planMcpInstall(client, machine, { ...program, command: '/usr/bin/node' }));
    expect(readFileSync(file, 'utf8').split('/cli.js')).toHaveLength(2);
    makeChange(planMcpUninstall(client, machine));
    expect(existsSync(file)).toBe(false);
  });

  it('keep what else stands there', () => {
    const file = mcpFileOf(client, machine);
    const before = file.endsWith('.toml')
      ? 'model = "x" # mine\n\n[mcp_servers.other]\ncommand = "o"\n'
      : `${JSON.stringify({ a: [1, 2], mcpServers: { o: {} }, servers: { o: {} } }, null, 2)}\n`;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, before);
    makeChange(planMcpInstall(client, machine, program));
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    makeChange(planMcpUninstall(client, machine));
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

it.each(MCP_CLIENTS)('of %s stand where and as it is published, with ours beside them', (client) => {
  const { file: published, text, server, source } = PUBLISHED_MCP_SETTINGS[client];
  const file = mcpFileOf(client, machine);
  expect(file, source).toBe(path.join(machine.home, published));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  makeChange(planMcpInstall(client, machine, program));
  const after = readFileSync(file, 'utf8');
  if (client === 'codex') {
    expect(after.startsWith(text)).toBe(true);
    expect(after).toContain('\n[mcp_servers.augno-vault]\ncommand = ');
  } else {
    const before = JSON.parse(text) as Record<string, Record<string, object>>;
    const member = Object.keys(before).find((name) => before[name]?.[server] !== undefined)!;
    const { 'augno-vault': ours, ...others } = (JSON.parse(after) as typeof before)[member]!;
    expect(others).toEqual(before[member]);
    // Ours says nothing that theirs has no word for, but how it is reached.
    expect(Object.keys(ours!).filter((name) => !Object.hasOwn(others[server]!, name))).toEqual(
      client === 'vscode' ? ['type'] : [],
    );
  }
  makeChange(planMcpUninstall(client, machine));
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('of Codex are left alone where they are written in a way that a table can’t follow', () => {
  const file = mcpFileOf('codex', machine);
  mkdirSync(path.dirname(file), { recursive: true });
  for (const text of [
    'mcp_servers = {}\n',
    '[mcp_servers."augno-vault"]\nurl = "x"\n',
    'mcp_servers.a.command = "x"\n',
  ]) {
    writeFileSync(file, text);
    expect(() => planMcpInstall('codex', machine, program)).toThrow('form that is not known');
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
});
