/**
 * 10,000 requests through a broker session, against as many straight to the API, in turn: program, vault and API are
 * processes of their own, as they are for a person. The rate limit is off; the answers are the local sandbox's, which takes
 * a fraction of a millisecond where the real one takes tens, so that what the broker adds shows as large as it can.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RequestLog } from '../../../electron/agent/broker/request-log.ts';
import { policyOf } from '../../../electron/agent/broker/routes.ts';
import { BrokerSession } from '../../../electron/agent/broker/session.ts';
import { keySearch } from '../../../electron/cli/agent/key-watch.ts';
import { createCommandSender } from '../../../electron/cli/command-sender.ts';
import { Destination } from '../../../electron/http/confirmed-addresses.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { createVault } from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { password, World } from '../../integration/providers/augno/support/world.ts';

const REQUESTS = 10_000;
const ROUNDS = 5;
const AT_ONCE = 8;

interface Place {
  readonly url: string;
  readonly key: string;
}
interface Run {
  readonly ms: number;
  readonly answered: number;
}

/** The program: reads, eight at once. */
async function serveAsProgram(): Promise<void> {
  for (;;) {
    const [{ url, key }] = (await once(process, 'message')) as [Place];
    let [left, answered] = [REQUESTS / ROUNDS, 0];
    const worker = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const reply = await fetch(`${url}/v1/catalog/units?limit=1`, {
          headers: { authorization: `Bearer ${key}`, 'Augno-Version': '1.0.forge-preview.3' },
        });
        if (reply.status === 200 && (await reply.text()).includes('"data"')) answered += 1;
      }
    };
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    process.send?.({ ms: performance.now() - startedAt, answered } satisfies Run);
  }
}

/** Whoever holds the vault: a real one, which the log of requests is sealed in. */
async function serveAsVault(): Promise<void> {
  const [{ url, key }] = (await once(process, 'message')) as [Place];
  const folder = mkdtempSync(path.join(tmpdir(), 'broker-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.once('disconnect', () => process.exit());
  const { vault } = await createVault({
    folder: path.join(folder, 'v'),
    name: 'Bench',
    password: password(),
    actor: 'command',
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  const session = new BrokerSession({
    id: 'session-1',
    policy: policyOf([]),
    upstream: {
      origin: url,
      brand: 'augno',
      destination: Destination.given(url),
      fetch: createCommandSender().fetch,
      secret: SecretBytes.fromText(key),
      userAgent: 'bench',
    },
    log: new RequestLog(vault),
    about: { keyId: 'apke_1', keyName: 'Bench', program: 'bench', reason: null },
    keyProblem: () => null,
    ask: () => Promise.resolve(false),
    keys: keySearch,
    makeKey: () => Promise.reject(new Error('None is made here.')),
    requestsPerSecond: null,
  });
  process.send?.({ url: await session.start(), key: session.token } satisfies Place);
}

async function told<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  const answer = once(child, 'message');
  child.send(message);
  return ((await answer) as [Answer])[0];
}

async function measure(): Promise<void> {
  const world = await World.start();
  const children = ['vault', 'program'].map((role) => fork(import.meta.filename, [role]));
  const [vault, program] = children as [ChildProcess, ChildProcess];
  try {
    const direct: Place = { url: world.sandbox.url, key: world.account('test').adminKey };
    const brokered = await told<Place>(vault, direct);
    // Nobody's first requests are counted: connections are made, code is compiled.
    for (const place of [direct, brokered]) await told<Run>(program, place);
    const runs = { direct: [] as Run[], brokered: [] as Run[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.direct.push(await told<Run>(program, direct));
      runs.brokered.push(await told<Run>(program, brokered));
    }
    const total = (of: readonly Run[]): number => of.reduce((sum, { ms }) => sum + ms, 0);
    const ratios = runs.brokered.map(({ ms }, round) => ms / runs.direct[round]!.ms);
    const lost = REQUESTS - runs.brokered.reduce((sum, { answered }) => sum + answered, 0);
    const each = (of: readonly Run[]): string =>
      `${(total(of) / 1000).toFixed(1)} s, ${((total(of) / REQUESTS) * AT_ONCE).toFixed(2)} ms each`;
    console.log(`${REQUESTS.toLocaleString('en')} requests each, ${AT_ONCE} at once, in ${ROUNDS} turns\n`);
    console.log('| what | figure |\n|---|---|');
    console.log(`| straight to the sandbox | ${each(runs.direct)} |`);
    console.log(`| through the broker | ${each(runs.brokered)} |`);
    console.log(
      `| times the direct time | ${(total(runs.brokered) / total(runs.direct)).toFixed(2)} (turns: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}) |`,
    );
    console.log(`| lost | ${lost} |`);
    if (lost !== 0) process.exitCode = 1;
  } finally {
    for (const child of children) child.kill();
    await world.close();
  }
}

const role = process.argv[2];
if (role === 'program') await serveAsProgram();
else if (role === 'vault') await serveAsVault();
else await measure();
