/** A scan names the keys that it found where somebody holds the vault open: by a grant that is there, or by a person's word. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKey } from '../../../shared/key-format.ts';
import { matchedByAgent } from '../../../electron/cli/agent/scan-talk.ts';
import { AgentWorld } from './support/agent-world.ts';

let agents: AgentWorld;
let root: string;
let stranger: string;
beforeAll(async () => {
  agents = await AgentWorld.start();
  root = path.join(agents.folder, 'root');
  mkdirSync(root);
  stranger = generateKey('test');
  const { secret } = agents.erp;
  writeFileSync(path.join(root, 'a.env'), `KEY=${secret}\n`);
  writeFileSync(path.join(root, 'b.env'), `KEY=${stranger}\n`);
  writeFileSync(path.join(root, 'doc.md'), `${secret.slice(0, 12)}****${secret.slice(-4)}\n`);
});
afterAll(async () => {
  await agents.close();
});

const plain = (): readonly string[] => ['scan', root, '--no-incremental', '--format', 'json'];
interface Document {
  readonly findings: readonly { readonly path: string; readonly fingerprint: string }[];
  readonly registry?: {
    readonly keys: Readonly<Record<string, { readonly name: string }>>;
    readonly masked: Readonly<Record<string, readonly { readonly name: string }[]>>;
  };
}
const namesIn = (text: string): Readonly<Record<string, string | null>> | null => {
  const { findings, registry } = JSON.parse(text) as Document;
  if (registry === undefined) return null;
  return Object.fromEntries(
    findings.map((found) => [found.path, registry.keys[found.fingerprint]?.name ?? null]),
  );
};

describe.runIf(process.platform === 'linux')('a scan', () => {
  it('asks nobody and says nothing of the vault where nothing was allowed', async () => {
    const scan = agents.script('scan.sh', plain());
    expect(await scan.ended).toBe(1);
    expect(namesIn(scan.out())).toBeNull();
    expect(scan.err()).not.toMatch(/\d{3}-\d{3}/);
    expect(agents.agent.err()).not.toContain('scan.sh');
  });

  it('with --registry asks whoever holds the vault open, before it scans, and not for the password', async () => {
    const scan = agents.script('registry.sh', [...plain(), '--registry']);
    await agents.approve(scan, '--once');
    expect(await scan.ended).toBe(1);
    expect(namesIn(scan.out())).toEqual({ 'a.env': 'ERP', 'b.env': null });
    expect(Object.values((JSON.parse(scan.out()) as Document).registry!.masked)).toMatchObject([
      [{ name: 'ERP' }],
    ]);
    for (const key of [agents.erp.secret, stranger]) {
      expect(scan.out()).not.toContain(key.slice(35, 79));
      expect(agents.agent.err()).not.toContain(key.slice(35, 79));
    }
    // It was for that once.
    const again = agents.script('registry.sh', [...plain(), '--registry']);
    await agents.agentCommand(['refuse', await again.until(/\d{3}-\d{3}/)]);
    expect(await again.ended).toBe(1);
    expect(again.out()).toBe('');
    expect(again.err()).toContain('It was not allowed');
  });

  it('names keys by itself where whoever started it may list them', async () => {
    // A program of its own is known by path and contents, so that one grant serves both of its scripts.
    const program = path.join(agents.folder, 'nightly');
    copyFileSync('/bin/bash', program);
    const list = agents.script('list.sh', ['keys', 'list', '--json'], program);
    await agents.approve(list, '--for', '1h');
    expect(await list.ended).toBe(0);
    const scan = agents.script('scan.sh', plain(), program);
    expect(await scan.ended).toBe(1);
    expect(namesIn(scan.out())).toEqual({ 'a.env': 'ERP', 'b.env': null });
    expect(scan.err()).not.toMatch(/\d{3}-\d{3}/);
  });

  it('is told nothing by a ticket that nobody gave', async () => {
    const context = { vaultFolder: agents.vault, signal: new AbortController().signal } as Parameters<
      typeof matchedByAgent
    >[0];
    const before = process.env['XDG_RUNTIME_DIR'];
    process.env['XDG_RUNTIME_DIR'] = agents.environment['XDG_RUNTIME_DIR'];
    try {
      await expect(
        matchedByAgent(context, {
          ticket: '0'.repeat(32),
          fingerprintKey: new Uint8Array(32),
          found: [],
          masked: ['x'],
        }),
      ).rejects.toMatchObject({ code: 'cancelled' });
    } finally {
      if (before === undefined) delete process.env['XDG_RUNTIME_DIR'];
      else process.env['XDG_RUNTIME_DIR'] = before;
    }
  });

  it('gives its report without names where the vault was locked, and asks for the password with --registry', async () => {
    expect(await agents.command(['agent', 'stop']).ended).toBe(0);
    const scan = agents.script('late.sh', plain());
    expect(await scan.ended).toBe(1);
    expect(namesIn(scan.out())).toBeNull();
    const json = await agents.withPassword([
      'scan',
      root,
      '--no-incremental',
      '--registry',
      '--exit-zero',
      '--output',
      path.join(agents.folder, 'report.json'),
      '--format',
      'json',
    ]);
    expect(json.code).toBe(0);
  });
});
