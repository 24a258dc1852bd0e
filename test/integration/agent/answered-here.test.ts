/** Questions at the agent's own terminal: what each answer means, and what is no answer. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from '../cli/terminal.ts';
import { PASSWORD } from '../providers/augno/support/world.ts';
import { AgentWorld, CLI } from './support/agent-world.ts';
import type { Said } from './support/saying.ts';

let agents: AgentWorld;
let terminal: Terminal;
beforeAll(async () => {
  agents = await AgentWorld.start();
  expect(await agents.command(['agent', 'stop']).ended).toBe(0);
  await agents.agent.ended;
});
afterAll(async () => {
  await agents.close();
});
beforeEach(async () => {
  terminal = openTerminal(process.execPath, ['--', CLI, 'agent'], agents.environment);
  await terminal.until('Master password');
  terminal.type(`${PASSWORD}\r`);
  await terminal.until('is held open');
});
afterEach(async () => {
  await agents.command(['agent', 'stop']).ended;
  await terminal.ended;
});

/** Once the question stands there: what is typed before is no answer. */
async function asked(said: Said): Promise<string> {
  const code = await said.until(/\d{3}-\d{3}/);
  await terminal.until(`${code}: y for this once`);
  return code;
}
const list = (): Said => agents.script('here.sh', ['keys', 'list', '--json']);

describe.runIf(process.platform === 'linux')('a question at the terminal of the agent', () => {
  it.each(['y', 'yes', 'J'])('is for this once where “%s” is typed', async (word) => {
    const first = list();
    await asked(first);
    terminal.type(`${word}\r`);
    expect(await first.ended).toBe(0);
    expect(first.out()).toContain(agents.erp.id);
    const again = list();
    await asked(again);
    terminal.type('\r');
    expect(await again.ended).toBe(1);
    expect(again.out()).toBe('');
  });

  it.each(['n', '', 'why', 'yep'])('is refused where “%s” is typed', async (word) => {
    const asking = list();
    await asked(asking);
    terminal.type(`${word}\r`);
    expect(await asking.ended).toBe(1);
    expect(asking.out()).toBe('');
  });

  it('is for a time where one is typed, and asked once more where that is none', async () => {
    const first = list();
    const code = await asked(first);
    terminal.type('5 apples\r');
    await terminal.until(new RegExp(`${code}: y for [^]*${code}: y for `));
    terminal.type('10m\r');
    expect(await first.ended).toBe(0);
    const again = list();
    expect(await again.ended).toBe(0);
    expect(again.err()).toMatch(/Allowed by grant-\d+/);
  });

  it('that was answered elsewhere makes way for the next', async () => {
    const [first, second] = [list(), agents.script('other.sh', ['connections', 'list', '--json'])];
    const codes = await Promise.all([first.until(/\d{3}-\d{3}/), second.until(/\d{3}-\d{3}/)]);
    await terminal.until(new RegExp(`(?:${codes.join('|')}): y for this once`));
    const shown = codes.findIndex((code) => terminal.text().includes(`${code}: y for this once`));
    await agents.agentCommand(['refuse', codes[shown]!]);
    await terminal.until(`${codes[1 - shown]!}: y for this once`);
    terminal.type('y\r');
    expect(await Promise.all([first.ended, second.ended])).toEqual(shown === 0 ? [1, 0] : [0, 1]);
  });

  it.each([
    ['a line', 'y\r', /y\r?\n/],
    ['a line that is not ended', 'y', /y$/],
  ])('is not answered by %s that was typed while nothing was asked', async (_name, typed, echoed) => {
    terminal.type(typed);
    await expect.poll(() => terminal.text()).toMatch(echoed);
    const asking = list();
    await asked(asking);
    terminal.type('\r');
    expect(await asking.ended).toBe(1);
    expect(asking.out()).toBe('');
  });

  it('is left to be answered elsewhere once Ctrl-D has ended what is typed, and nothing else ends', async () => {
    terminal.type('\x04');
    await terminal.until('gives no more answers');
    const asking = list();
    const code = await asking.until(/\d{3}-\d{3}/);
    await terminal.until(`Code ${code}`);
    terminal.type('y\r');
    await agents.approve(asking, '--once');
    expect(await asking.ended).toBe(0);
    expect(asking.out()).toContain(agents.erp.id);
    expect(terminal.text()).not.toContain(`${code}: y for this once`);
  });

  it('is refused by Ctrl-D, and the next is left to be answered elsewhere', async () => {
    const asking = list();
    await asked(asking);
    terminal.type('\x04');
    expect(await asking.ended).toBe(1);
    expect(asking.out()).toBe('');
    await terminal.until('gives no more answers');
    const next = list();
    await agents.approve(next, '--once');
    expect(await next.ended).toBe(0);
  });

  it('is not answered by what was typed right behind the answer before', async () => {
    const [first, second] = [list(), agents.script('other.sh', ['connections', 'list', '--json'])];
    const codes = await Promise.all([first.until(/\d{3}-\d{3}/), second.until(/\d{3}-\d{3}/)]);
    await terminal.until(new RegExp(`(?:${codes.join('|')}): y for this once`));
    const shown = codes.findIndex((code) => terminal.text().includes(`${code}: y for this once`));
    terminal.type('y\ry\r');
    expect(await (shown === 0 ? first : second).ended).toBe(0);
    await terminal.until(`${codes[1 - shown]!}: y for this once`);
    terminal.type('n\r');
    const other = shown === 0 ? second : first;
    expect(await other.ended).toBe(1);
    expect(other.out()).toBe('');
  });
});
