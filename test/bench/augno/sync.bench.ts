/** Synchronising an account of 10,000 keys with the local sandbox: requests, time, what a second one writes. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FetchLike } from '../../../electron/http/fetch-like.ts';
import { World } from '../../integration/providers/augno/support/world.ts';

const KEYS = 10_000;
const ROUNDS = 5;

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;

/** Wall and processor time of one thing; the processor's is of the client and the sandbox together: they are one process. */
class Timed {
  readonly #wall: number[] = [];
  readonly #processor: number[] = [];

  async run<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    const usedBefore = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(usedBefore);
    this.#wall.push(performance.now() - startedAt);
    this.#processor.push((user + system) / 1000);
    return result;
  }

  toString(): string {
    return `${median(this.#wall).toFixed(0)} ms, ${median(this.#processor).toFixed(0)} ms of the processor`;
  }
}

const bytesOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const { size, mtimeMs } = statSync(path.join(entry.parentPath, entry.name));
      return `${entry.name} ${size} ${mtimeMs}`;
    })
    .join('\n');

let requests = 0;
const counting: FetchLike = (input, init) => {
  requests += 1;
  return fetch(input, init);
};

const world = await World.start({ sandbox: { seed: 'empty', seedKeys: KEYS } });
const rows: [string, string][] = [];
try {
  const first = new Timed();
  const again = new Timed();
  const list = new Timed();
  let firstRequests = 0;
  let againRequests = 0;
  let written = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { vault, service } = await world.open({ fetch: counting });
    requests = 0;
    const connection = await first.run(() =>
      service.connect({ url: world.sandbox.url, name: '', adminKey: world.adminKey() }),
    );
    firstRequests = requests;
    // The first request of a day moves the key's own `last_used_at`: that much is news.
    await service.sync(connection.id);

    const before = bytesOf(world.vaultFolder);
    requests = 0;
    await again.run(() => service.sync(connection.id));
    againRequests = requests;
    written ||= bytesOf(world.vaultFolder) !== before;

    const { length: count } = await list.run(() => service.listKeys());
    if (count !== KEYS) throw new Error(`${count} keys were listed.`);
    service.removeConnection(connection.id);
    await service.close();
    vault.close();
  }
  rows.push(
    ['connecting, all keys read and stored', `${String(first)}, ${firstRequests} requests`],
    ['synchronising again, nothing new', `${String(again)}, ${againRequests} requests`],
    ['written by that', written ? 'something' : 'nothing'],
    ['listing them (from the open vault)', String(list)],
  );
} finally {
  await world.close();
}

console.log(`${KEYS.toLocaleString('en')} keys, local sandbox, median of ${ROUNDS}\n`);
console.log('| what | figure |\n|---|---|');
for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
