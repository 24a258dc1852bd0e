/**
 * Locking under failure: each step fails in each way, and the vault's process is gone all the same within two seconds of
 * a clock that stands still unless it is moved.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LockingStep } from '../../../electron/app/locking.ts';
import { pageEnded } from '../../../electron/app/unexpected-ends.ts';

vi.mock('electron', () => ({ utilityProcess: {} }));
const { createVaultController } = await import('../../../electron/app/vault-controller.ts');
type Options = Parameters<typeof createVaultController>[0];
type Started = ReturnType<NonNullable<Options['start']>>;

const FAULTS = ['throws', 'rejects', 'hangs'] as const;
type Fault = (typeof FAULTS)[number];

function failing(fault: Fault): Promise<never> {
  if (fault === 'throws') throw new Error('It fails.');
  return fault === 'rejects' ? Promise.reject(new Error('It fails.')) : new Promise(() => undefined);
}

/** A process with a vault in it, which does as it is told. */
class StandIn {
  alive = true;
  /** How often it was told to end at once. */
  killed = 0;
  onClose: () => Promise<unknown> = () => {
    this.end();
    return Promise.resolve();
  };
  onKill: () => void = () => {
    this.end();
  };
  onHand: (message: unknown) => void = () => undefined;
  onIsOpening: () => Promise<boolean> = () => Promise.resolve(false);
  onState: () => Promise<unknown> = () => Promise.resolve({ exists: true, nextTryAt: null, problem: null });
  #exit: (code: number) => void = () => undefined;
  readonly exited = new Promise<number>((resolve) => {
    this.#exit = resolve;
  });
  readonly handlers: Parameters<NonNullable<Options['start']>>[1];
  constructor(handlers: Parameters<NonNullable<Options['start']>>[1]) {
    this.handlers = handlers;
  }
  end(code = 0): void {
    this.alive = false;
    this.#exit(code);
  }
  process(): Started {
    return {
      exited: this.exited,
      hand: (message) => {
        this.onHand(message);
      },
      kill: () => {
        this.killed += 1;
        this.onKill();
      },
      call: ((method: string) => {
        if (method === 'process.close') return this.onClose();
        if (method === 'process.state') return this.onState();
        if (method === 'process.is-opening') return this.onIsOpening();
        return Promise.resolve(undefined);
      }) as Started['call'],
    };
  }
}

function setup(
  over: Partial<Options> = {},
  steps: readonly LockingStep[] = [],
  prepare: (standIn: StandIn) => void = () => undefined,
) {
  const started: StandIn[] = [];
  const controller = createVaultController({
    folder: '/nonexistent/vault',
    diagnose: () => undefined,
    onStatus: () => undefined,
    page: { open: () => null, close: () => undefined },
    questions: { methodsFor: () => ({}) as never, close: () => undefined },
    onChange: () => undefined,
    onQuickUnlock: () => undefined,
    onSelectionEnded: () => undefined,
    dropPage: () => undefined,
    askAboutPlace: () => Promise.resolve(false),
    lockingSteps: steps,
    keychain: {} as Options['keychain'],
    resolveProxy: () => Promise.resolve('DIRECT'),
    sandboxAddress: () => Promise.resolve(null),
    start: (_name, handlers) => {
      const standIn = new StandIn(handlers);
      prepare(standIn);
      started.push(standIn);
      return standIn.process();
    },
    ...over,
  });
  const unlock = async (): Promise<StandIn> => {
    controller.attachPage();
    const standIn = started.at(-1)!;
    await standIn.handlers['main.vault-opened']({
      name: 'Acme',
      rollbackWarning: null,
      quickUnlock: false,
      notes: [],
      writeAccess: { problem: null, pending: 0, kept: true },
    });
    expect(controller.status.phase).toBe('unlocked');
    return standIn;
  };
  return { controller, started, unlock };
}

