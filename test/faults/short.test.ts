/**
 * The short set: a few faults of each kind, and bugs planted on purpose, which the harness has to find. It has 45 seconds of
 * `npm test`; every place of each is tried by `npm run test:long`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXCHANGES, MOUNTED_EXCHANGES, mountVault, unmountVault } from './support/exchanges.ts';
import { MIGRATION, STEPS, type Step } from './support/steps.ts';
import { faultAt, hasFired, hasStrace, placesOf, runStep, TRACE_ALL, wholeCalls } from './support/strace.ts';
import { tallyOf } from './support/tally.ts';
import { tryExchange } from './support/try-exchange.ts';
import { tryExchangesInStep } from './support/try-exchange-in-step.ts';
import { tryFaults } from './support/try-faults.ts';
import { tryPowerLoss } from './support/try-power-loss.ts';
import { World } from './support/world.ts';

const planted = (name: string): readonly string[] => [
  fileURLToPath(new URL(`support/planted-${name}.cjs`, import.meta.url)),
];
const step = (name: string): Step => STEPS.find((one) => one.name === name)!;

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
if (!hasStrace)
  console.warn('SKIPPED: faults in system calls and power loss need strace; not available here.');
if (!canMount)
  console.warn('SKIPPED: read-only and unmounted folders need the right to mount a tmpfs (root).');

let world: World;

beforeAll(async () => {
  if (!existsSync('dist/cli.js')) throw new Error('The command is not built: npm run build');
  world = await World.prepare();
});
afterAll(async () => {
  await world.close();
});

describe('a trace', () => {
  it('has a call that another thread broke in two as one, where it ended', () => {
    expect(
      wholeCalls([
        '10 openat(AT_FDCWD</>, "/v/db-journal", O_RDWR|O_CREAT <unfinished ...>',
        '11 openat(AT_FDCWD</>, "/v/a", O_RDONLY <unfinished ...>',
        '11 <... openat resumed>) = 22</v/a>',
        '10 <... openat resumed>, 0600) = 21</v/db-journal>',
        '10 fsync(21</v/db-journal>) = 0',
        '10 unlink("/v/db-journal" <unfinished ...>',
      ]),
    ).toEqual([
      '11 openat(AT_FDCWD</>, "/v/a", O_RDONLY) = 22</v/a>',
      '10 openat(AT_FDCWD</>, "/v/db-journal", O_RDWR|O_CREAT, 0600) = 21</v/db-journal>',
      '10 fsync(21</v/db-journal>) = 0',
      '10 unlink("/v/db-journal" <unfinished ...>',
    ]);
  });
});

describe.skipIf(!hasStrace)('a system call that fails, or the last one of a process', () => {
  it.each([
    ['edit', 'fsync', 4],
    ['edit', 'unlink', 2],
    ['create', 'fsync', 8],
    ['restore', 'rename', 1],
    ['restore', 'link', 1],
    ['backup', 'link', 1],
  ])('loses nothing of %s: %s', async (name, call, every) => {
    let seen = 0;
    const all = await tryFaults(world, step(name), {
      effects: ['EIO', 'SIGKILL'],
      // An odd distance: each of the two effects has its turn.
      take: (place) => place.call === call && seen++ % (2 * every - 1) === 0,
    });
    const { tried, wrong, notFired } = tallyOf(all);
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });

  it('says what the account has done, where the vault cannot note it any more', async () => {
    let seen = 0;
    const { tried, wrong, notFired } = tallyOf(
      await tryFaults(world, step('revoke'), {
        effects: ['ENOSPC'],
        take: ({ call }) => call === 'fsync' && seen++ % 3 === 0,
      }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });

  it.each(['create', 'rotate', 'revoke'])(
    '%s does not say that nothing was changed where a note of it stays',
    async (name) => {
      const { tried, wrong, notFired } = tallyOf(
        await tryFaults(world, step(name), {
          effects: ['EIO'],
          take: ({ call, line }) => call === 'openat' && line.includes('-journal'),
        }),
      );
      expect(wrong).toEqual([]);
      expect(notFired).toEqual([]);
      expect(tried).toBeGreaterThan(2);
    },
  );

  it('is a sentence of ours also where a network share is gone', async () => {
    let seen = 0;
    const { tried, wrong, notFired } = tallyOf(
      await tryFaults(world, step('edit'), {
        effects: ['ENOTCONN'],
        take: ({ call }) => call === 'openat' && seen++ % 4 === 0,
      }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(4);
  });

  it.each(['import', 'change-password'])(
    'is a full disk in our words, also where it shows in the middle of unlocking: %s',
    async (name) => {
      let seen = 0;
      const { tried, wrong, notFired } = tallyOf(
        await tryFaults(world, step(name), {
          effects: ['lasting ENOSPC'],
          take: ({ call, line }) => call === 'pwrite64' && line.includes('vault.db>') && seen++ % 3 === 0,
        }),
      );
      expect(wrong).toEqual([]);
      expect(notFired).toEqual([]);
      expect(tried).toBeGreaterThan(2);
    },
  );

  it('says that a backup is there, where only its name is not certain to last', async () => {
    const { tried, wrong, notFired } = tallyOf(
      await tryFaults(world, step('backup'), {
        effects: ['EROFS'],
        take: ({ line }) => /live\/files[">]/.test(line),
      }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });

  it('says that the vault key is a new one, or will be, wherever its rotation fails', async () => {
    let seen = 0;
    const { tried, wrong, notFired } = tallyOf(
      await tryFaults(world, step('rotate-vault-key'), {
        effects: ['EROFS'],
        take: ({ call, line }) =>
          (line.includes('/backups') || (call === 'openat' && line.includes('-journal'))) && seen++ % 3 === 0,
      }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(4);
  });

  it('that comes too late to be reached is known not to have fired', async () => {
    await world.reset();
    const places = placesOf(world, await runStep(world, step('edit'), { strace: TRACE_ALL }));
    const never = { ...places.find(({ call }) => call === 'fsync')!, count: 10_000 };
    for (const effect of ['EIO', 'SIGKILL'] as const) {
      await world.reset();
      const run = await runStep(world, step('edit'), { strace: faultAt(never, effect) });
      expect(run.code).toBe(0);
      expect(hasFired(world, never, effect, run)).toBe(false);
    }
  });

  it('finds an answer that goes out before the commit', async () => {
    let seen = 0;
    const all = await tryFaults(world, step('edit'), {
      effects: ['SIGKILL'],
      take: ({ call, line }) => call === 'pwrite64' && !line.includes('-shm') && seen++ % 4 === 0,
      preload: planted('early-answer'),
    });
    const { wrong } = tallyOf(all);
    expect(wrong.join('\n')).toContain('Acknowledged:');
  });
});

describe.skipIf(!hasStrace)('a loss of power', () => {
  it.each(['edit', 'create', 'change-password', 'rotate-vault-key', 'restore'])(
    'at each sync of %s loses nothing that was answered',
    async (name) => {
      const all = await tryPowerLoss(world, step(name), {
        onlyBeforeSyncs: true,
        seeds: [1, 2],
      });
      const { tried, wrong, notFired } = tallyOf(all);
      expect(wrong).toEqual([]);
      expect(notFired).toEqual([]);
      expect(tried).toBeGreaterThan(10);
    },
  );

  it('finds a file of ours that does not wait for the disk', async () => {
    const choice = { onlyAtEnd: true, seeds: [1] } as const;
    expect(tallyOf(await tryPowerLoss(world, step('backup'), choice)).wrong).toEqual([]);
    const preload = planted('no-file-sync');
    const { wrong } = tallyOf(await tryPowerLoss(world, step('backup'), { ...choice, preload }));
    expect(wrong.join('\n')).toContain('Acknowledged:');
  });

  it('finds a database that does not wait for the disk', async () => {
    const all = await tryPowerLoss(world, step('edit'), {
      onlyBeforeSyncs: true,
      seeds: [1, 2],
      preload: planted('no-sync'),
    });
    const { wrong } = tallyOf(all);
    expect(wrong.join('\n')).toContain('Acknowledged:');
  });
});

describe.skipIf(!hasStrace)('a vault of before that is brought up to date by its first command', () => {
  let older: World;
  beforeAll(async () => {
    older = await World.prepare('older');
  });
  afterAll(async () => {
    await older.close();
  });

  it('is the old one or the new one, wherever that fails or is cut off', async () => {
    let seen = 0;
    const { tried, wrong, notFired } = tallyOf(
      await tryFaults(older, MIGRATION, {
        effects: ['EIO', 'SIGKILL'],
        take: ({ call }) => ['fsync', 'link', 'unlink'].includes(call) && seen++ % 5 === 0,
      }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(3);
  });

  it('is the old one or the new one after a loss of power at each of its waits for the disk', async () => {
    const { tried, wrong, notFired } = tallyOf(
      await tryPowerLoss(older, MIGRATION, { onlyBeforeSyncs: true, seeds: [1, 2] }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(10);
  });
});

describe('files that are exchanged while the vault is open', () => {
  it.each(EXCHANGES)('$name: what is acknowledged is there', async (exchange) => {
    await world.reset();
    expect(await tryExchange(world, exchange)).toEqual([]);
  });

  it.skipIf(!canMount).each(MOUNTED_EXCHANGES)('$name: what is acknowledged is there', async (exchange) => {
    await world.reset();
    expect(mountVault(world)).toBe(true);
    try {
      expect(await tryExchange(world, exchange)).toEqual([]);
    } finally {
      unmountVault(world);
    }
  });
});

describe.skipIf(!hasStrace)('files that are exchanged in the middle of a step of the command', () => {
  it.each(STEPS)('$name: what it says is so, and no secret that came back is lost', async (one) => {
    const chosen = EXCHANGES.filter((_, index) => (index + STEPS.indexOf(one)) % 4 === 0);
    const { tried, wrong, notFired } = tallyOf(
      await tryExchangesInStep(world, one, { exchanges: chosen, every: 9 }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBeGreaterThan(1);
  });

  it('rotate-vault-key: its last waits, which come after the change, are part of it', async () => {
    const chosen = EXCHANGES.filter(({ name }) => /older copy, without|folder renamed/.test(name));
    const { tried, wrong, notFired } = tallyOf(
      await tryExchangesInStep(world, step('rotate-vault-key'), { exchanges: chosen, last: 3 }),
    );
    expect(wrong).toEqual([]);
    expect(notFired).toEqual([]);
    expect(tried).toBe(6);
  });
});

// Nothing of a run may outlive it: a mount that is left would hold the folders of the tests.
afterAll(() => {
  const mounts = spawnSync('mount', { encoding: 'utf8' }).stdout;
  expect(mounts).not.toContain(world.root);
});
