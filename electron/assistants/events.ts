/** A hook event as every assistant has it, and what is to be said about it. */

export const ASSISTANTS = ['claude-code', 'codex', 'cursor', 'copilot', 'gemini'] as const;
export type AssistantId = (typeof ASSISTANTS)[number];

export function isAssistant(text: string): text is AssistantId {
  return (ASSISTANTS as readonly string[]).includes(text);
}

/** The hook's option: keys that only the vault knows are recognised too, while it is held open and where a person allowed it. */
export const WITH_VAULT = '--with-vault';

export type HookEvent =
  | {
      readonly kind: 'before-tool';
      readonly name: string;
      readonly tool: string;
      readonly input: unknown;
      readonly folder: string;
      /** The assistant takes another output in place of the tool's own. */
      readonly isMaskedAfter: boolean;
      /** What the tool would read, where the assistant sends it along. */
      readonly content?: string;
    }
  | {
      readonly kind: 'after-tool';
      readonly name: string;
      readonly tool: string;
      readonly output: unknown;
      /** False: the assistant has no way to take another output. */
      readonly isMaskable: boolean;
    }
  | {
      readonly kind: 'prompt';
      readonly name: string;
      readonly prompt: string;
      readonly folder: string;
      /** Files that go with it. */
      readonly files: readonly string[];
    };

export type Verdict =
  | { readonly kind: 'pass' }
  /** Of `before-tool` and `prompt`. */
  | { readonly kind: 'refuse'; readonly reason: string }
  /** Of `after-tool`: `output` stands in place of the tool's own where it can. */
  | { readonly kind: 'mask'; readonly output: unknown; readonly notice: string };

/** What the hook prints and ends with. */
export interface HookAnswer {
  readonly output: string;
  readonly warning: string;
  readonly exitCode: number;
}
