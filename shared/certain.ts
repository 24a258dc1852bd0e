/**
 * A value that is there by what was done just before it is asked for.
 * @throws Error where that was a wrong thought of ours: nothing goes on with nothing in its place
 */
export function certain<Value>(value: Value): NonNullable<Value> {
  if (value === null || value === undefined) throw new Error('A value is missing that has to be there.');
  return value;
}
