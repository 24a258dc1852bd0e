/** Cursor's hooks: an event for each kind of tool, and no other output for its own shell. */
import { isObject, parsed, text, type Dialect } from './dialect-parts.ts';

export const cursor: Dialect = {
  read(payload) {
    const name = text(payload['hook_event_name']);
    const [root] = Array.isArray(payload['workspace_roots']) ? (payload['workspace_roots'] as unknown[]) : [];
    const folder = text(payload['cwd']) || text(root);
    const tool = text(payload['tool_name']);
    const before = { kind: 'before-tool', name, folder } as const;
    switch (name) {
      case 'beforeShellExecution':
        return { ...before, tool: 'Shell', input: { command: payload['command'] }, isMaskedAfter: false };
      case 'beforeMCPExecution':
        return { ...before, tool: `MCP:${tool}`, input: parsed(payload['tool_input']), isMaskedAfter: true };
      case 'preToolUse':
        return {
          ...before,
          tool,
          input: parsed(payload['tool_input']),
          isMaskedAfter: tool.startsWith('MCP:'),
        };
      case 'beforeReadFile':
        return {
          ...before,
          tool: 'Read',
          input: { file_path: payload['file_path'] },
          isMaskedAfter: false,
          content: text(payload['content']),
        };
      case 'postToolUse':
        return {
          kind: 'after-tool',
          name,
          tool,
          output: parsed(payload['tool_output']),
          isMaskable: tool.startsWith('MCP:'),
        };
      case 'beforeSubmitPrompt': {
        const attachments = Array.isArray(payload['attachments'])
          ? (payload['attachments'] as unknown[])
          : [];
        const files = attachments
          .filter(isObject)
          .map((file) => text(file['file_path']) || text(file['filePath']))
          .filter((file) => file !== '');
        return { kind: 'prompt', name, prompt: text(payload['prompt']), folder, files };
      }
      default:
        return null;
    }
  },
  answer(event, verdict) {
    if (verdict.kind === 'pass') return {};
    if (verdict.kind === 'refuse')
      return event.kind === 'prompt'
        ? { continue: false, user_message: verdict.reason }
        : { permission: 'deny', user_message: verdict.reason, agent_message: verdict.reason };
    return event.kind === 'after-tool' && event.isMaskable
      ? { updated_mcp_tool_output: verdict.output, additional_context: verdict.notice }
      : { additional_context: verdict.notice };
  },
  // Any other end than 0 and 2 is a failure that it notes down and goes on from.
  warn: (message) => ({ output: '', warning: message, exitCode: 1 }),
};
