/** A clock that only goes forward, in milliseconds; `performance` takes longer to load than a small file to scan. */
export function monotonicNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
