/** Where each assistant keeps its hooks, and how ours stands among them. */
import { say, type Said } from '../../shared/messages/say.ts';
import path from 'node:path';
import { WITH_VAULT, type AssistantId } from './events.ts';
import { isSettings, leftAlone, planChange, type PlannedChange, type Settings } from './settings-file.ts';

export interface HookProgram {
  /** Absolute path of the Node that runs it. */
  readonly node: string;
  /** Absolute path of `ai-hook.js`. */
  readonly script: string;
  /** Whether whoever holds the vault open is asked. */
  readonly withVault: boolean;
}

export interface Machine {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

interface Place {
  file(machine: Machine): string;
  readonly events: readonly string[];
  /** One entry of an event's list. */
  entry(command: string, event: string): Settings;
  /** The whole file is of hooks, so that nothing but ours may be left in it. */
  readonly isOfHooks: boolean;
  /** Said once it is installed. */
  readonly note: Said | null;
}

const SECONDS = 10;
const OURS = /[\\/]ai-hook\.js["']? --for [a-z-]+(?: --with-vault)?$/;

const nested = (timeout: number) => (command: string, event: string) => ({
  ...(/Tool/.test(event) ? { matcher: '.*' } : {}),
  hooks: [{ type: 'command', command, timeout }],
});

const PLACES: Readonly<Record<AssistantId, Place>> = {
  'claude-code': {
    file: ({ home, environment }) =>
      path.join(environment['CLAUDE_CONFIG_DIR'] ?? path.join(home, '.claude'), 'settings.json'),
    events: ['PreToolUse', 'PostToolUse', 'PostToolUseFailure', 'UserPromptSubmit'],
    entry: nested(SECONDS),
    isOfHooks: false,
    note: say('command.note-claude-code'),
  },
  codex: {
    file: ({ home, environment }) =>
      path.join(environment['CODEX_HOME'] ?? path.join(home, '.codex'), 'hooks.json'),
    events: ['PreToolUse', 'PostToolUse', 'UserPromptSubmit'],
    entry: nested(SECONDS),
    isOfHooks: true,
    note: say('command.note-codex'),
  },
  cursor: {
    file: ({ home }) => path.join(home, '.cursor', 'hooks.json'),
    events: [
      'beforeShellExecution',
      'beforeMCPExecution',
      'beforeReadFile',
      'beforeSubmitPrompt',
      'preToolUse',
      'postToolUse',
    ],
    entry: (command, event) => ({
      command,
      timeout: SECONDS,
      // Its shell and file reads have events of their own.
      ...(event === 'preToolUse' ? { matcher: '^(Grep|Write)$' } : {}),
    }),
    isOfHooks: true,
    note: say('command.note-cursor'),
  },
  copilot: {
    file: ({ home, environment }) =>
      path.join(environment['COPILOT_HOME'] ?? path.join(home, '.copilot'), 'hooks', 'augno-vault.json'),
    events: ['preToolUse', 'postToolUse', 'postToolUseFailure', 'userPromptTransformed'],
    entry: (command) => ({ type: 'command', bash: command, powershell: `& ${command}`, timeoutSec: SECONDS }),
    isOfHooks: true,
    note: say('command.note-copilot'),
  },
  gemini: {
    file: ({ home }) => path.join(home, '.gemini', 'settings.json'),
    events: ['BeforeTool', 'AfterTool', 'BeforeAgent'],
    entry: nested(SECONDS * 1000),
    isOfHooks: false,
    note: null,
  },
};

export function hooksFileOf(assistant: AssistantId, machine: Machine): string {
  return PLACES[assistant].file(machine);
}

export function noteOf(assistant: AssistantId): Said | null {
  return PLACES[assistant].note;
}

/** SECURITY: behind the `--` Node takes nothing for an option of its own. */
export function hookCommandLine(
  assistant: AssistantId,
  program: HookProgram,
  platform: NodeJS.Platform,
): string {
  const quote = (text: string): string =>
    platform === 'win32' ? `"${text}"` : `'${text.replaceAll("'", `'\\''`)}'`;
  const options = program.withVault ? ` ${WITH_VAULT}` : '';
  return `${quote(program.node)} -- ${quote(program.script)} --for ${assistant}${options}`;
}

/** Ours as it is to be; what was ours before is replaced. */
export function planInstall(assistant: AssistantId, machine: Machine, program: HookProgram): PlannedChange {
  const { events, entry, isOfHooks } = PLACES[assistant];
  const file = hooksFileOf(assistant, machine);
  const command = hookCommandLine(assistant, program, machine.platform);
  return planChange(file, (settings) => {
    const hooks = hooksIn(settings, file);
    // Where ours stand already, they stay where they are among the others.
    const isThere = events.every(
      (event) =>
        JSON.stringify(listIn(hooks, event, file).filter(isOurs)) === JSON.stringify([entry(command, event)]),
    );
    if (isThere) return;
    removeOurs(hooks, file);
    if (isOfHooks && assistant !== 'codex') settings['version'] ??= 1;
    for (const event of events) hooks[event] = [...listIn(hooks, event, file), entry(command, event)];
    settings['hooks'] = hooks;
  });
}

export function planUninstall(assistant: AssistantId, machine: Machine): PlannedChange {
  const file = hooksFileOf(assistant, machine);
  return planChange(
    file,
    (settings) => {
      if (settings['hooks'] === undefined) return;
      const hooks = hooksIn(settings, file);
      if (!removeOurs(hooks, file)) return;
      if (Object.keys(hooks).length === 0) delete settings['hooks'];
    },
    (settings) =>
      Object.keys(settings).length === 0 ||
      (PLACES[assistant].isOfHooks && Object.keys(settings).every((name) => name === 'version')),
  );
}

function hooksIn(settings: Settings, file: string): Settings {
  const hooks = settings['hooks'] ?? {};
  if (!isSettings(hooks)) throw leftAlone(file, 'file.settings-hooks-not-known');
  return hooks;
}

function listIn(hooks: Settings, event: string, file: string): readonly unknown[] {
  const list = hooks[event] ?? [];
  if (!Array.isArray(list)) throw leftAlone(file, 'file.settings-hooks-not-known');
  return list;
}

function isOurCommand(entry: unknown): boolean {
  if (!isSettings(entry)) return false;
  return ['command', 'bash'].some((name) => typeof entry[name] === 'string' && OURS.test(entry[name]));
}

/** An entry, or a group with nothing else in it. */
function isOurs(entry: unknown): boolean {
  if (!isSettings(entry)) return false;
  const { hooks } = entry;
  return Array.isArray(hooks) ? hooks.length > 0 && hooks.every(isOurCommand) : isOurCommand(entry);
}

/** @returns whether there was anything of ours */
function removeOurs(hooks: Settings, file: string): boolean {
  let found = false;
  for (const event of Object.keys(hooks)) {
    const list = listIn(hooks, event, file);
    const rest = list
      .filter((entry) => !isOurs(entry))
      .map((entry) => {
        // Somebody put another hook into our group: theirs stays in it.
        if (!isSettings(entry) || !Array.isArray(entry['hooks']) || !entry['hooks'].some(isOurCommand))
          return entry;
        found = true;
        return { ...entry, hooks: entry['hooks'].filter((hook) => !isOurCommand(hook)) };
      });
    if (rest.length !== list.length) found = true;
    if (rest.length > 0) hooks[event] = rest;
    else if (list.length > 0) Reflect.deleteProperty(hooks, event);
  }
  return found;
}
