/** The most hostile name of a key is one word in a real shell, and nothing else. Each works on a terminal, as somebody types in it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeNamesFile } from '../../../electron/keys/offered-names/names-file.ts';
import { startNamesWorld, TOKEN, type NamesWorld } from './support/names-world.ts';
import { openTerminal } from './terminal.ts';

let world: NamesWorld;
beforeAll(async () => {
  world = await startNamesWorld();
});
afterAll(() => {
  world.close();
});

/** Each of them alone after its first two letters, so that one press of Tab completes it. */
const HOSTILE = [
  'a1 $(touch pwned)',
  'a2 `touch pwned`',
  "a3 '; touch pwned; '",
  'a4 "; touch pwned; "',
  'a5 & touch pwned & | touch pwned',
  'a6 ${HOME} $HOME %PATH%',
  'a7 \\ \\\\ back\\',
  'a8 * ? [ab] {a,b} ~ # <x >pwned',
  'a9 a:b=c,d@e%f',
  'b1 wow! !! !-1 ^x^y',
  'b2 (touch pwned)',
  'b3 it\'s "both" ‘kinds’ “of” quotes',
  'b4 größe 钥匙 🔑',
  'b5=(touch pwned) =cat',
  'b6 ${(e):-$(touch pwned)}',
];

interface InShell {
  readonly program: string;
  readonly args: readonly string[];
  readonly setUp: readonly string[];
}

const SHELLS: readonly InShell[] = [
  {
    program: 'bash',
    args: ['--norc', '--noprofile', '-i'],
    // As it is by default where somebody types: an exclamation mark recalls a command.
    setUp: ['source <(augno-vault completion bash)', 'set -H'],
  },
  {
    program: 'zsh',
    args: ['-f', '-i'],
    setUp: ['autoload -Uz compinit && compinit -u -D', 'source <(augno-vault completion zsh)'],
  },
  { program: 'fish', args: ['--no-config', '-i'], setUp: ['augno-vault completion fish | source'] },
];

const isThere = (program: string): boolean =>
  spawnSync(program, ['-c', 'exit 0'], { stdio: 'ignore' }).status === 0;

/** It writes down with which arguments it is called, and asks the real command at each Tab. */
function standIn(called: string): string {
  const bin = path.join(world.folder, 'bin');
  mkdirSync(bin, { recursive: true });
  const program = path.join(bin, 'augno-vault');
  writeFileSync(
    program,
    `#!/bin/sh
if [ "$1" = completion ]; then
  '${path.join(world.folder, 'augno-vault')}' "$@"
  echo >> '${called}.asked'
  exit
fi
for each in "$@"; do printf '%s\\n' "$each"; done > '${called}.new'
mv '${called}.new' '${called}'
`,
  );
  chmodSync(program, 0o755);
  return bin;
}

async function until(holds: () => boolean, longestMs = 20_000): Promise<void> {
  const end = Date.now() + longestMs;
  while (!holds() && Date.now() < end)
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
}

/** What means something between quotes, and can be written there: bash knows no way to write some of it (`quoting.ts`). */
const isTriedIn = (program: string, quote: string, name: string): boolean =>
  quote === '' ||
  (/[$`"'\\!]/.test(name) &&
    !(program === 'bash' && (name.endsWith(quote) || (quote === '"' && name.includes('!')))));

describe.runIf(process.platform === 'linux')('in a real shell, a hostile name', () => {
  afterEach(() => {
    rmSync(world.file, { force: true });
  });

  it.each(SHELLS.filter(({ program }) => isThere(program)))(
    'is completed to one word and runs nothing: $program $setUp',
    async ({ program, args, setUp }) => {
      writeNamesFile(world.file, TOKEN, HOSTILE);
      const called = path.join(world.folder, `called-by-${program}`);
      const asked = (): number =>
        existsSync(`${called}.asked`) ? readFileSync(`${called}.asked`).length : 0;
      const env = {
        ...world.environment,
        PATH: `${standIn(called)}:${process.env['PATH'] ?? ''}`,
        PS1: '$ ',
      };
      const terminal = openTerminal(program, args, env);
      try {
        for (const [index, each] of [`cd '${world.work}'`, ...setUp].entries()) {
          terminal.type(`${each}; echo "rea""dy-${String(index)}"\r`);
          await terminal.until(`ready-${String(index)}`);
        }
        const got: unknown[] = [];
        const wanted: unknown[] = [];
        for (const quote of ['', '"', "'"]) {
          for (const name of HOSTILE.filter((each) => isTriedIn(program, quote, each))) {
            rmSync(called, { force: true });
            const before = asked();
            terminal.type(`augno-vault keys show ${quote}${name.slice(0, 2)}\t`);
            await until(() => asked() > before);
            const length = terminal.text().length;
            await until(() => terminal.text().length > length, 500);
            terminal.type('\r');
            await until(() => existsSync(called), 1000);
            // What was not closed by the shell itself.
            if (!existsSync(called)) terminal.type(`${quote}\r`);
            await until(() => existsSync(called));
            const words = existsSync(called) ? readFileSync(called, 'utf8').split('\n').slice(0, -1) : [];
            got.push([quote, ...words]);
            wanted.push([quote, 'keys', 'show', name]);
          }
        }
        expect(got).toEqual(wanted);
        expect(readdirSync(world.work)).toEqual([]);
      } finally {
        process.kill(terminal.pid, 'SIGKILL');
        await terminal.ended;
      }
    },
    300_000,
  );
});
