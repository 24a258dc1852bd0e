/** The hook of an assistant recognises what only the vault knows: where a person allowed it, while it is held open, or not at all. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL } from '../../../electron/agent/spoken.ts';
import { ASSISTANT_EVENTS } from '../../fixtures/assistants/events.ts';
import { AgentWorld } from './support/agent-world.ts';
import { Assistant } from './support/assistant.ts';

/** Of another service: its form says nothing. */
const SECRET = `svc-9${randomBytes(20).toString('base64url')}x`;
const events = ASSISTANT_EVENTS['claude-code'];
const PATIENT = { timeout: 60_000 };

let agents: AgentWorld;
beforeAll(async () => {
  agents = await AgentWorld.start();
  for (const args of [
    ['add', 'Payments', '--provider', 'generic'],
    ['add-key', 'Payments', '--name', 'Payments live'],
  ]) {
    expect((await agents.withPassword(['provider', ...args], SECRET)).code).toBe(0);
  }
});
afterAll(async () => {
  await agents.close();
});

interface Listed {
  readonly grants: readonly { readonly id: string; readonly purpose: string }[];
  readonly questions: readonly { readonly code: string; readonly purpose: string }[];
}
async function listed(): Promise<Listed> {
  const said = await agents.agentCommand(['grants', '--json']);
  return JSON.parse(said.out()) as Listed;
}
const assistant = (name: string, withVault?: boolean): Assistant =>
  new Assistant(
    (program, args) => void agents.inSession(program, args),
    path.join(agents.folder, name),
    withVault,
  );
const prompt = () => events.prompt(`use ${SECRET} please`, agents.folder);

/** Any program of this user. @returns what is answered, in lines */
async function asked(text: string): Promise<string> {
  const socket = connect(agents.address.path);
  let said = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  socket.write(`${JSON.stringify({ protocol: PROTOCOL, request: { kind: 'recognise', text } })}\n`);
  await new Promise((resolve) => socket.once('close', resolve));
  return said;
}

describe.runIf(process.platform === 'linux')('the hook of an assistant', () => {
  let one: Assistant;
  beforeAll(() => {
    one = assistant('one');
  });

  it('asks nobody, and goes by the form, where nothing was allowed', async () => {
    await expect
      .poll(async () => {
        expect(await one.sees(prompt())).toMatchObject({ isStopped: false });
        return await listed();
      }, PATIENT)
      .toMatchObject({ grants: [], questions: [{ purpose: 'recognise' }] });
    const { questions } = await listed();
    // It waits in the list alone: at the agent's terminal nothing is said of it.
    expect(agents.agent.err()).not.toContain(questions[0]!.code);
  });

  it('is allowed for a time, and only so', async () => {
    const [question] = (await listed()).questions;
    const once = await agents.agentCommand(['approve', question!.code, '--once']);
    expect([await once.ended, once.err()]).toEqual([
      2,
      expect.stringContaining('only be allowed for a time'),
    ]);
    const forAnHour = await agents.agentCommand(['approve', question!.code, '--for', '1h']);
    expect([forAnHour.err(), await forAnHour.ended]).toEqual([expect.any(String), 0]);
    expect(await listed()).toMatchObject({ grants: [{ purpose: 'recognise' }], questions: [] });
  });

  it('then stops what holds a key of the vault, names it, and masks it in what a tool printed', async () => {
    writeFileSync(path.join(agents.folder, 'settings.ini'), `token: ${SECRET}\n`);
    const encoded = Buffer.from(`me:${SECRET}`).toString('base64');
    // On a busy machine the vault may not answer in time: then the form alone decides.
    for (const event of [prompt(), events.shell('cat settings.ini', agents.folder)])
      await expect
        .poll(() => one.sees(event), PATIENT)
        .toEqual({ isStopped: true, text: expect.stringContaining('Payments live') as string });
    const printed = events.shellOutput(`a ${SECRET} b ${encoded} c`, agents.folder);
    let text = '';
    await expect.poll(async () => ({ text } = await one.sees(printed)).text, PATIENT).toContain('****');
    for (const each of [SECRET, encoded]) expect(text).not.toContain(each);
    const last = SECRET.slice(0, -1);
    expect(await one.sees(events.prompt(`use ${last}y please`, agents.folder))).toMatchObject({
      isStopped: false,
    });
    const log = (await agents.log()).join('\n');
    expect(log.match(/Recognised before it came into the conversation/g)).toHaveLength(1);
    expect(log).not.toContain(SECRET);
  });

  it('another assistant is not allowed with it, nor any program of this user', async () => {
    expect(await assistant('two').sees(prompt())).toMatchObject({ isStopped: false });
    const said = await asked(`${SECRET}\n`);
    expect([said.includes('"error"'), said.includes('"cancelled"')]).toEqual([true, true]);
    expect(said).not.toContain('Payments');
  });

  it('one without the option asks for nothing', async () => {
    const before = (await listed()).questions.length;
    expect(await assistant('three', false).sees(prompt())).toMatchObject({ isStopped: false });
    expect((await listed()).questions).toHaveLength(before);
  });

  it('what is no text of words is refused', async () => {
    for (const text of ['a b', 'ü', 'x'.repeat((384 << 10) + 1)])
      expect(await asked(text)).toContain('"error"');
  });

  it('hears nothing any more once it was taken back, or the vault is locked', async () => {
    const [grant] = (await listed()).grants;
    const revoked = await agents.agentCommand(['revoke', grant!.id]);
    expect([revoked.err(), await revoked.ended]).toEqual([expect.any(String), 0]);
    expect(await one.sees(prompt())).toMatchObject({ isStopped: false });
    expect(await agents.command(['agent', 'stop']).ended).toBe(0);
    expect(await one.sees(prompt())).toMatchObject({ isStopped: false });
  });
});
