export type ClassNames = (...names: readonly (string | false | null | undefined)[]) => string;

/** Binds a CSS module, so that a component writes `c('row', selected && 'selected')`. */
export function classes(module: Readonly<Record<string, string>>): ClassNames {
  return (...names) =>
    names
      .filter((name): name is string => typeof name === 'string' && name !== '')
      .map((name) => module[name] ?? name)
      .join(' ');
}
