/** A message in passing must not take the clicks of what a person opened. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = path.resolve(import.meta.dirname, '..', '..', '..', 'renderer');

function layersOf(file: string): number[] {
  const css = readFileSync(path.join(RENDERER, file), 'utf8');
  return [...css.matchAll(/z-index:\s*(\d+)/g)].map(([, layer]) => Number(layer));
}

test.each(['ui/dialog.module.css', 'ui/popup.module.css', 'shell/command-palette.module.css'])(
  'messages lie below %s',
  (file) => {
    const [toast] = layersOf('ui/toast.module.css');
    const above = layersOf(file);
    expect(above.length).toBeGreaterThan(0);
    expect(Math.min(...above)).toBeGreaterThan(toast!);
  },
);
