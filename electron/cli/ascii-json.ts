/**
 * JSON that a shell of Windows pipes or writes to a file: it takes what a program writes for its own code page, and a letter
 * beyond ASCII would be two others in what reads it.
 */
import { asciiJson } from '../../shared/harmless-text.ts';
import { thisPlatform } from '../platform/this-platform.ts';

export interface WrittenTo {
  readonly platform: NodeJS.Platform;
  readonly isTerminal: boolean;
}

const standardOutput = (): WrittenTo => ({ platform: thisPlatform, isTerminal: process.stdout.isTTY });

export function jsonForShell(json: string, { platform, isTerminal }: WrittenTo = standardOutput()): string {
  return platform === 'win32' && !isTerminal ? asciiJson(json) : json;
}
