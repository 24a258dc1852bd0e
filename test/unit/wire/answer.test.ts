import { describe, expect, it, vi } from 'vitest';
import { answerCall, type IpcHandlers } from '../../../electron/wire/answer.ts';
import { createRateLimiter } from '../../../electron/wire/rate-limiter.ts';
import { AppError } from '../../../shared/errors.ts';
import { say } from '../../../shared/messages/say.ts';

function setup(handlers: Partial<IpcHandlers>, unlocked = true) {
  const onInternalError = vi.fn();
  const call = (name: unknown, input?: unknown) =>
    answerCall({ handlers: handlers, isUnlocked: () => unlocked, onInternalError }, name, input);
  return { call, onInternalError };
}

describe('a call from the renderer', () => {
  it('is answered with the handler’s value', async () => {
    const { call } = setup({ 'vault.save-kit': () => ({ path: '/x' }) });
    expect(await call('vault.save-kit')).toEqual({ ok: true, value: { path: '/x' } });
  });

  it.each(['toString', '__proto__', 'keys.steal', 7, null])('is refused for the channel %s', async (name) => {
    const { call } = setup({});
    expect(await call(name)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('does not reach the handler while the vault is locked', async () => {
    const handler = vi.fn();
    const { call } = setup({ 'keys.list': handler }, false);
    expect(await call('keys.list')).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it('names the field of a bad input and never its value', async () => {
    const handler = vi.fn();
    const { call } = setup({ 'vault.unlock': handler });
    const reply = await call('vault.unlock', { password: 'p'.repeat(5000) });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'password' } });
    expect(JSON.stringify(reply)).not.toContain('ppp');
    expect(handler).not.toHaveBeenCalled();
  });

  it('keeps code and hint of our own errors', async () => {
    const said = {
      message: say('file.as-it-is', { text: 'Wait.' }),
      hint: say('file.as-it-is', { text: 'Soon.' }),
    };
    const { call } = setup({
      'vault.unlock': () => {
        throw new AppError({
          code: 'vault-waiting',
          ...said,
          retryAfterSeconds: 4,
        });
      },
    });
    expect(await call('vault.unlock', { password: 'x' })).toEqual({
      ok: false,
      error: { code: 'vault-waiting', message: 'Wait.', hint: 'Soon.', said, retryAfterSeconds: 4 },
    });
  });

  it('gives nothing of an unknown error’s own text', async () => {
    const { call, onInternalError } = setup({
      'vault.unlock': () => {
        throw new Error('could not open with hunter2');
      },
    });
    const reply = await call('vault.unlock', { password: 'hunter2' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('hunter2');
    expect(onInternalError).toHaveBeenCalledOnce();
  });

  it('lets nothing out that the contract does not know', async () => {
    const { call } = setup({
      'vault.save-kit': () => ({ path: '/x', secret: 'hunter2' }) as never,
    });
    expect(JSON.stringify(await call('vault.save-kit'))).not.toContain('hunter2');
    const wrong = setup({ 'vault.save-kit': () => ({ path: 7 }) as never });
    expect(await wrong.call('vault.save-kit')).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});

describe('the rate limit', () => {
  it('lets a burst through, then a steady rate, and does not mind a clock that goes back', () => {
    let now = 1_000;
    const limiter = createRateLimiter({ burst: 3, perSecond: 10, now: () => now });
    expect([1, 2, 3, 4].map(() => limiter.take())).toEqual([true, true, true, false]);
    now += 100;
    expect(limiter.take()).toBe(true);
    expect(limiter.take()).toBe(false);
    now -= 50_000;
    expect(limiter.take()).toBe(false);
    now += 200;
    expect(limiter.take()).toBe(true);
  });
});
