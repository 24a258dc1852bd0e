/** The server's time, which a test may move. It goes on ticking from where it was set. */
export class Clock {
  readonly #base: () => Date;
  #offset = 0;

  constructor(base: () => Date = () => new Date()) {
    this.#base = base;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#base().getTime() + this.#offset;
  }

  /** null: back to real time. */
  set(now: Date | null): void {
    this.#offset = now === null ? 0 : now.getTime() - this.#base().getTime();
  }
}

/** RFC 3339 in UTC as Go writes it: fractions of a second without trailing zeros, none if they are zero. */
export function formatTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.?0+Z$/, 'Z');
}

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Milliseconds since 1970; null if `text` is no RFC 3339 date-time. */
export function parseTimestamp(text: string): number | null {
  const match = RFC_3339.exec(text);
  if (match === null) return null;
  const part = (index: number): number => Number(match[index]);
  const [year, month, day] = [part(1), part(2), part(3)];
  if (month < 1 || month > 12 || part(4) > 23 || part(5) > 59 || part(6) > 59) return null;
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const milliseconds = Date.parse(text.toUpperCase());
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
