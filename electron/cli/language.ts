/** In which language the command speaks. `--json` and exit codes do not depend on it. */

export const LANGUAGES = ['en', 'de'] as const;
export type CommandLanguage = (typeof LANGUAGES)[number];

export interface LanguageSurroundings {
  /** `--language`. */
  readonly wanted: CommandLanguage | undefined;
  /** The subcommand; undefined also where its help is asked for. */
  readonly command: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the system says where no variable does: asked only then, as the answer needs all that the runtime knows of languages. */
  readonly systemLocale: () => string;
}

/** What hooks and CI print is read by programs and by whoever has the log: English, unless it is asked for otherwise. */
export function languageOf({
  wanted,
  command,
  environment,
  systemLocale,
}: LanguageSurroundings): CommandLanguage {
  if (wanted !== undefined) return wanted;
  if (command === 'hook' || command === 'ai-hook' || (environment['CI'] ?? '') !== '') return 'en';
  const locale =
    [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
      (value) => value !== undefined && value !== '',
    ) ?? systemLocale();
  return /^de(?:[_\-.@]|$)/i.test(locale) ? 'de' : 'en';
}
