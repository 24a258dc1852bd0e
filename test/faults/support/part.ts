/**
 * A long run in parts: `AUGNO_VAULT_FAULTS_PART=3/8` is the third of eight. Each is spread evenly over the places of every step
 * and over everything that is done there, so that a few parts in the time there is have looked everywhere a little; all of
 * them are the whole. The figures count what the step has, whatever the part.
 */
export interface Part {
  /** From 1. */
  readonly which: number;
  readonly of: number;
}

const WHOLE: Part = { which: 1, of: 1 };

/** @throws where it is no part of anything */
export function partOf(text: string | undefined): Part {
  if (text === undefined || text === '') return WHOLE;
  const [, which, of] = /^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? [];
  const part = { which: Number(which), of: Number(of) };
  if (!(part.which >= 1 && part.which <= part.of))
    throw new Error(`${text} is no part: 3/8 is the third of eight.`);
  return part;
}

const PART = partOf(process.env['AUGNO_VAULT_FAULTS_PART']);

/**
 * @param place the how manieth of its step
 * @param kind the how manieth of what is done there: another part's turn for each, so that no part has one kind alone
 */
export const isInPart = (place: number, kind: number, { which, of }: Part = PART): boolean =>
  (place + kind) % of === which - 1;