/** Two seconds of the clock, and whatever is to happen within them. */
async function twoSeconds(): Promise<void> {
  await vi.advanceTimersByTimeAsync(2000);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('locking', () => {
  it('ends the vault’s process before anything else is done', async () => {
    const order: string[] = [];
    const { controller, unlock } = setup(
      {
        page: { open: () => null, close: () => void order.push('page') },
        onStatus: ({ phase }) => void order.push(phase),
      },
      [{ name: 'clipboard', run: () => void order.push('clipboard') }],
    );
    const standIn = await unlock();
    standIn.onClose = () => {
      order.push('process');
      standIn.end();
      return Promise.resolve();
    };
    order.length = 0;
    await controller.lock();
    expect(order.slice(0, 4)).toEqual(['process', 'page', 'locked', 'clipboard']);
    expect(standIn.killed).toBe(0);
    expect(controller.status.lockProblem).toBeNull();
  });

  it('leaves a write under way its time, and no more', async () => {
    const { controller, unlock } = setup();
    const standIn = await unlock();
    standIn.onClose = () => failing('hangs');
    const locked = controller.lock();
    await vi.advanceTimersByTimeAsync(1400);
    expect(standIn.alive).toBe(true);
    await twoSeconds();
    expect(standIn.alive).toBe(false);
    await locked;
    expect(controller.status).toMatchObject({ phase: 'locked', lockProblem: null });
  });
});

describe('the process is gone although what cannot be waited for throws:', () => {
  it.each(['page', 'status'] as const)('%s', async (which) => {
    let broken = false;
    const maybe = (name: typeof which) => (): void => {
      if (broken && name === which) throw new Error('It fails.');
    };
    const { controller, unlock } = setup({
      page: { open: () => null, close: maybe('page') },
      onStatus: maybe('status'),
    });
    const standIn = await unlock();
    broken = true;
    await expect(controller.lock()).resolves.toBe(true);
    expect(standIn.alive).toBe(false);
    expect(controller.status.phase).toBe('locked');
  });
});

describe.each(FAULTS)('the process is gone within two seconds although something %s:', (fault) => {
  it('the process’s own closing', async () => {
    const { controller, unlock } = setup();
    const standIn = await unlock();
    standIn.onClose = () => failing(fault);
    const locked = controller.lock();
    await twoSeconds();
    expect(standIn.alive).toBe(false);
    await locked;
    expect(controller.status.lockProblem).toBeNull();
  });

  it.each(['clipboard', 'scans'] as const)('%s, and it is said', async (name) => {
    const { controller, unlock } = setup({}, [
      { name, run: () => failing(fault) },
      { name: name === 'scans' ? 'clipboard' : 'scans', run: () => undefined },
    ]);
    const standIn = await unlock();
    const locked = controller.lock();
    await twoSeconds();
    expect(standIn.alive).toBe(false);
    await expect(locked).resolves.toBe(true);
    expect(controller.status.lockProblem).toMatchObject({
      code: 'lock-incomplete',
      message:
        name === 'clipboard'
          ? 'The clipboard could not be cleared.'
          : 'A scan that was running could not be ended.',
    });
    controller.madeGood(name);
    expect(controller.status.lockProblem).toBeNull();
  });

  it('the page is gone too, where everything hangs, the process included', async () => {
    let dropped = 0;
    const hangs = (): Promise<never> => failing(fault === 'hangs' ? 'hangs' : 'rejects');
    const { controller, unlock, started } = setup(
      { dropPage: () => void (dropped += 1) },
      [
        { name: 'clipboard', run: () => failing(fault) },
        { name: 'scans', run: () => failing(fault) },
      ],
      (made) => {
        if (started.length > 0) made.onState = hangs;
      },
    );
    const standIn = await unlock();
    standIn.onClose = hangs;
    standIn.onKill = () => undefined;
    const locked = controller.lock();
    await twoSeconds();
    expect(dropped).toBe(1);
    await twoSeconds();
    await locked;
    expect(dropped).toBe(1);
  });

  it('the look at the folder afterwards', async () => {
    const { controller, unlock, started } = setup({}, [], (standIn) => {
      if (started.length > 0) standIn.onState = () => failing(fault);
    });
    const standIn = await unlock();
    const locked = controller.lock();
    await twoSeconds();
    expect(standIn.alive).toBe(false);
    await expect(locked).resolves.toBe(true);
    expect(started).toHaveLength(2);
    const reopened = await unlock();
    const again = controller.lock();
    await twoSeconds();
    expect(reopened.alive).toBe(false);
    await again;
  });
});

describe('a process that cannot be ended', () => {
  it.each(['throws', 'does nothing'])(
    'is told of, where ending it %s, and ended by the next lock',
    async (how) => {
      const { controller, unlock } = setup();
      const standIn = await unlock();
      standIn.onClose = () => failing('hangs');
      standIn.onKill = () => {
        if (how === 'throws') throw new Error('EPERM');
      };
      const locked = controller.lock();
      await twoSeconds();
      await expect(locked).resolves.toBe(true);
      expect(standIn.alive).toBe(true);
      expect(controller.status).toMatchObject({
        phase: 'locked',
        lockProblem: {
          code: 'lock-incomplete',
          message: expect.stringContaining('could not be ended') as string,
        },
      });
      standIn.onKill = () => {
        standIn.end();
      };
      const again = controller.lock();
      await twoSeconds();
      await expect(again).resolves.toBe(true);
      expect(standIn.alive).toBe(false);
      expect(controller.status.lockProblem).toBeNull();
      expect(await controller.lock()).toBe(false);
    },
  );
});

describe('the line to quick access', () => {
  it('is handed to the process of now, whether or not its vault is open, and to none that is over', async () => {
    const handed: unknown[] = [];
    const { controller, started } = setup({}, [], (standIn) => {
      standIn.onHand = (message) => handed.push([started.indexOf(standIn), message]);
    });
    const port = {} as never;
    controller.attachQuick(port, 'de');
    expect([handed, controller.isUsable]).toEqual([[], false]);
    await controller.refresh();
    expect(controller.isUsable).toBe(true);
    controller.attachQuick(port, 'de');
    const message = { kind: 'attach-quick', folder: '/nonexistent/vault', language: 'de' };
    expect(handed).toEqual([[0, message]]);
    started[0]!.end();
    await twoSeconds();
    controller.attachQuick(port, 'de');
    expect(handed[1]).toEqual([1, message]);
    await controller.shutdown();
    controller.attachQuick(port, 'de');
    expect([handed.length, controller.isUsable]).toEqual([2, false]);
  });
});

describe('a second lock', () => {
  it('during a first whose clearing never ends waits for the same end', async () => {
    const { controller, unlock } = setup({}, [{ name: 'clipboard', run: () => failing('hangs') }]);
    const standIn = await unlock();
    const first = controller.lock();
    const second = controller.lock();
    await twoSeconds();
    await Promise.all([first, second]);
    expect(standIn.alive).toBe(false);
  });

  it('ends at once what was opened while the first still hung', async () => {
    const { controller, unlock, started } = setup({}, [{ name: 'clipboard', run: () => failing('hangs') }]);
    const first = await unlock();
    const locked = controller.lock();
    await vi.advanceTimersByTimeAsync(100);
    expect(first.alive).toBe(false);
    const reopened = await unlock();
    expect(started).toHaveLength(2);
    const again = controller.lock();
    await vi.advanceTimersByTimeAsync(100);
    expect(reopened.alive).toBe(false);
    expect(controller.status.phase).toBe('locked');
    await twoSeconds();
    await Promise.all([locked, again]);
  });
});

it('quitting ends the process whatever the rest does', async () => {
  const { controller, unlock } = setup({}, [{ name: 'scans', run: () => failing('hangs') }]);
  const standIn = await unlock();
  standIn.onClose = () => failing('hangs');
  const ended = controller.shutdown();
  await twoSeconds();
  await ended;
  expect(standIn.alive).toBe(false);
});

describe('a lock while no vault is open yet', () => {
  it('ends the process in which one is being opened', async () => {
    const { controller, started } = setup();
    controller.attachPage();
    started[0]!.onIsOpening = () => Promise.resolve(true);
    expect(await controller.lock()).toBe(true);
    expect(started[0]!.alive).toBe(false);
    // What it still says is not heard.
    await started[0]!.handlers['main.vault-opened']({} as never);
    expect(controller.status.phase).toBe('locked');
    // The next try has a process.
    expect(started[1]?.alive).toBe(true);
  });

  it('ends one that is open by the time it answers', async () => {
    const { controller, started, unlock } = setup();
    controller.attachPage();
    started[0]!.onIsOpening = async () => {
      await unlock();
      return true;
    };
    await controller.lock();
    expect(started[0]!.alive).toBe(false);
    expect(controller.status.phase).toBe('locked');
  });

  it('ends one that does not answer', async () => {
    const { controller, started } = setup();
    controller.attachPage();
    started[0]!.onIsOpening = () => new Promise(() => undefined);
    const locked = controller.lock();
    await twoSeconds();
    await locked;
    expect(started[0]!.alive).toBe(false);
  });

  it('leaves alone one in which nothing is opened: a form that is filled stays', async () => {
    const dropped = vi.fn();
    const { controller, started } = setup({ dropPage: dropped });
    controller.attachPage();
    expect(await controller.lock()).toBe(false);
    expect(started).toHaveLength(1);
    expect(started[0]!.alive).toBe(true);
    expect(dropped).not.toHaveBeenCalled();
  });

  it('ends it at once where the page failed, whatever it was doing', () => {
    const { controller, started } = setup();
    controller.attachPage();
    started[0]!.onIsOpening = () => Promise.reject(new Error('It is not asked.'));
    void controller.lock(pageEnded('crashed'));
    expect(started[0]!.alive).toBe(false);
  });
});

describe('a process that ends by itself', () => {
  it('while the vault is open: locked at once, with everything that goes with it, and it is said', async () => {
    const order: string[] = [];
    const { controller, unlock, started } = setup(
      {
        onStatus: ({ phase }) => void order.push(phase),
        dropPage: () => void order.push('new window'),
        page: { open: () => null, close: () => void order.push('page') },
      },
      [{ name: 'clipboard', run: () => void order.push('clipboard') }],
    );
    const standIn = await unlock();
    order.length = 0;
    standIn.end(9);
    // No clock has to move for it.
    for (let turns = 0; turns < 100; turns += 1) await Promise.resolve();
    expect(order.filter((what) => what !== 'page').slice(0, 3)).toEqual([
      'locked',
      'clipboard',
      'new window',
    ]);
    expect(controller.status).toMatchObject({
      phase: 'locked',
      lockProblem: { message: expect.stringContaining('ended unexpectedly') as string },
    });
    await twoSeconds();
    expect(started).toHaveLength(2);
    // It stands there until the vault is open again.
    expect(controller.status.lockProblem).not.toBeNull();
    await unlock();
    expect(controller.status.lockProblem).toBeNull();
  });

  it('says where it was a fault of its own', async () => {
    const { controller, unlock } = setup();
    (await unlock()).end(70);
    await twoSeconds();
    expect(controller.status.lockProblem?.message).toContain('met a fault');
  });

  it('before anything was opened: it is started again, but not for ever', async () => {
    const { controller, started } = setup({}, [], (standIn) => {
      standIn.onState = () => failing('rejects');
      queueMicrotask(() => {
        standIn.end(1);
      });
    });
    controller.attachPage();
    await twoSeconds();
    expect(started).toHaveLength(4);
    expect(controller.status.problem?.message).toContain('several times in a row');
  });

  it('is not taken for one where a person locked, or quits', async () => {
    let dropped = 0;
    const { controller, unlock } = setup({ dropPage: () => void (dropped += 1) });
    await unlock();
    const locked = controller.lock();
    await twoSeconds();
    await locked;
    expect(controller.status.lockProblem).toBeNull();
    expect(dropped).toBe(1);
    const standIn = await unlock();
    const ended = controller.shutdown();
    await twoSeconds();
    await ended;
    expect(standIn.alive).toBe(false);
    expect(dropped).toBe(1);
  });
});
