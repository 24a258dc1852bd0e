/** What is to become of an event: passed, refused, or masked. */
import { BRANDS } from '../../shared/brands.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import type { HookEvent, Verdict } from './events.ts';
import { maskedValue, redacted, searchText, searchValue, textsOf, type Search } from './key-search.ts';
import { createFileLooker } from './named-files.ts';
import { shownByCommand, type Shown } from './shown-by-command.ts';
import { certain } from '../../shared/certain.ts';

const PASS: Verdict = { kind: 'pass' };
const VARIABLE = BRANDS.augno.environment.apiKey;
const WAY = `To use a key without seeing it: augno-vault run --env ${VARIABLE}=NAME -- COMMAND, with the key's name from augno-vault keys list.`;

/** Tools that write where they are pointed. */
const WRITERS = /write|edit|create|replace|patch|delete|remove|move|rename|save|upload/i;
const FINDERS = /grep|search|glob|find|^rg$/i;
const COMMAND_FIELDS = ['command', 'cmd', 'script', 'commandLine'] as const;
const PATH_FIELDS =
  /^(?:file_?path|absolute_?path|target_?file|notebook_?path|path|paths|file|files|filename|uri|include)$/i;
/** `@src/.env` in a prompt: the assistant puts the file in without a tool. */
const MENTION = /(?:^|[\s(])@(?:"([^"\n]+)"|((?:\\ |[^\s,;)"'])+))/g;
const MOST_MENTIONS = 1000;

export function judge(event: HookEvent, environment: NodeJS.ProcessEnv): Verdict {
  switch (event.kind) {
    case 'before-tool':
      return beforeTool(event, environment);
    case 'after-tool':
      return afterTool(event);
    case 'prompt':
      return prompt(event, environment);
  }
}

function beforeTool(
  event: Extract<HookEvent, { kind: 'before-tool' }>,
  environment: NodeJS.ProcessEnv,
): Verdict {
  const inside = searchValue(event.input);
  if (inside.key !== null)
    return refuse(
      `This call to ${name(event.tool)} holds a key itself (${inside.key}), so it was not run. Do not write keys into commands, files or requests. ${WAY} The key stands in this conversation: it should be rotated.`,
    );
  if (!inside.isWhole) return refuse(unsearched(`this call to ${name(event.tool)}`));
  if (event.content !== undefined) {
    const content = searchText(event.content);
    if (content.key !== null || !content.isWhole)
      return refuse(fromFile({ key: content.key ?? 'what may be a key', where: name(fileOf(event.input)) }));
  }
  const files = createFileLooker(event.folder, environment);
  const around = { files, environment, isMaskedAfter: event.isMaskedAfter };
  for (const line of commandsIn(event.input)) {
    const shown = shownByCommand(line, around);
    if (shown !== null) return refuse(fromFile(shown));
  }
  if (WRITERS.test(event.tool) || (FINDERS.test(event.tool) && event.isMaskedAfter)) return PASS;
  const found = files.firstWithKey(pathsIn(event.input));
  if (found === null) return PASS;
  const key = found.search.key ?? (event.isMaskedAfter ? null : 'what may be a key');
  return key === null
    ? PASS
    : refuse(fromFile({ key, where: name(certain(found.file.split(/[\\/]/).at(-1))) }));
}

function afterTool(event: Extract<HookEvent, { kind: 'after-tool' }>): Verdict {
  const { key, isWhole } = searchValue(event.output);
  if (key === null && isWhole) return PASS;
  const what = key === null ? 'could not be searched for keys to its end' : `held a key (${key})`;
  if (!event.isMaskable)
    return {
      kind: 'mask',
      output: event.output,
      notice: `The output of ${name(event.tool)} ${what}, and this assistant takes no other in its place: the key stands in this conversation. Do not repeat or use it. It should be rotated (augno-vault keys rotate).`,
    };
  const masked = maskedValue(event.output);
  const rest = searchValue(masked);
  return {
    kind: 'mask',
    // SECURITY: a key that stands in no single text, as one cut in two, is not shown either.
    output: rest.key === null && rest.isWhole ? masked : withheld(masked),
    notice: `The output of ${name(event.tool)} ${what}; it was masked before it came into this conversation. ${WAY}`,
  };
}

/** The same form without a text. */
function withheld(value: unknown): unknown {
  if (typeof value === 'string') return value.length < 8 ? value : '****';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withheld);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withheld(item)])) as unknown;
}

function prompt(event: Extract<HookEvent, { kind: 'prompt' }>, environment: NodeJS.ProcessEnv): Verdict {
  const inside = searchText(event.prompt);
  if (inside.key !== null)
    return refuse(
      `This message holds a key (${inside.key}), so it was not sent. Take the key out and say its name instead. ${WAY}`,
    );
  if (!inside.isWhole) return refuse(unsearched('this message'));
  const mentioned = mentionedIn(event.prompt);
  const ends = mentioned.map((file) => file.replace(/[.:!?]+$/, '').replace(/#L?\d+(?:-\d+)?$/, ''));
  const files = createFileLooker(event.folder, environment);
  const found = files.firstWithKey([...event.files, ...mentioned, ...ends]);
  if (found === null) return PASS;
  return refuse(
    `${name(certain(found.file.split(/[\\/]/).at(-1)))}, which goes with this message, holds ${say(found.search)}, so it was not sent. Leave the file out. ${WAY}`,
  );
}

function mentionedIn(prompt: string): readonly string[] {
  const found: string[] = [];
  for (const [, quoted, plain] of prompt.matchAll(MENTION)) {
    found.push(quoted ?? certain(plain).replaceAll('\\ ', ' '));
    if (found.length >= MOST_MENTIONS) break;
  }
  return found;
}

const say = ({ key }: Search): string => (key === null ? 'what may be a key' : `a key (${key})`);

const refuse = (reason: string): Verdict => ({ kind: 'refuse', reason });

const fromFile = ({ key, where }: Shown): string =>
  `This would bring a key into the conversation (${key}, in ${name(where)}), so it was not run. ${WAY}`;

const unsearched = (what: string): string =>
  `It could not be told whether ${what} holds a key: it is encoded too deeply to be searched. It was not run. Do it in smaller parts, or without the encoding.`;

/** SECURITY: names of others go into sentences that a model reads: one line, short, no key. */
function name(text: string): string {
  const line = terminalLine(redacted(text));
  return line === '' ? 'a tool' : line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

function fields(input: unknown): readonly (readonly [string, unknown])[] {
  return typeof input === 'object' && input !== null ? Object.entries(input) : [];
}

function commandsIn(input: unknown): readonly string[] {
  return fields(input).flatMap(([field, value]) => {
    if (!(COMMAND_FIELDS as readonly string[]).includes(field)) return [];
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value)) return [];
    // `["bash", "-lc", "cat .env"]`: the words as they are, and the line among them.
    const parts = value.filter((part): part is string => typeof part === 'string');
    return [parts.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ')];
  });
}

function pathsIn(input: unknown): readonly string[] {
  return fields(input).flatMap(([field, value]) =>
    PATH_FIELDS.test(field)
      ? textsOf(Array.isArray(value) ? value : [value]).map((file) => file.replace(/^file:\/\//, ''))
      : [],
  );
}

function fileOf(input: unknown): string {
  return pathsIn(input)[0]?.split(/[\\/]/).at(-1) ?? '';
}
