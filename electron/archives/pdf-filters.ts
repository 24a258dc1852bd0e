/** The forms in which a PDF or PostScript file writes bytes as characters. */

/** Groups of five characters, to `~>`; `z` stands for four zeros. */
export function decodeAscii85(bytes: Buffer): Buffer {
  const out: number[] = [];
  let word = 0;
  let count = 0;
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && count === 0) out.push(0, 0, 0, 0);
    if (byte < 0x21 || byte > 0x75) continue;
    word = word * 85 + (byte - 0x21);
    count += 1;
    if (count < 5) continue;
    out.push((word / 2 ** 24) & 0xff, (word / 65_536) & 0xff, (word / 256) & 0xff, word & 0xff);
    word = 0;
    count = 0;
  }
  if (count > 1) {
    for (let pad = count; pad < 5; pad += 1) word = word * 85 + 84;
    const rest = [(word / 2 ** 24) & 0xff, (word / 65_536) & 0xff, (word / 256) & 0xff];
    out.push(...rest.slice(0, count - 1));
  }
  return Buffer.from(out);
}

/** Pairs of digits, to `>`. */
export function decodeAsciiHex(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0x3e);
  const digits = bytes.toString('latin1', 0, end < 0 ? bytes.length : end).replaceAll(/[^0-9A-Fa-f]/g, '');
  return Buffer.from(digits, 'hex');
}
