/**
 * A typed command line as a program and its arguments. Quotes and backslashes group; nothing else of a shell is there, and
 * what only a shell could do (pipes, redirection, variables) is refused by name instead of being passed on as text.
 */
export type SplitCommand =
  | { readonly ok: true; readonly command: string; readonly args: readonly string[] }
  | { readonly ok: false; readonly problem: 'empty' | 'quote' | 'shell' | 'secret' };

export function splitCommand(line: string): SplitCommand {
  if (/(?:aug|mrp)_sk_(?:test|prod)_[A-Za-z0-9]/.test(line)) return { ok: false, problem: 'secret' };
  const parts: string[] = [];
  let current = '';
  let open = false;
  let quote: '"' | "'" | null = null;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index]!;
    if (quote !== "'" && isShellAt(line, index, quote !== null)) return { ok: false, problem: 'shell' };
    if (quote !== null) {
      if (character === quote) quote = null;
      else if (character === '\\' && quote === '"' && /["\\]/.test(line[index + 1] ?? '')) {
        current += line[(index += 1)]!;
      } else current += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      open = true;
    } else if (character === '\\' && index + 1 < line.length) {
      current += line[(index += 1)]!;
      open = true;
    } else if (/\s/.test(character)) {
      if (open) parts.push(current);
      current = '';
      open = false;
    } else {
      current += character;
      open = true;
    }
  }
  if (quote !== null) return { ok: false, problem: 'quote' };
  if (open) parts.push(current);
  const [command, ...args] = parts;
  return command === undefined || command === ''
    ? { ok: false, problem: 'empty' }
    : { ok: true, command, args };
}

function isShellAt(line: string, index: number, quoted: boolean): boolean {
  if (line[index - 1] === '\\') return false;
  if (/^(`|\$[({A-Za-z_])/.test(line.slice(index, index + 2))) return true;
  return !quoted && /[|&;<>\n]/.test(line[index]!);
}

export interface PresetField {
  readonly id: 'name' | 'where' | 'entry';
  readonly optional?: true;
  readonly pattern: RegExp;
  readonly example: string;
}

export interface Preset {
  readonly id: 'gh' | 'kubectl' | 'docker' | 'vault';
  readonly title: string;
  readonly fields: readonly PresetField[];
  readonly program: (values: Readonly<Record<PresetField['id'], string>>) => readonly [string, ...string[]];
}

// No value begins with a dash: the program would take it for an option.
const WORD = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

export const PRESETS: readonly Preset[] = [
  {
    id: 'gh',
    title: 'GitHub: gh secret set',
    fields: [
      { id: 'name', pattern: /^[A-Za-z_][A-Za-z0-9_]*$/, example: 'AUGNO_API_KEY' },
      { id: 'where', optional: true, pattern: /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/, example: 'acme/shop' },
    ],
    program: ({ name, where }) => ['gh', 'secret', 'set', name, ...(where === '' ? [] : ['--repo', where])],
  },
  {
    id: 'kubectl',
    title: 'Kubernetes: kubectl create secret',
    fields: [
      { id: 'name', pattern: /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, example: 'augno-api-key' },
      { id: 'entry', pattern: WORD, example: 'AUGNO_API_KEY' },
      { id: 'where', optional: true, pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, example: 'production' },
    ],
    program: ({ name, entry, where }) => [
      'kubectl',
      'create',
      'secret',
      'generic',
      name,
      `--from-file=${entry}=/dev/stdin`,
      ...(where === '' ? [] : [`--namespace=${where}`]),
    ],
  },
  {
    id: 'docker',
    title: 'Docker Swarm: docker secret create',
    fields: [{ id: 'name', pattern: WORD, example: 'augno_api_key' }],
    program: ({ name }) => ['docker', 'secret', 'create', name, '-'],
  },
  {
    id: 'vault',
    title: 'HashiCorp Vault: vault kv put',
    fields: [
      { id: 'where', pattern: /^[A-Za-z0-9_][\w./-]*$/, example: 'secret/erp' },
      { id: 'entry', pattern: WORD, example: 'api_key' },
    ],
    program: ({ where, entry }) => ['vault', 'kv', 'put', where, `${entry}=-`],
  },
];
