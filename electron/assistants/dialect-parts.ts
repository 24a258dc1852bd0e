/** What the hooks of several assistants have in common. */
import type { HookAnswer, HookEvent, Verdict } from './events.ts';

export type Payload = Readonly<Record<string, unknown>>;

export interface Dialect {
  /** Null: an event that holds nothing for us. */
  read(payload: Payload): HookEvent | null;
  /** A JSON document; `{}` decides nothing. SECURITY: never an "allow": that would skip the assistant's own question. */
  answer(event: HookEvent, verdict: Verdict): Readonly<Record<string, unknown>>;
  /** How it is told that something was not looked at, without stopping it. */
  warn(message: string): HookAnswer;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const isObject = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Output of a tool as one text, for assistants that take nothing else in its place. */
export function asText(output: unknown): string {
  if (typeof output === 'string') return output;
  if (isObject(output)) {
    const { llmContent, stdout, stderr, output: inner } = output;
    for (const candidate of [llmContent, inner]) if (typeof candidate === 'string') return candidate;
    if (typeof stdout === 'string') return [stdout, text(stderr)].filter((part) => part !== '').join('\n');
  }
  return JSON.stringify(output, null, 1);
}

export const systemMessage = (message: string): HookAnswer => ({
  output: JSON.stringify({ systemMessage: message }),
  warning: message,
  exitCode: 0,
});

/** Claude Code and Codex send the same fields. */
export function readClaude(payload: Payload, isCodex: boolean): HookEvent | null {
  const name = text(payload['hook_event_name']);
  const tool = text(payload['tool_name']);
  const folder = text(payload['cwd']);
  switch (name) {
    case 'PreToolUse':
    case 'PermissionRequest':
      return { kind: 'before-tool', name, tool, input: payload['tool_input'], folder, isMaskedAfter: true };
    case 'PostToolUse':
      return { kind: 'after-tool', name, tool, output: payload['tool_response'], isMaskable: true };
    case 'PostToolUseFailure':
      return { kind: 'after-tool', name, tool, output: payload['error'], isMaskable: isCodex };
    case 'UserPromptSubmit':
      return { kind: 'prompt', name, prompt: text(payload['prompt']), folder, files: [] };
    default:
      return null;
  }
}

export function denied(name: string, reason: string): Readonly<Record<string, unknown>> {
  if (name === 'PermissionRequest')
    return { hookSpecificOutput: { hookEventName: name, decision: { behavior: 'deny', message: reason } } };
  return {
    hookSpecificOutput: {
      hookEventName: name,
      permissionDecision: 'deny',
      permissionDecisionReason: reason,
    },
  };
}

/** Arguments and results that arrive as JSON in a text. */
export function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
