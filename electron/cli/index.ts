/**
 * The subcommands of `augno-vault`: each a `Command` (`types.ts`), loaded when it is called (`registry.ts`). One reader of
 * arguments (`arguments.ts`), one of times (`when.ts`), one form of output (`output.ts`). What a command says is an id,
 * worded in the reader's language; `--json` is English.
 */
export {};
