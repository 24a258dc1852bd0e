/**
 * 10,000 requests through a broker session, against as many straight to the API, in turn: program, vault and API are
 * processes of their own, as they are for a person. The program is an ordinary one: Node's `fetch`, over the same plain HTTP
 * both ways. The rate limit is off; the answers are the local sandbox's, which takes a fraction of a millisecond where the
 * real one takes tens, so that what the broker adds shows as large as it can.
 *
 * Beside it in the same turns: the least that any process in between costs, which passes requests and replies on unread by
 * `node:http` and looks at nothing.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
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
/** Many short ones: what else the machine does then falls on all ways alike. */
const ROUNDS = 25;
const AT_ONCE = 8;

interface Place {
  readonly url: string;
  readonly key: string;
}
interface Run {
  readonly ms: number;
  readonly answered: number;
  /** Processor time of the program, in milliseconds. */
  readonly processor: number;
}
/** What a process in between used since it was asked last. */
interface Used {
  readonly processor: number;
  readonly heapMb: number;
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
    const before = process.cpuUsage();
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const processor = milliseconds(process.cpuUsage(before));
    process.send?.({ ms: performance.now() - startedAt, answered, processor } satisfies Run);
  }
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** Tells whoever asks what this process used since. */
function tellsWhatItUses(): void {
  let before = process.cpuUsage();
  process.on('message', (asked) => {
    if (asked !== 'used') return;
    const processor = milliseconds(process.cpuUsage(before));
    before = process.cpuUsage();
    process.send?.({ processor, heapMb: process.memoryUsage().heapUsed / 2 ** 20 } satisfies Used);
  });
}

/** Passes everything on, whole and unread, over connections that are kept. */
async function serveAsForwarder(): Promise<void> {
  const [{ url, key }] = (await once(process, 'message')) as [Place];
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const passed = send({ agent, hostname, port, method, path, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode!, reply.headers);
      reply.pipe(outgoing);
    });
    incoming.pipe(passed);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  tellsWhatItUses();
  const own = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  process.send?.({ url: own, key } satisfies Place);
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
      exchange: createCommandSender().exchange,
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
  const own = await session.start();
  tellsWhatItUses();
  process.send?.({ url: own, key: session.token } satisfies Place);
}

async function told<Answer>(child: ChildProcess, message: object | string): Promise<Answer> {
  const answer = once(child, 'message');
  child.send(message);
  return ((await answer) as [Answer])[0];
}

type Way = 'direct' | 'forwarder' | 'broker';
const NAMES: Readonly<Record<Way, string>> = {
  direct: 'straight to the sandbox',
  forwarder: 'through a bare forwarder',
  broker: 'through the broker',
};
const WAYS = Object.keys(NAMES) as readonly Way[];

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)]!;

async function measure(): Promise<void> {
  const world = await World.start();
  const children = ['vault', 'forwarder', 'program'].map((role) => fork(import.meta.filename, [role]));
  const [vault, forwarder, program] = children as [ChildProcess, ChildProcess, ChildProcess];
  try {
    const direct: Place = { url: world.sandbox.url, key: world.account('test').adminKey };
    const places: Record<Way, Place> = {
      direct,
      forwarder: await told<Place>(forwarder, direct),
      broker: await told<Place>(vault, direct),
    };
    const between: Partial<Record<Way, ChildProcess>> = { forwarder, broker: vault };
    // Nobody's first requests are counted: connections are made, code is compiled.
    for (const way of WAYS) await told<Run>(program, places[way]);
    for (const child of [vault, forwarder]) await told<Used>(child, 'used');
    const runs: Record<Way, { readonly run: Run; readonly api: number; readonly used: Used | null }[]> = {
      ...{ direct: [], forwarder: [], broker: [] },
    };
    for (let round = 0; round < ROUNDS; round += 1)
      for (const way of WAYS) {
        // The sandbox is served by this process.
        const before = process.cpuUsage();
        const run = await told<Run>(program, places[way]);
        const api = milliseconds(process.cpuUsage(before));
        const child = between[way];
        runs[way].push({ run, api, used: child === undefined ? null : await told<Used>(child, 'used') });
      }
    const ratios = (of: Way, to: Way): readonly number[] =>
      runs[of].map(({ run }, round) => run.ms / runs[to][round]!.run.ms);
    const lost = REQUESTS - runs.broker.reduce((sum, { run }) => sum + run.answered, 0);
    const each = REQUESTS / ROUNDS;
    console.log(
      `${REQUESTS.toLocaleString('en')} requests each, ${AT_ONCE} at once, in ${ROUNDS} turns; load ${loadavg()[0]!.toFixed(1)}; medians\n`,
    );
    const mine = (of: Way, what: (one: (typeof runs)[Way][number]) => number): number =>
      median(runs[of].map(what));
    const processor = (of: Way): number =>
      mine(of, ({ run, api, used }) => run.processor + api + (used?.processor ?? 0)) / each;
    console.log('| way | a turn | processor time of a request | program | API | between |');
    console.log('|---|---|---|---|---|---|');
    for (const way of WAYS) {
      const parts = [
        processor(way),
        mine(way, ({ run }) => run.processor) / each,
        mine(way, ({ api }) => api) / each,
        mine(way, ({ used }) => used?.processor ?? 0) / each,
      ].map((part) => `${part.toFixed(3)} ms`);
      const turn = mine(way, ({ run }) => run.ms).toFixed(0);
      console.log(`| ${NAMES[way]} | ${turn} ms | ${parts.join(' | ')} |`);
    }
    console.log('\n| times | on the clock (first fifth, last fifth of the turns) | processor time |');
    console.log('|---|---|---|');
    for (const [of, to] of [
      ['broker', 'direct'],
      ['forwarder', 'direct'],
      ['broker', 'forwarder'],
    ] as const) {
      const all = ratios(of, to);
      const parts = [all.slice(0, ROUNDS / 5), all.slice(-ROUNDS / 5)].map((some) => median(some).toFixed(2));
      const times = (processor(of) / processor(to)).toFixed(2);
      console.log(`| ${of} to ${to} | **${median(all).toFixed(2)}** (${parts.join(', ')}) | **${times}** |`);
    }
    const heaps = runs.broker.flatMap(({ used }, round) =>
      round % 5 === 4 ? [used!.heapMb.toFixed(0)] : [],
    );
    console.log(
      `\nHeap of the vault's process over the turns: ${heaps.join(', ')} MB. Lost: ${String(lost)}.`,
    );
    if (lost !== 0) process.exitCode = 1;
  } finally {
    for (const child of children) child.kill();
    await world.close();
  }
}

const role = process.argv[2];
if (role === 'program') await serveAsProgram();
else if (role === 'vault') await serveAsVault();
else if (role === 'forwarder') await serveAsForwarder();
else await measure();
