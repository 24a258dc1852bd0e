import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSecretClipboard } from '../../../electron/app/secret-clipboard.ts';

vi.mock('electron', () => ({ clipboard: {}, ClipboardItem: undefined }));
const { historyMarks } = await import('../../../electron/app/clipboard.ts');

type Fault = 'throws' | 'hangs' | 'unknown' | null;

function setup(canClear: () => boolean = () => true) {
  let content = 'before';
  let selected = 'before';
  let fault: Fault = null;
  const states: unknown[] = [];
  const faulty = <Value>(value: Value): Promise<Value> => {
    if (fault === 'throws') throw new Error('The clipboard is gone.');
    return fault === 'hangs' ? new Promise<Value>(() => undefined) : Promise.resolve(value);
  };
  const clipboard = createSecretClipboard({
    port: {
      writeText: (text) => {
        content = text;
        selected = text;
        return faulty(undefined);
      },
      places: [
        {
          read: () => faulty(fault === 'unknown' ? null : content),
          clear: () => {
            content = '';
            return faulty(undefined);
          },
        },
        {
          read: () => Promise.resolve(selected),
          clear: () => {
            selected = '';
            return Promise.resolve();
          },
        },
      ],
    },
    onState: (state) => states.push(state),
    canClear,
  });
  return {
    clipboard,
    states,
    read: () => content,
    readSelection: () => selected,
    paste: (text: string) => {
      content = text;
    },
    break: (how: Fault) => {
      fault = how;
    },
  };
}

describe('a copied secret', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is cleared when its time is over, and the countdown says so', async () => {
    const { clipboard, states, read } = setup();
    await clipboard.copy(Buffer.from('geheim'), 'ERP Sync', 30);
    expect(read()).toBe('geheim');
    await vi.advanceTimersByTimeAsync(29_000);
    expect(read()).toBe('geheim');
    await vi.advanceTimersByTimeAsync(1_500);
    expect(read()).toBe('');
    expect(states).toMatchObject([{ label: 'ERP Sync' }, { label: null, clearsAt: null }]);
  });

  it('is left alone once something else was copied', async () => {
    const { clipboard, read, paste } = setup();
    await clipboard.copy(Buffer.from('geheim'), 'ERP Sync', 30);
    paste('a shopping list');
    await clipboard.clearNow();
    expect(read()).toBe('a shopping list');
  });

  it('starts its time anew when it is copied again', async () => {
    const { clipboard, read } = setup();
    await clipboard.copy(Buffer.from('one'), 'One', 30);
    await vi.advanceTimersByTimeAsync(20_000);
    await clipboard.copy(Buffer.from('two'), 'Two', 30);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(read()).toBe('two');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(read()).toBe('');
  });

  it('is said to be there still where it could not be cleared, and cleared as soon as that is possible', async () => {
    let focused = false;
    const { clipboard, states, read } = setup(() => focused);
    await clipboard.copy(Buffer.from('geheim'), 'ERP Sync', 30);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(read()).toBe('geheim');
    expect(states.at(-1)).toEqual({ label: 'ERP Sync', clearsAt: null });
    focused = true;
    await clipboard.retry();
    expect(read()).toBe('');
    expect(states.at(-1)).toEqual({ label: null, clearsAt: null });
  });

  it('is cleared from the PRIMARY selection as well, and only where it still lies', async () => {
    const { clipboard, read, readSelection, paste } = setup();
    await clipboard.copy(Buffer.from('geheim'), 'ERP Sync', 30);
    paste('a shopping list');
    expect(await clipboard.clearNow()).toBe(true);
    expect(read()).toBe('a shopping list');
    expect(readSelection()).toBe('');
  });

  it.each(['throws', 'hangs', 'unknown'] as const)(
    'is neither kept for good nor taken for gone where the clipboard %s: it is tried again',
    async (how) => {
      const { clipboard, states, read, readSelection, break: breakIt } = setup();
      await clipboard.copy(Buffer.from('geheim'), 'ERP Sync', 30);
      breakIt(how);
      await vi.advanceTimersByTimeAsync(32_000);
      expect(read()).toBe('geheim');
      // One place that fails does not keep the other.
      expect(readSelection()).toBe('');
      expect(states.at(-1)).toEqual({ label: 'ERP Sync', clearsAt: null });
      breakIt(null);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(read()).toBe('');
      expect(states.at(-1)).toEqual({ label: null, clearsAt: null });
    },
  );

  it('is never overtaken by the clearing of what was copied before it', async () => {
    const { clipboard, read, break: breakIt } = setup();
    await clipboard.copy(Buffer.from('one'), 'One', 30);
    breakIt('hangs');
    const clearing = clipboard.clearNow();
    breakIt(null);
    await clipboard.copy(Buffer.from('two'), 'Two', 30);
    await vi.advanceTimersByTimeAsync(2000);
    await clearing;
    expect(read()).toBe('two');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(read()).toBe('');
  });

  it('that could not be written whole is taken away again', async () => {
    const { clipboard, readSelection, break: breakIt } = setup();
    breakIt('throws');
    await expect(clipboard.copy(Buffer.from('geheim'), 'ERP Sync', 30)).rejects.toThrow('could not be put');
    expect(readSelection()).toBe('');
  });

  it('is not cleared early by a window that gets the focus', async () => {
    const { clipboard, read } = setup();
    await clipboard.copy(Buffer.from('geheim'), 'ERP Sync', 30);
    await clipboard.retry();
    expect(read()).toBe('geheim');
  });
});

describe('marks for clipboard histories', () => {
  it('are those that each system’s own tools look for', () => {
    expect(Object.keys(historyMarks('win32'))).toEqual([
      'ExcludeClipboardContentFromMonitorProcessing',
      'CanIncludeInClipboardHistory',
      'CanUploadToCloudClipboard',
    ]);
    expect(Object.keys(historyMarks('darwin'))).toContain('org.nspasteboard.ConcealedType');
    expect(Buffer.from(historyMarks('linux')['x-kde-passwordManagerHint']!).toString()).toBe('secret');
  });
});
