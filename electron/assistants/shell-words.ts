/**
 * A command line taken apart as far as it says which program prints what. It is no shell: what it does not understand it
 * leaves, and the masking of the output comes after it.
 */

export interface Word {
  readonly text: string;
  /** Variables that the shell would fill in. */
  readonly variables: readonly string[];
}

export interface SimpleCommand {
  readonly words: readonly Word[];
  /** Files that it reads by `<`. */
  readonly inputs: readonly string[];
  /** Its output goes into a file. */
  readonly isRedirected: boolean;
  /** Its output goes into the next command of the pipe. */
  readonly isPiped: boolean;
  /** How many `$(`, backticks or brackets are open around it. */
  readonly depth: number;
  /** Around it stands a substitution that belongs to this word's command; -1 for none. */
  readonly parent: number;
}

const MOST_COMMANDS = 500;

type Redirect = '' | '<' | '>' | '2>';

/** A word that goes on behind a substitution. */
interface Before {
  readonly word: string;
  readonly variables: string[];
  readonly isWord: boolean;
  readonly redirect: Redirect;
}
const VARIABLE = /^\$(?:\{[!#]?)?(?:env:)?([A-Za-z_][A-Za-z0-9_]*)/;

interface Open {
  words: Word[];
  inputs: string[];
  isRedirected: boolean;
  index: number;
  parent: number;
  /** What closes it. */
  end: string;
  /** The quotes that stood around the substitution. */
  quote: string;
}

/**
 * @param areBracesText whether `{x` is a word, as in `sh`; else a block begins there, as in PowerShell
 * @returns the simple commands, inner ones before or behind the one that they belong to
 */
export function commandsOf(line: string, areBracesText = false): readonly SimpleCommand[] {
  const commands: (SimpleCommand | undefined)[] = [];
  const stack: Open[] = [];
  let open: Open = opened(-1, '', '');
  let word = '';
  let variables: string[] = [];
  let isWord = false;
  let quote = '';
  let redirect: Redirect = '';
  const saved: Before[] = [];

  function opened(parent: number, end: string, around: string): Open {
    const index = commands.push(undefined) - 1;
    return { words: [], inputs: [], isRedirected: false, index, parent, end, quote: around };
  }

  function endWord(): void {
    if (!isWord) return;
    if (redirect === '<') open.inputs.push(word);
    else if (redirect === '>')
      open.isRedirected ||= !/^(?:\/dev\/(?:stdout|stderr|tty|fd\/[12])|&[12-])$/.test(word);
    else if (redirect === '') open.words.push({ text: word, variables });
    redirect = '';
    word = '';
    variables = [];
    isWord = false;
  }

  function endCommand(isPiped: boolean): void {
    endWord();
    const { words, inputs, isRedirected, index, parent } = open;
    commands[index] = { words, inputs, isRedirected, isPiped, depth: stack.length, parent };
    open = opened(open.parent, open.end, open.quote);
  }

  for (let at = 0; at < line.length && commands.length < MOST_COMMANDS; at += 1) {
    const character = line[at]!;
    if (quote === "'") {
      if (character === "'") quote = '';
      else word += character;
      continue;
    }
    if (character === '\\' && at + 1 < line.length) {
      // Windows paths keep theirs: a letter behind it is no escape that changes which file is meant.
      const next = line[at + 1]!;
      if (next === '\n') at += 1;
      else if (/[A-Za-z0-9.]/.test(next)) word += character;
      else {
        word += next;
        at += 1;
      }
      isWord = true;
      continue;
    }
    if (character === '$' && line[at + 1] === '(') {
      stack.push(open);
      saved.push({ word, variables, isWord, redirect });
      open = opened(open.index, ')', quote);
      [word, variables, isWord, quote, redirect] = ['', [], false, '', ''];
      at += 1;
      continue;
    }
    if (character === '`' && open.end !== '`') {
      stack.push(open);
      saved.push({ word, variables, isWord, redirect });
      open = opened(open.index, '`', quote);
      [word, variables, isWord, quote, redirect] = ['', [], false, '', ''];
      continue;
    }
    if (character === open.end && open.end !== '' && quote === '') {
      const around = open.quote;
      endCommand(false);
      open = stack.pop()!;
      ({ word, variables, isWord, redirect } = saved.pop()!);
      isWord = true;
      quote = around;
      continue;
    }
    if (character === '$') {
      const name = VARIABLE.exec(line.slice(at, at + 200))?.[1];
      if (name !== undefined) variables.push(name);
      word += character;
      isWord = true;
      continue;
    }
    if (quote === '"') {
      if (character === '"') quote = '';
      else word += character;
      continue;
    }
    if (character === "'" || character === '"') {
      quote = character;
      isWord = true;
    } else if (character === ' ' || character === '\t') endWord();
    else if (character === '#' && !isWord) {
      while (at + 1 < line.length && line[at + 1] !== '\n') at += 1;
    } else if (character === '|') {
      const isOr = line[at + 1] === '|';
      if (isOr || line[at + 1] === '&') at += 1;
      endCommand(!isOr);
    } else if (character === '&' && (redirect !== '' || line[at + 1] === '>')) {
      if (redirect === '') continue;
      word += character;
      isWord = true;
    } else if (
      ';&\n(){}'.includes(character) &&
      !(
        areBracesText &&
        (character === '{' ? /^\{\S/.test(line.slice(at, at + 2)) : character === '}' && isWord)
      ) &&
      !(character === '{' && (isWord || /^\{(?=[^\s{}]*\})[^\s{},]*,/.test(line.slice(at, at + 4096)))) &&
      !(character === '}' && word.includes('{'))
    ) {
      endCommand(false);
    } else if (character === '<' || character === '>') {
      // `2>file` says nothing about what is printed.
      const isOther = character === '>' && /^[02-9]$/.test(word);
      if (/^\d$/.test(word)) [word, isWord] = ['', false];
      endWord();
      while (line[at + 1] === '>' || line[at + 1] === '<' || line[at + 1] === '|') at += 1;
      redirect = isOther ? '2>' : character;
    } else {
      word += character;
      isWord = true;
    }
  }
  endCommand(false);
  while (stack.length > 0) {
    open = stack.pop()!;
    const before = saved.pop()!;
    ({ word, variables, isWord, redirect } = before);
    endCommand(false);
  }
  return commands.map((command) => command ?? EMPTY);
}

const EMPTY: SimpleCommand = {
  words: [],
  inputs: [],
  isRedirected: false,
  isPiped: false,
  depth: 0,
  parent: -1,
};
