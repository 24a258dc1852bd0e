/**
 * JSON that a shell of Windows pipes or writes to a file: it takes what a program writes for its own code page, and an `ä` would
 * be two other letters in what reads it. Escaped, its values are the same in every code page.
 */
import { thisPlatform } from '../platform/this-platform.ts';

export interface WrittenTo {
  readonly platform: NodeJS.Platform;
  readonly isTerminal: boolean;
}

const standardOutput = (): WrittenTo => ({ platform: thisPlatform, isTerminal: process.stdout.isTTY });

export function jsonForShell(json: string, { platform, isTerminal }: WrittenTo = standardOutput()): string {
  if (platform !== 'win32' || isTerminal) return json;
  return json.replaceAll(
    /[\u0080-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
