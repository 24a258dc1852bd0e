/** A program that starts the hook as an assistant does, for one event after the other: a grant is for one program. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hookCommandLine } from '../../../../electron/assistants/hook-settings.ts';
import { ASSISTANT_EVENTS } from '../../../fixtures/assistants/events.ts';
import { CLI } from './agent-world.ts';

const HOOK = path.join(path.dirname(CLI), 'ai-hook.js');
const PROGRAM = path.resolve(import.meta.dirname, '../../../fixtures/assistants/assistant.cjs');

export class Assistant {
  readonly #file: string;
  #count = 0;

  /** @param start in a session that lasts @param file beside which events and answers are put */
  constructor(start: (program: string, args: readonly string[]) => unknown, file: string, withVault = true) {
    this.#file = file;
    const hook = { node: process.execPath, script: HOOK, withVault };
    start(process.execPath, [PROGRAM, file, hookCommandLine('claude-code', hook, 'linux')]);
  }

  /** As Claude Code says what happens, and what it is answered. */
  async sees(event: object): Promise<{ readonly isStopped: boolean; readonly text: string }> {
    const file = `${this.#file}.${String(this.#count)}`;
    this.#count += 1;
    writeFileSync(`${file}.new`, JSON.stringify(event));
    renameSync(`${file}.new`, file);
    while (!existsSync(`${file}.answer`)) await pause(20);
    const text = readFileSync(`${file}.answer`, 'utf8');
    const answer = JSON.parse(text) as Record<string, never>;
    return { isStopped: ASSISTANT_EVENTS['claude-code'].isStopped(answer), text };
  }
}
