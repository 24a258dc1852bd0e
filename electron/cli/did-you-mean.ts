/** What a command line that was refused may have meant, by the help that people read and shells complete from. */
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { GLOBAL_OPTIONS } from './completion/candidates.ts';
import { grammarOf } from './completion/grammar.ts';
import { nearest } from './nearest.ts';
import { separatorIn } from './separator.ts';

/**
 * The first word that the command does not know, and what is near it.
 * SECURITY: only words of the help are given back: what was typed may be a key in the wrong place.
 */
function meantBy(name: string, help: string, args: readonly string[]): readonly string[] {
  const grammar = grammarOf(name, help);
  const options = [...grammar.optionsOf(null), ...GLOBAL_OPTIONS];
  const end = separatorIn(args);
  const own = end < 0 ? args : args.slice(0, end);
  for (const [index, word] of own.entries()) {
    if (!word.startsWith('--')) {
      if (index > 0 || grammar.actions.length === 0 || grammar.actions.includes(word)) continue;
      return nearest(word, grammar.actions);
    }
    const [option = '', value = own[index + 1] ?? ''] = word.split('=', 2);
    if (!options.includes(option)) return nearest(option, options);
    const values = grammar.valuesOf(option);
    if (values.length > 0 && !values.includes(value)) return nearest(value, values);
  }
  return [];
}

/** The error with what may have been meant before its own hint. */
export async function withWhatWasMeant(
  thrown: unknown,
  name: string,
  args: readonly string[],
  helpOf: () => Promise<string>,
): Promise<unknown> {
  if (!(thrown instanceof AppError) || thrown.code !== 'invalid-input') return thrown;
  const { message, hint } = thrown.said;
  const near = meantBy(name, await helpOf(), args);
  if (near.length === 0) return thrown;
  return new AppError({
    code: thrown.code,
    message,
    hint: say('command.did-you-mean', { names: near.join(', '), hint }),
  });
}
