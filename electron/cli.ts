/** The headless command `augno-vault`: finds the subcommand, runs it, turns errors into sentences and exit codes. */
import { AppError, toAppError } from '../shared/errors.ts';
import { terminalText } from '../shared/harmless-text.ts';
import { say, type Said } from '../shared/messages/say.ts';
import { wordsIn } from '../shared/messages/words-in.ts';
import { wordsOf, type Words } from '../shared/messages/words.ts';
import { createContext } from './cli/context.ts';
import { exitCodeOf } from './cli/exit-code.ts';
import { parseCommandLine } from './cli/global-options.ts';
import { watchOutput } from './cli/lost-output.ts';
import { assertNotTakenByNode } from './cli/options-of-node.ts';
import { languageOf } from './cli/language.ts';
import { nearest } from './cli/nearest.ts';
import { COMMANDS } from './cli/registry.ts';
import { tellStillWorking, tellsByItself } from './cli/still-working.ts';
import { EXIT, type CommandContext } from './cli/types.ts';
import { readPackageVersion } from './package-version.ts';
import { endOnFault } from './platform/end-on-fault.ts';
import { certain } from '../shared/certain.ts';

function noCommand(name: string): AppError {
  const near = nearest(
    name,
    COMMANDS.map((entry) => entry.name),
  );
  return new AppError({
    code: 'invalid-input',
    message: say('command.there-is-no-command-value', { value: JSON.stringify(name.slice(0, 40)) }),
    hint:
      near.length === 0
        ? say('command.nothing-was-done-see-augno-vault-help')
        : say('command.nothing-was-done-did-you-mean', { names: near.join(', ') }),
  });
}

/** Null in English, and until it is known in which language to speak. */
let words: Words | null = null;

function linesOf(message: Said, ...hints: readonly Said[]): readonly string[] {
  const inWords = (said: Said): string => wordsOf(said, words);
  return [`augno-vault: ${inWords(message)}`, ...hints.map((hint) => `  ${inWords(hint)}`)];
}

function report(error: AppError): void {
  const { message, hint } = error.said;
  const log = error.requestLogUrl ?? error.requestLogText;
  const lines = linesOf(message, hint, ...(log === undefined ? [] : [say('command.request-log', { log })]));
  // SECURITY: sentences quote names and servers.
  process.stderr.write(`${terminalText(lines.join('\n'))}\n`);
}

endOnFault(
  // Both catalogues are loaded by then or never: nothing is awaited any more.
  (kind) => `${linesOf(say('command.met-a-fault', { kind }), say('command.met-a-fault-hint')).join('\n')}\n`,
);

const output = watchOutput((said) => wordsOf(said, words));

async function main(): Promise<number> {
  const commandLine = parseCommandLine(process.argv.slice(2));
  const [name, ...args] = commandLine.rest;
  const language = languageOf({
    wanted: commandLine.language,
    // Help is for a person, also that of hooks.
    command: commandLine.help ? undefined : name,
    environment: process.env,
    systemLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
  });
  words = language === 'en' ? null : await wordsIn(language);
  if (commandLine.version) {
    process.stdout.write(`${readPackageVersion()}\n`);
    return EXIT.done;
  }
  const names = COMMANDS.map((entry) => entry.name);
  if (name === undefined || (name === 'help' && args.length === 0)) {
    const { helpIn, overviewOf } = await import('./cli/messages/index.ts');
    process.stdout.write(`${overviewOf(await helpIn(language), names)}\n`);
    return name === undefined && !commandLine.help ? EXIT.usage : EXIT.done;
  }
  if (name === 'help' && args.length === 1 && args[0] === '--man') {
    const { helpIn } = await import('./cli/messages/index.ts');
    const { manPage } = await import('./cli/man-page.ts');
    process.stdout.write(manPage(readPackageVersion(), await helpIn(language), names));
    return EXIT.done;
  }
  const wanted = name === 'help' ? certain(args[0]) : name;
  const entry = COMMANDS.find((candidate) => candidate.name === wanted);
  if (entry === undefined) throw noCommand(wanted);
  if (commandLine.help || name === 'help') {
    const { helpIn } = await import('./cli/messages/index.ts');
    process.stdout.write(`${(await helpIn(language)).commands[entry.name].text}\n`);
    return EXIT.done;
  }
  const command = await entry.load();
  // `run` has exit codes of its own, and asks for itself; what a shell completes is nobody's option yet.
  if (name !== 'run' && name !== 'completion') assertNotTakenByNode(process.argv.slice(2));
  if (tellsByItself(name) || commandLine.globals.quiet)
    return await runIn(createContext(commandLine, COMMANDS, readPackageVersion, output, words));
  const working = tellStillWorking({
    words: (said) => wordsOf(said, words),
    put: (text) => void process.stderr.write(text),
  });
  try {
    return await runIn(createContext(commandLine, COMMANDS, readPackageVersion, output, words, working));
  } finally {
    working.stop();
  }

  async function runIn(context: CommandContext): Promise<number> {
    if (certain(entry).isServedByAgent === true) {
      const { runThroughAgent } = await import('./cli/agent/through-agent.ts');
      const code = await runThroughAgent(certain(name), args, context, language);
      if (code !== null) return code;
    }
    try {
      return await command.run(args, context);
    } catch (thrown) {
      const { withWhatWasMeant } = await import('./cli/did-you-mean.ts');
      const { helpIn } = await import('./cli/messages/index.ts');
      const helpOf = async (): Promise<string> => (await helpIn('en')).commands[certain(entry).name].text;
      throw await withWhatWasMeant(thrown, certain(name), args, helpOf);
    }
  }
}

// Once all of this file is read: what is loaded while it is not would find parts of it missing.
void Promise.resolve()
  .then(main)
  .catch((thrown: unknown) => {
    const error = toAppError(thrown);
    report(error);
    return exitCodeOf(error.code);
  })
  .then((code) => output.finish(code))
  .then((code) => {
    process.exitCode = code;
  });
