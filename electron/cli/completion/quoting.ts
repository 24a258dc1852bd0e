/**
 * What was typed as the shell will read it, and a name as it has to be typed in that shell. Pure.
 *
 * SECURITY: names come from servers and files. Each character that a shell could read as more than itself is escaped, and a
 * name that cannot be written safely where the cursor is, is not offered there. zsh and fish escape by themselves what they
 * are given to complete; bash and PowerShell put in what they are told.
 */
import type { Shell } from './scripts.ts';

/** Inside which quotes the cursor is. */
export type Quote = '' | '"' | "'";

export interface Typed {
  readonly text: string;
  readonly quote: Quote;
}

/** PowerShell takes these for quotes as well. */
const SINGLE = "'\\u2018\\u2019\\u201A\\u201B";
const DOUBLE = '"\\u201C\\u201D\\u201E';
const isIn = (characters: string, character: string | undefined): boolean =>
  character !== undefined && new RegExp(`[${characters}]`, 'u').test(character);

/** Null where quotes begin or end in the middle: what is offered there could not be put in place of it. */
export function readTyped(shell: Shell, word: string): Typed | null {
  return shell === 'powershell' ? readInPowerShell(word) : readInUnix(word);
}

function readInUnix(word: string): Typed | null {
  const [first = ''] = word;
  if (first === "'") {
    const inside = word.slice(1);
    return inside.includes("'") ? null : { text: inside, quote: "'" };
  }
  const quote = first === '"' ? '"' : '';
  let text = '';
  for (let at = quote.length; at < word.length; at += 1) {
    const character = word.charAt(at);
    if (character === '\\') {
      const next = word.charAt(at + 1);
      at += 1;
      text += quote === '"' && !['"', '\\', '$', '`'].includes(next) ? `\\${next}` : next;
    } else if (character === '"' || (character === "'" && quote === '')) return null;
    else if (character === '$' || character === '`') return null;
    else text += character;
  }
  return { text, quote };
}

function readInPowerShell(word: string): Typed | null {
  const [first] = word;
  const quote = isIn(SINGLE, first) ? "'" : isIn(DOUBLE, first) ? '"' : '';
  const inside = word.slice(quote.length);
  if (quote === "'") {
    const text = inside.replaceAll(new RegExp(`([${SINGLE}])[${SINGLE}]`, 'gu'), '$1');
    return { text, quote };
  }
  return /[`$"'\u2018-\u201E]/u.test(inside) ? null : { text: inside, quote };
}

/** Null where it cannot be written there. */
export function written(shell: Shell, name: string, quote: Quote): string | null {
  switch (shell) {
    case 'zsh':
    case 'fish':
      return name;
    case 'bash':
      return inBash(name, quote);
    case 'powershell':
      return inPowerShell(name);
  }
}

function inBash(name: string, quote: Quote): string | null {
  // Behind a name that ends in it, the shell would take the quote for closed.
  if (quote !== '' && name.endsWith(quote)) return null;
  if (quote === "'") return name.replaceAll("'", `'\\''`);
  // An exclamation mark recalls a command there, and no backslash keeps it from that without staying in the text.
  if (quote === '"') return name.includes('!') ? null : name.replaceAll(/[\\"$`]/g, '\\$&');
  // What is not escaped here is a letter, a digit, or means nothing in any place of a word.
  return name.replaceAll(/[^\p{L}\p{N}_.,/+@%-]/gu, '\\$&');
}

/** Windows' own PowerShell hands a quote on to a program in a way that can end the argument. */
function inPowerShell(name: string): string | null {
  if (name.includes('"') || name.endsWith('\\')) return null;
  if (/^[A-Za-z0-9_][A-Za-z0-9_.]*$/.test(name)) return name;
  return `'${name.replaceAll(new RegExp(`[${SINGLE}]`, 'gu'), '$&$&')}'`;
}
