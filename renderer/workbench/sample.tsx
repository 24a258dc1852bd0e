import type { ReactElement, ReactNode } from 'react';
import { classes } from '../ui/classes.ts';
import styles from './workbench.module.css';

const c = classes(styles);

/** A component's name, and its states beside it. */
export function Sample({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className={c('sample')} aria-label={name}>
      <h2>{name}</h2>
      <div className={c('states')}>{children}</div>
    </section>
  );
}

export function State({
  name,
  wide = false,
  children,
}: {
  readonly name: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={c('state', wide && 'wide')}>
      <span className="muted small">{name}</span>
      {children}
    </div>
  );
}

/** The names of a union, all of them: one that is missing, or gone, does not compile. */
export function namesOf<Name extends string>(all: Readonly<Record<Name, true>>): readonly Name[] {
  return Object.keys(all) as Name[];
}
