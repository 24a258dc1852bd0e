/** How a key stands and what can be done with it follows from its account's or service's record too: its clock, its address. */
const CONNECTION_WITH_KEYS = ['connections', 'keys'];
const SHOWN_AS: ReadonlyMap<string, readonly string[]> = new Map([
  ['connections', CONNECTION_WITH_KEYS],
  ['provider-connections', CONNECTION_WITH_KEYS],
  ['confirmed-addresses', ['connections']],
  ['kept-replies', ['keys']],
]);

/** Screens show keys, connections and rotations, whoever keeps them. */
export function shownAs(collections: Iterable<string>): readonly string[] {
  return [...collections].flatMap((name) => SHOWN_AS.get(name) ?? [name]);
}
