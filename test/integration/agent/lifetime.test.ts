/** `agent --lifetime` as a process of its own whose clock this test holds: at its end all that was allowed is over. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../providers/augno/support/world.ts';
import { AgentWorld, CLI, start, type Running } from './support/agent-world.ts';

/** An hour goes by for each signal: clocks go on, and what waits for longer than a few seconds is called when it is due. */
const CLOCK = `
const { performance } = globalThis;
const real = { set: globalThis.setTimeout, clear: globalThis.clearTimeout, Date: globalThis.Date };
const goingBy = performance.now.bind(performance);
let ahead = 0;
const waiting = new Set();
performance.now = () => goingBy() + ahead;
globalThis.Date = class extends real.Date {
  constructor(...given) { if (given.length === 0) super(real.Date.now() + ahead); else super(...given); }
  static now() { return real.Date.now() + ahead; }
};
globalThis.setTimeout = (call, after, ...given) => {
  if (!(after > 5000)) return real.set(call, after, ...given);
  const keep = setInterval(() => undefined, 1 << 30);
  const timer = { call: () => call(...given), due: performance.now() + after, keep,
    ref: () => { keep.ref(); return timer; }, unref: () => { keep.unref(); return timer; } };
  waiting.add(timer);
  return timer;
};
globalThis.clearTimeout = (timer) => {
  if (!waiting.delete(timer)) real.clear(timer);
  else clearInterval(timer.keep);
};
process.on('SIGUSR2', () => {
  const until = performance.now() + 3600000;
  for (;;) {
    const [next] = [...waiting].filter(({ due }) => due <= until).sort((left, right) => left.due - right.due);
    if (next === undefined) break;
    ahead += Math.max(0, next.due - performance.now());
    globalThis.clearTimeout(next);
    next.call();
  }
  ahead += Math.max(0, until - performance.now());
  console.error('An hour went by.');
});
`;

let agents: AgentWorld;
let agent: Running | null = null;
beforeAll(async () => {
  agents = await AgentWorld.start();
  await agents.command(['agent', 'stop']).ended;
  await agents.agent.ended;
});
afterAll(async () => {
  agent?.child.kill('SIGKILL');
  await agents.close();
});

async function serve(lifetime: string): Promise<Running> {
  const clock = path.join(agents.folder, 'clock.cjs');
  writeFileSync(clock, CLOCK);
  const args = ['--require', clock, '--', CLI, 'agent', '--lifetime', lifetime, '--password-stdin'];
  agent = start(process.execPath, args, { env: agents.environment });
  agent.child.stdin!.end(`${PASSWORD}\n`);
  await agent.until('is held open');
  return agent;
}

describe.runIf(process.platform === 'linux')('an agent with a lifetime', () => {
  it('is there until its end, and then has locked: sessions, grants and questions are over', async () => {
    const serving = await serve('2h');
    const listed = agents.script('list.sh', ['keys', 'list', '--json']);
    await agents.approve(listed, '--for', '8h');
    expect(await listed.ended).toBe(0);
    const program = path.join(agents.folder, 'waits.mjs');
    writeFileSync(
      program,
      `const { AUGNO_BASE_URL: base, AUGNO_API_KEY: key } = process.env;
      const headers = { authorization: 'Bearer ' + key, 'augno-version': '1.0.forge-preview.3' };
      console.log('reply', (await fetch(base + '/v1/catalog/units?limit=1', { headers })).status);
      process.stdin.once('data', async () => {
        await fetch(base + '/v1/catalog/units?limit=1', { headers }).then(({ status }) => console.log('then', status), () => console.log('then nothing'));
        process.exit(0);
      });`,
    );
    const running = agents.command([
      'agent',
      'run',
      '--key',
      'ERP',
      '--for',
      '8h',
      '--',
      process.execPath,
      program,
    ]);
    await agents.approve(running, '--for', '8h');
    await running.until('reply 200');
    const asking = agents.script('other.sh', ['connections', 'list', '--json']);
    await asking.until(/\d{3}-\d{3}/);

    serving.child.kill('SIGUSR2');
    await serving.until('An hour went by.');
    const again = agents.script('list.sh', ['keys', 'list', '--json']);
    expect(await again.ended).toBe(0);
    expect(again.out()).toBe(listed.out());

    serving.child.kill('SIGUSR2');
    expect(await serving.ended).toBe(0);
    expect(serving.err()).toContain('locked');
    expect(existsSync(agents.address.path)).toBe(false);
    await running.until('The session has ended');
    running.child.stdin!.write('go\n');
    await running.until('then nothing');
    expect(await running.ended).toBe(0);
    expect(await asking.ended).not.toBe(0);
    expect(asking.out()).toBe('');
    const after = agents.script('list.sh', ['keys', 'list', '--json']);
    expect(await after.ended).toBe(2);
    expect(after.out()).toBe('');

    // What was allowed for eight hours ended with it: the next one is asked again.
    await agents.startAgent();
    const anew = agents.script('list.sh', ['keys', 'list', '--json']);
    await agents.agentCommand(['refuse', await anew.until(/\d{3}-\d{3}/)]);
    expect(await anew.ended).toBe(1);
    expect(anew.out()).toBe('');
  });
});
