/** How a program reads a variable of its environment, by the language of its file. Pure. */
import path from 'node:path';

export interface Reading {
  /** What stands in the code in place of the key. */
  readonly expression: string;
  /** Its quotes go too, since the expression is no text. False where it is put between them. */
  readonly unquotes: boolean;
  /** What the file needs beside it, once; null for nothing. */
  readonly needs: string | null;
}

const of = (expression: string, needs: string | null = null): Reading => ({
  expression,
  unquotes: true,
  needs,
});
const within = (expression: string): Reading => ({ expression, unquotes: false, needs: null });

const node = (name: string): Reading => of(`process.env.${name}`);
const jvm = (name: string): Reading => of(`System.getenv("${name}")`);
const shell = (name: string): Reading => of(`"\${${name}:?}"`);
const c = (name: string): Reading => of(`getenv("${name}")`, '#include <stdlib.h>');

const BY_EXTENSION: Readonly<Record<string, (name: string) => Reading>> = {
  js: node,
  mjs: node,
  cjs: node,
  jsx: node,
  ts: node,
  mts: node,
  cts: node,
  tsx: node,
  vue: node,
  py: (name) => of(`os.environ["${name}"]`, 'import os'),
  rb: (name) => of(`ENV.fetch("${name}")`),
  go: (name) => of(`os.Getenv("${name}")`, 'import "os"'),
  php: (name) => of(`getenv('${name}')`),
  java: jvm,
  kt: jvm,
  kts: jvm,
  scala: jvm,
  groovy: jvm,
  cs: (name) => of(`Environment.GetEnvironmentVariable("${name}")`, 'using System;'),
  fs: (name) => of(`System.Environment.GetEnvironmentVariable("${name}")`),
  rs: (name) => of(`std::env::var("${name}").expect("${name} is not set")`),
  swift: (name) => of(`ProcessInfo.processInfo.environment["${name}"]!`, 'import Foundation'),
  ex: (name) => of(`System.fetch_env!("${name}")`),
  exs: (name) => of(`System.fetch_env!("${name}")`),
  pl: (name) => of(`$ENV{${name}}`),
  lua: (name) => of(`os.getenv("${name}")`),
  r: (name) => of(`Sys.getenv("${name}")`),
  c,
  h: c,
  cc: c,
  cpp: c,
  sh: shell,
  bash: shell,
  zsh: shell,
  ps1: (name) => of(`$env:${name}`),
  yml: (name) => within(`\${${name}}`),
  yaml: (name) => within(`\${${name}}`),
};

/** Null where the language is not known. */
export function readingIn(file: string, variable: string): Reading | null {
  return BY_EXTENSION[path.extname(file).slice(1).toLowerCase()]?.(variable) ?? null;
}

const QUOTES = ['"', "'", '`'];

/** The line with the expression in the key's place; null where the key is only a part of a text there. */
export function readingLine(reading: Reading, left: string, right: string): string | null {
  const quote = left.at(-1) ?? '';
  const isQuoted = QUOTES.includes(quote) && right.startsWith(quote);
  if (!reading.unquotes) return `${left}${reading.expression}${right}`;
  return isQuoted ? `${left.slice(0, -1)}${reading.expression}${right.slice(1)}` : null;
}
