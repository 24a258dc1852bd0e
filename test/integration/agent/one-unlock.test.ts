/** One unlock: other commands, in processes of their own, work by what a person allowed, and by nothing else. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgentWorld } from './support/agent-world.ts';

let agents: AgentWorld;
beforeAll(async () => {
  agents = await AgentWorld.start();
});
afterAll(async () => {
  await agents.close();
});

describe.runIf(process.platform === 'linux')('a program that asks whoever holds the vault open', () => {
  it('is allowed once the same code was shown at both ends, and by its grant from then on', async () => {
    const first = agents.script('list.sh', ['keys', 'list', '--json']);
    const code = await first.until(/\d{3}-\d{3}/);
    expect(await agents.agent.until(`Code ${code}`)).toBeTruthy();
    expect(agents.agent.err()).toContain('list.sh');
    expect(first.out()).toBe('');
    await agents.approve(first, '--for', '1h');
    expect(await first.ended).toBe(0);
    expect(JSON.parse(first.out())).toMatchObject({ keys: expect.arrayContaining([]) as unknown[] });
    expect(first.out()).toContain(agents.erp.id);
    expect(first.out()).not.toContain(agents.erp.secret);

    const again = agents.script('list.sh', ['keys', 'list', '--json']);
    expect(await again.ended).toBe(0);
    expect(again.err()).toMatch(/Allowed by grant-\d+ until .*, without the password/);
    expect(again.out()).toBe(first.out());
    expect(await agents.log()).toContainEqual(
      expect.stringMatching(/^Allowed until .*list\.sh .*may list keys and accounts\.$/),
    );
  });

  it('is asked about each time where its session has no leader any more', async () => {
    const first = agents.leaderless('left.sh', ['keys', 'list', '--json']);
    await agents.approve(first, '--for', '1h');
    await first.ended;
    expect(first.out()).toContain(agents.erp.id);
    const again = agents.leaderless('left.sh', ['keys', 'list', '--json']);
    await agents.agentCommand(['refuse', await again.until(/\d{3}-\d{3}/)]);
    await again.ended;
    expect(again.out()).toBe('');
  });

  it('of the same name elsewhere, with another text, or with other arguments, is asked about anew', async () => {
    for (const other of [
      agents.script('elsewhere/list.sh', ['keys', 'list', '--json']),
      agents.script('list.sh', ['keys', 'list', '--status', 'active']),
    ]) {
      const code = await other.until(/\d{3}-\d{3}/);
      expect((await agents.agentCommand(['refuse', code])).child.exitCode).toBe(0);
      expect(await other.ended).toBe(1);
      expect(other.out()).toBe('');
      expect(other.err()).toContain('It was not allowed');
    }
    expect(await agents.log()).toContainEqual(expect.stringContaining('elsewhere/list.sh'));
  });

  it('of its own kind is known by path and contents, whichever process runs it', async () => {
    // What has no name of a shell is taken for a program of its own.
    const [program, twin] = [
      path.join(agents.folder, 'erp-sync'),
      path.join(agents.folder, 'twin', 'erp-sync'),
    ];
    copyFileSync('/bin/bash', program);
    const first = agents.script('one.sh', ['connections', 'list'], program);
    await agents.approve(first);
    expect(await first.ended).toBe(0);
    const second = agents.script('two.sh', ['connections', 'list'], program);
    expect(await second.ended).toBe(0);
    mkdirSync(path.dirname(twin));
    copyFileSync('/bin/bash', twin);
    writeFileSync(twin, Buffer.concat([readFileSync(twin), Buffer.from('x')]));
    const third = agents.script('three.sh', ['connections', 'list'], twin);
    await agents.agentCommand(['refuse', await third.until(/\d{3}-\d{3}/)]);
    expect(await third.ended).toBe(1);
  });

  it('is not helped by a grant for something else, nor by one for another key', async () => {
    const run = ['run', '--env', 'KEY=ERP', '--no-masking', '--', 'sh', '-c', 'echo "$KEY"'];
    const injected = agents.script(
      'list.sh',
      run.map((word) => word.replaceAll('"', '\\"')),
    );
    // The same file with other text is another script; here the purpose is another one too.
    await agents.approve(injected, '--for', '1h');
    expect(await injected.ended).toBe(0);
    expect(injected.out()).toContain(agents.erp.secret);
    const again = agents.script(
      'list.sh',
      run.map((word) => word.replaceAll('"', '\\"')),
    );
    expect(await again.ended).toBe(0);
    const grants = JSON.parse((await agents.agentCommand(['grants', '--json'])).out()) as {
      readonly grants: readonly { readonly purpose: string; readonly keys: readonly string[] | null }[];
    };
    expect(grants.grants).toContainEqual(expect.objectContaining({ purpose: 'inject', keys: ['ERP'] }));
    expect(await agents.log()).toContainEqual(
      expect.stringMatching(/list\.sh .* used it: put a secret into a program or a file\.$/),
    );
  });

  it('fills a file, and the log says which program had it filled', async () => {
    const template = path.join(agents.folder, 'template');
    writeFileSync(template, 'KEY=augno://ERP\n');
    const output = path.join(agents.folder, 'filled.env');
    const filling = agents.script('fill.sh', ['inject', '-i', template, '-o', output]);
    await agents.approve(filling, '--once');
    expect(await filling.ended).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe(`KEY=${agents.erp.secret}\n`);
    const entries = (await agents.withPassword(['audit', '--json'])).json<{
      entries: readonly { readonly action: string; readonly subjectName: string | null }[];
    }>().entries;
    expect(entries).toContainEqual(expect.objectContaining({ action: 'place-updated', subjectName: 'ERP' }));
    const again = agents.script('fill.sh', ['inject', '-i', template, '-o', output]);
    await agents.agentCommand(['refuse', await again.until(/\d{3}-\d{3}/)]);
    expect(await again.ended).toBe(1);
  });

  it('reads the log and the roles, and has accounts read anew, each by a grant of its own', async () => {
    const audit = agents.script('audit.sh', ['audit', '--since', '1d', '--json']);
    await agents.approve(audit, '--for', '1h');
    expect(await audit.ended).toBe(0);
    const { entries } = JSON.parse(audit.out()) as {
      readonly entries: readonly { readonly action: string }[];
    };
    expect(entries).toContainEqual(expect.objectContaining({ action: 'key-created' }));
    const roles = agents.script('audit.sh', ['roles', 'list', '--json']);
    await agents.approve(roles, '--for', '1h');
    expect(await roles.ended).toBe(0);
    expect(roles.out()).toContain('"Admin"');
    for (const way of ['asked', 'by-grant']) {
      const sync = agents.script('sync.sh', ['sync', '--json']);
      if (way === 'asked') {
        const code = await sync.until(/\d{3}-\d{3}/);
        expect(await agents.agent.until(new RegExp(`Code ${code}: .*\\(sync\\)`))).toBeTruthy();
        await agents.approve(sync, '--for', '1h');
      }
      expect(await sync.ended, sync.err()).toBe(0);
      expect(JSON.parse(sync.out())).toMatchObject({ connections: [{ name: 'Test', health: 'ok' }] });
    }
    // The vault is still open for the next one.
    const list = agents.script('list.sh', ['keys', 'list', '--json']);
    expect(await list.ended).toBe(0);
  });

  it('is shown a secret for once only, whatever was said', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const asking = agents.script('reveal.sh', ['keys', 'reveal', 'ERP']);
      await agents.approve(asking, '--for', '8h');
      expect(await asking.ended).toBe(0);
      expect(asking.out().trim()).toBe(agents.erp.secret);
    }
  });

  it('is told about no key, by an error neither, that it may not list', async () => {
    const asking = agents.script('guess.sh', ['keys', 'show', 'No such key']);
    await agents.agentCommand(['refuse', await asking.until(/\d{3}-\d{3}/)]);
    expect(await asking.ended).toBe(1);
    expect(asking.err()).not.toContain('No such key');
  });

  it('is asked about again once its grant was revoked', async () => {
    const { grants } = JSON.parse((await agents.agentCommand(['grants', '--json'])).out()) as {
      readonly grants: readonly { readonly id: string; readonly program: string; readonly purpose: string }[];
    };
    for (const { id } of grants) expect(await agents.command(['agent', 'revoke', id]).ended).toBe(0);
    const again = agents.script('list.sh', ['keys', 'list', '--json']);
    await agents.agentCommand(['refuse', await again.until(/\d{3}-\d{3}/)]);
    expect(await again.ended).toBe(1);
    expect(await agents.log()).toContainEqual(expect.stringMatching(/^No longer allowed: .*list\.sh/));
  });

  it('takes the password where it is given, and asks nobody', async () => {
    const given = agents.command(['keys', 'list', '--json', '--password-stdin']);
    given.child.stdin!.end('correct horse battery staple\n');
    expect(await given.ended).toBe(0);
    expect(given.err()).toBe('');
  });

  it('gets no further than the password by a wrong one for an approval', async () => {
    const asking = agents.script('list.sh', ['keys', 'list']);
    const code = await asking.until(/\d{3}-\d{3}/);
    const wrong = agents.command(['agent', 'approve', code, '--password-stdin']);
    wrong.child.stdin!.end('something else\n');
    expect(await wrong.ended).toBe(3);
    expect(asking.out()).toBe('');
    // A wrong one makes the next wait.
    await expect
      .poll(async () => (await agents.agentCommand(['refuse', code])).child.exitCode, { timeout: 60_000 })
      .toBe(0);
    expect(await asking.ended).toBe(1);
  });

  it('that waits is told when the vault is locked, and finds nobody afterwards', async () => {
    const waiting = agents.script('list.sh', ['keys', 'list']);
    await waiting.until(/\d{3}-\d{3}/);
    expect(await agents.command(['agent', 'stop']).ended).toBe(0);
    expect(await agents.agent.ended).toBe(0);
    expect(await waiting.ended).not.toBe(0);
    expect(waiting.out()).toBe('');
    const after = agents.script('list.sh', ['keys', 'list']);
    expect(await after.ended).toBe(2);
    expect(after.err()).toContain('A password is needed');
    await agents.startAgent();
    // What was allowed before the lock is not any more.
    const asked = agents.script('reveal.sh', ['keys', 'list']);
    await agents.agentCommand(['refuse', await asked.until(/\d{3}-\d{3}/)]);
    expect(await asked.ended).toBe(1);
  });
});
