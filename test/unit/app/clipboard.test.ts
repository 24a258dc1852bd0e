import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ clipboard: {}, ClipboardItem: undefined }));
const { createSecretClipboard, historyMarks } = await import('../../../electron/app/clipboard.ts');

function setup(canClear: () => boolean = () => true) {
  let content = 'before';
  const states: unknown[] = [];
  const clipboard = createSecretClipboard(
    {
      writeText: (text) => {
        content = text;
        return Promise.resolve();
      },
      readText: () => Promise.resolve(content),
      clear: () => {
        content = '';
        return Promise.resolve();
      },
    },
    (state) => states.push(state),
    canClear,
  );
  return {
    clipboard,
    states,
    read: () => content,
    paste: (text: string) => {
      content = text;
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
