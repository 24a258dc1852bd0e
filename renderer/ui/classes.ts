export type ClassNames = (...names: readonly (string | false | null | undefined)[]) => string;

/** Binds CSS modules, so that a component writes `c('row', selected && 'selected')`; a class that several have is worn of each. */
export function classes(...modules: readonly Readonly<Record<string, string>>[]): ClassNames {
  return (...names) =>
    names
      .filter((name): name is string => typeof name === 'string' && name !== '')
      .flatMap((name) => {
        const worn = modules.flatMap((module) => module[name] ?? []);
        return worn.length === 0 ? [name] : worn;
      })
      .join(' ');
}
