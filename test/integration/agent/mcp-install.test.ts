/** Ours among an assistant's servers, and the broker in the place of a plain key that stands there: put in, used, undone. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../providers/augno/support/world.ts';
import { AgentWorld, CLI, start, type Running } from './support/agent-world.ts';

let agents: AgentWorld;
beforeAll(async () => {
  agents = await AgentWorld.start();
});
afterAll(async () => {
  await agents.close();
});

describe('mcp install', () => {
  const install = async (action: string, client: string) => {
    const running = agents.command(['mcp', action, '--for', client, '--yes'], {
      env: {
        ...agents.environment,
        HOME: path.join(agents.folder, 'home'),
        XDG_CONFIG_HOME: '',
        CODEX_HOME: '',
      },
    });
    running.child.stdin!.end();
    await running.ended;
    return running;
  };
  it('writes what starts the server, names a plain key there, and is undone whole', async () => {
    const file = path.join(agents.folder, 'home', '.cursor', 'mcp.json');
    mkdirSync(path.dirname(file), { recursive: true });
    const before = `${JSON.stringify({ mcpServers: { erp: { command: 'npx', env: { AUGNO_API_KEY: agents.erp.secret } } } }, null, 2)}\n`;
    writeFileSync(file, before);
    const installed = await install('install', 'cursor');
    expect(installed.child.exitCode).toBe(0);
    expect(installed.err()).toContain('stands in plain text');
    expect(installed.out() + installed.err()).not.toContain(agents.erp.secret);
    const { mcpServers } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly mcpServers: Record<string, { readonly command: string; readonly args: readonly string[] }>;
    };
    const { command, args } = mcpServers['augno-vault']!;
    const started = new Client({ name: 'assistant', version: '1.0.0' });
    await started.connect(
      new StdioClientTransport({
        command,
        args: [...args],
        env: agents.environment as Record<string, string>,
      }),
    );
    expect((await started.listTools()).tools.length).toBe(9);
    await started.close();
    expect((await install('uninstall', 'cursor')).child.exitCode).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  const home = (): string => path.join(agents.folder, 'home-of-broker');
  const withPassword = async (action: string, client: string): Promise<Running> => {
    const running = agents.command(['mcp', action, '--for', client, '--yes', '--password-stdin'], {
      env: { ...agents.environment, HOME: home() },
    });
    running.child.stdin!.end(`${PASSWORD}\n`);
    await running.ended;
    return running;
  };

  it('puts the broker in the place of a plain key, with the way back sealed in the vault alone', async () => {
    const server = path.join(agents.folder, 'server.mjs');
    writeFileSync(
      server,
      `const { AUGNO_BASE_URL: base, AUGNO_API_KEY: key, MORE: more } = process.env;
      const reply = await fetch(base + '/v1/catalog/units', { headers: { authorization: 'Bearer ' + key } });
      console.log('served', reply.status, more, process.argv[2], key);`,
    );
    const file = path.join(home(), '.claude.json');
    const erp = {
      type: 'stdio',
      command: process.execPath,
      args: [server, 'one word'],
      env: { AUGNO_API_KEY: agents.erp.secret, MORE: 'kept' },
    };
    const header = `Authorization: Bearer ${agents.erp.secret}`;
    const remote = { type: 'http', url: 'https://example.com', headers: { header } };
    mkdirSync(home(), { recursive: true });
    writeFileSync(file, JSON.stringify({ starts: 1, mcpServers: { erp } }, null, 2), { mode: 0o600 });

    const installed = await withPassword('install', 'claude-code');
    expect(await installed.ended, installed.err()).toBe(0);
    expect(installed.err()).toContain('is used without being had now (erp)');
    expect(installed.err()).toContain(`augno-vault keys rotate --reason compromised ${agents.erp.id}`);
    expect(installed.err()).not.toContain('It was left there');
    const text = readFileSync(file, 'utf8');
    const settings = JSON.parse(text) as {
      readonly mcpServers: Record<string, { readonly command: string; readonly args: readonly string[] }>;
    };
    expect(settings.mcpServers['erp']).toEqual({
      ...erp,
      args: [
        ...['--', CLI, 'agent', 'run', '--vault', agents.vault, '--key', agents.erp.id],
        ...['--', process.execPath, server, 'one word'],
      ],
      env: { MORE: 'kept' },
    });
    for (const folder of [home(), agents.vault])
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const each = path.join(folder, name);
        if (!lstatSync(each).isFile()) continue;
        expect(readFileSync(each).includes(agents.erp.secret), name).toBe(false);
      }
    expect(readdirSync(home())).toEqual(['.claude.json']);

    const { command, args } = settings.mcpServers['erp']!;
    const running = start(command, args, { env: { ...agents.environment, MORE: 'kept' } });
    await agents.approve(running, '--once');
    expect(await running.until(/served .*/)).toMatch(/^served 200 kept one word augno-vault-session-/);
    expect(await running.ended).toBe(0);

    // The assistant went on writing there, and another key came to it in a form that stays.
    const later = { starts: 2, mcpServers: { ...settings.mcpServers, remote } };
    writeFileSync(file, JSON.stringify(later, null, 2));
    const again = await withPassword('install', 'claude-code');
    expect(await again.ended).toBe(0);
    expect(again.err()).toContain('It was left there');
    expect(again.out() + again.err()).not.toContain(agents.erp.secret);
    const back = await withPassword('restore', 'claude-code');
    expect(await back.ended, back.err()).toBe(0);
    expect(back.out() + back.err()).not.toContain(agents.erp.secret);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      ...later,
      mcpServers: { ...later.mcpServers, erp },
    });
    const none = await withPassword('restore', 'claude-code');
    expect(await none.ended).toBe(2);
    expect(none.err()).toContain('No copy of');
  });
});
