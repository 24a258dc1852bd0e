import { expect, it } from 'vitest';
import { refusedSwitches } from '../../../electron/app/refused-switches.ts';

it.each([
  ['--remote-debugging-port=9222', 'remote-debugging-port'],
  ['-remote-debugging-port=0', 'remote-debugging-port'],
  ['--Remote-Debugging-Pipe', 'remote-debugging-pipe'],
  ['/load-extension=C:\\x', 'load-extension'],
  ['--disable-web-security', 'disable-web-security'],
])('%s is refused', (argument, name) => {
  expect(refusedSwitches(['augno-vault', argument])).toEqual([name]);
});

it.each([
  '--vault',
  '--no-sandbox',
  'remote-debugging-port',
  '--ozone-platform=wayland',
  'augno-vault://keys',
])('%s is not', (argument) => {
  expect(refusedSwitches(['augno-vault', argument])).toEqual([]);
});
