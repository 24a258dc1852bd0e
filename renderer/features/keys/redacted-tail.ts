/** The end by which people tell keys apart: `****UCZu`. */
export function redactedTail(redacted: string): string {
  const stars = redacted.lastIndexOf('****');
  return stars < 0 ? redacted : redacted.slice(stars);
}
