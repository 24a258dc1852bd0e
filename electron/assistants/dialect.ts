/** What each assistant's hooks send and take. Sources: docs/decisions/0230-hooks-of-assistants.md. */
import { cursor } from './dialect-cursor.ts';
import {
  asText,
  denied,
  isObject,
  parsed,
  readClaude,
  systemMessage,
  text,
  type Dialect,
  type Payload,
} from './dialect-parts.ts';
import type { AssistantId } from './events.ts';

/** Where a long output was put into a file, that file is named too, and would be shown in place of what is masked. */
function withoutCopy(output: unknown): unknown {
  if (!isObject(output)) return output;
  const { persistedOutputPath: _path, persistedOutputSize: _size, ...rest } = output;
  return rest;
}

const claudeCode: Dialect = {
  read: (payload) => readClaude(payload, false),
  answer({ name, kind, ...event }, verdict) {
    if (verdict.kind === 'pass') return {};
    if (verdict.kind === 'refuse')
      return kind === 'prompt' ? { decision: 'block', reason: verdict.reason } : denied(name, verdict.reason);
    const specific = { hookEventName: name, additionalContext: verdict.notice };
    if ('isMaskable' in event && !event.isMaskable)
      return { systemMessage: verdict.notice, hookSpecificOutput: specific };
    const output = withoutCopy(verdict.output);
    const isMcp = 'tool' in event && event.tool.startsWith('mcp__');
    return {
      systemMessage: verdict.notice,
      hookSpecificOutput: {
        ...specific,
        updatedToolOutput: output,
        // Versions before the general field know this one.
        ...(isMcp ? { updatedMCPToolOutput: output } : {}),
      },
    };
  },
  warn: systemMessage,
};

const codex: Dialect = {
  read: (payload) => readClaude(payload, true),
  answer({ name, kind }, verdict) {
    if (verdict.kind === 'pass') return {};
    if (verdict.kind === 'refuse')
      return kind === 'prompt' ? { decision: 'block', reason: verdict.reason } : denied(name, verdict.reason);
    // A blocked result is replaced by the reason.
    return { decision: 'block', reason: `${verdict.notice}\n\n${asText(verdict.output)}` };
  },
  warn: systemMessage,
};

const gemini: Dialect = {
  read(payload) {
    const name = text(payload['hook_event_name']);
    const tool = text(payload['tool_name']);
    const folder = text(payload['cwd']);
    switch (name) {
      case 'BeforeTool':
        return { kind: 'before-tool', name, tool, input: payload['tool_input'], folder, isMaskedAfter: true };
      case 'AfterTool':
        return { kind: 'after-tool', name, tool, output: payload['tool_response'], isMaskable: true };
      case 'BeforeAgent':
        return { kind: 'prompt', name, prompt: text(payload['prompt']), folder, files: [] };
      default:
        return null;
    }
  },
  answer(_event, verdict) {
    if (verdict.kind === 'pass') return {};
    if (verdict.kind === 'refuse') return { decision: 'deny', reason: verdict.reason };
    return {
      decision: 'deny',
      reason: `${verdict.notice}\n\n${asText(verdict.output)}`,
      systemMessage: verdict.notice,
    };
  },
  warn: systemMessage,
};

const copilot: Dialect = {
  read(payload) {
    const folder = text(payload['cwd']);
    // Configured in PascalCase, and in VS Code, the fields are those of Claude Code but for the result.
    if (typeof payload['hook_event_name'] === 'string') {
      const output = payload['tool_response'] ?? payload['tool_result'];
      return readClaude({ ...payload, tool_response: output }, false);
    }
    const tool = text(payload['toolName']);
    if ('transformedPrompt' in payload)
      return {
        kind: 'prompt',
        name: 'userPromptTransformed',
        prompt: text(payload['transformedPrompt']),
        folder,
        files: [],
      };
    if ('prompt' in payload)
      return {
        kind: 'prompt',
        name: 'userPromptSubmitted',
        prompt: text(payload['prompt']),
        folder,
        files: [],
      };
    if ('toolResult' in payload)
      return {
        kind: 'after-tool',
        name: 'postToolUse',
        tool,
        output: payload['toolResult'],
        isMaskable: true,
      };
    if ('error' in payload && tool !== '')
      return {
        kind: 'after-tool',
        name: 'postToolUseFailure',
        tool,
        output: payload['error'],
        isMaskable: false,
      };
    if ('toolArgs' in payload)
      return {
        kind: 'before-tool',
        name: 'preToolUse',
        tool,
        input: parsed(payload['toolArgs']),
        folder,
        isMaskedAfter: true,
      };
    return null;
  },
  answer(event, verdict) {
    if (verdict.kind === 'pass') return {};
    if (verdict.kind === 'refuse') {
      // Its configured hooks cannot stop a prompt; what the model gets in its place can be said.
      if (event.name === 'userPromptTransformed') return { modifiedTransformedPrompt: verdict.reason };
      if (event.kind === 'prompt')
        return { decision: 'block', reason: verdict.reason, continue: false, stopReason: verdict.reason };
      return {
        permissionDecision: 'deny',
        permissionDecisionReason: verdict.reason,
        ...(event.name === 'PreToolUse' ? denied(event.name, verdict.reason) : {}),
      };
    }
    if (event.kind !== 'after-tool' || !event.isMaskable) return { additionalContext: verdict.notice };
    return {
      modifiedResult: verdict.output,
      additionalContext: verdict.notice,
      ...(event.name === 'PostToolUse'
        ? { decision: 'block', reason: `${verdict.notice}\n\n${asText(verdict.output)}` }
        : {}),
    };
  },
  // SECURITY: any other end than 0 refuses the tool, and would do so at each new kind of event.
  warn: (message) => ({
    output: `${JSON.stringify({ type: 'progress', message })}\n{}`,
    warning: message,
    exitCode: 0,
  }),
};

const DIALECTS: Readonly<Record<AssistantId, Dialect>> = {
  'claude-code': claudeCode,
  codex,
  cursor,
  copilot,
  gemini,
};

/** Cursor also runs the hooks of Claude Code that it finds, with its own events. */
export function dialectOf(assistant: AssistantId, payload: Payload): Dialect {
  return typeof payload['cursor_version'] === 'string' ? cursor : DIALECTS[assistant];
}
