/**
 * The one pass over the bytes: a WebAssembly SIMD kernel, assembled here from its instructions, so that there is neither
 * a toolchain nor a binary to trust.
 *
 * Each anchor is stood for by four of its bytes. Sixteen positions at a time, the two halves of each byte select, from
 * tables of sixteen, the buckets (eight, one bit each) that allow it; what is left after four bytes is looked up by a hash
 * in a bitmap of all four-byte pieces. What passes both is given back as a position; the caller compares it in full.
 *
 *     memory: 0 nibble tables (8 × 16) · 128 resume position · 4096 bitmap (4 KiB) · 8192 output · WORKSPACE bytes to scan
 */
const TABLES = 0;
export const RESUME = 128;
/** One step's positions and address for each entry. */
const NOTES = 256;
export const BITMAP = 4096;
export const BITMAP_BITS = 15;
export const OUTPUT = 8192;
const OUTPUT_ENTRIES = 2048;
export const WORKSPACE = 65_536;
/** Bytes of one step of the loop; up to that many behind the end are read, and not looked at. */
export const STEP = 32;
/** How much is sifted before what was noted is looked up. */
const BLOCK = 4096;
export const HASH_FACTOR = 0x9e3779b1 | 0;

type Code = readonly (number | Code)[];

const I32 = 0x7f;
const V128 = 0x7b;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

function flatten(code: Code): number[] {
  return code.flatMap((part) => (typeof part === 'number' ? [part] : flatten(part)));
}

const get = (local: number): Code => [0x20, unsigned(local)];
const set = (local: number): Code => [0x21, unsigned(local)];
const tee = (local: number): Code => [0x22, unsigned(local)];
const number = (value: number): Code => [0x41, signed(value)];
const simd = (operation: number): Code => [0xfd, unsigned(operation)];
const load = (offset = 0): Code => [0x28, 0, unsigned(offset)];
const loadByte = (offset = 0): Code => [0x2d, 0, unsigned(offset)];
const store = (offset = 0): Code => [0x36, 0, unsigned(offset)];
const vectorLoad = (offset = 0): Code => [simd(0), 0, unsigned(offset)];
const splat = (byte: number): Code => [simd(12), Array.from({ length: 16 }, () => byte)];
/** Sixteen bytes of `previous ++ present`, beginning `back` bytes before `present`. */
const align = (back: number): Code => [simd(13), Array.from({ length: 16 }, (_, lane) => 16 - back + lane)];
/** Indexes are below sixteen here, for which both give the same; the relaxed one is a single instruction on every processor. */
const SWIZZLE = simd(14);
const RELAXED_SWIZZLE = simd(256);
const VECTOR_AND = simd(78);
const VECTOR_OR = simd(80);
const SHIFT_RIGHT_16 = simd(141);
const EQUAL_BYTES = simd(35);
const BITMASK = simd(100);
const AT_MOST_UNSIGNED = simd(42);
const ANY = simd(83);
const SUBTRACT_BYTES = simd(113);
const LESS_BYTES = simd(38);
const ADD = 0x6a;
const SUBTRACT = 0x6b;
const MULTIPLY = 0x6c;
const AND = 0x71;
const OR = 0x72;
const XOR = 0x73;
const SHIFT_LEFT = 0x74;
const SHIFT_RIGHT = 0x76;
const TRAILING_ZEROS = 0x68;
const NOT_EQUAL = 0x47;
const LESS_UNSIGNED = 0x49;
const LESS_EQUAL_UNSIGNED = 0x4d;
const GREATER_EQUAL_UNSIGNED = 0x4f;
const EQUAL_ZERO = 0x45;
const SELECT = 0x1b;
const RETURN = 0x0f;
const END = 0x0b;
const block = (...body: Code): Code => [0x02, 0x40, body, END];
const loop = (...body: Code): Code => [0x03, 0x40, body, END];
const when = (...body: Code): Code => [0x04, 0x40, body, END];
const branch = (depth: number): Code => [0x0c, depth];
const branchIf = (depth: number): Code => [0x0d, depth];

/** `find(start, end) → entries written`; entries are addresses, and RESUME holds where to go on, or `end`. */
function findFunction(swizzle: Code): Code {
  const [start, end, at, out, bits, position, hash, cursor, entry, blockEnd] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ] as const;
  const vectors = 10;
  const low = (index: number): number => vectors + index;
  const high = (index: number): number => vectors + 4 + index;
  /** The classes of the sixteen bytes before, of the first half of a step, and of its second half. */
  const previous = (index: number): number => vectors + 8 + index;
  const first = (index: number): number => vectors + 12 + index;
  const second = (index: number): number => vectors + 16 + index;
  const lowHalf = vectors + 20;
  const highHalf = vectors + 21;
  const results = [vectors + 22, vectors + 23] as const;
  const locals: Code = [2, unsigned(8), I32, unsigned(24), V128];
  const loadTables: Code = [0, 1, 2, 3].map((index) => [
    number(TABLES + index * 32),
    vectorLoad(),
    set(low(index)),
    number(TABLES + index * 32 + 16),
    vectorLoad(),
    set(high(index)),
  ]);
  /** Of sixteen bytes: which buckets each byte allows at each of the four places, and which pieces end at it. */
  const classify = (half: 0 | 1): Code => {
    const [before, present, result] =
      half === 0 ? [previous, first, results[0]] : [first, second, results[1]];
    return [
      [get(at), vectorLoad(half * 16), tee(result), splat(0x0f), VECTOR_AND, set(lowHalf)],
      [get(result), number(4), SHIFT_RIGHT_16, splat(0x0f), VECTOR_AND, set(highHalf)],
      [0, 1, 2, 3].map((index) => [
        [get(low(index)), get(lowHalf), swizzle],
        [get(high(index)), get(highHalf), swizzle],
        [VECTOR_AND, set(present(index))],
      ]),
      [get(present(3)), get(before(2)), get(present(2)), align(1), VECTOR_AND],
      [get(before(1)), get(present(1)), align(2), VECTOR_AND],
      [get(before(0)), get(present(0)), align(3), VECTOR_AND, set(result)],
    ];
  };
  const noneOf = (half: 0 | 1): Code => [get(results[half]), splat(0), EQUAL_BYTES, BITMASK];
  /** Notes each step with a possible piece: always written, and kept only where there is one, so nothing is guessed. */
  const sift: Code = loop(
    [classify(0), classify(1)],
    [0, 1, 2].map((index) => [get(second(index)), set(previous(index))]),
    [noneOf(0), noneOf(1), number(16), SHIFT_LEFT, OR, number(-1), XOR, set(bits)],
    [get(cursor), get(bits), store(), get(cursor), get(at), store(4)],
    [get(cursor), get(bits), number(0), NOT_EQUAL, number(3), SHIFT_LEFT, ADD, set(cursor)],
    [get(at), number(STEP), ADD, tee(at), get(blockEnd), LESS_UNSIGNED, branchIf(0)],
  );
  const lookUp: Code = block(
    loop(
      [get(entry), get(cursor), GREATER_EQUAL_UNSIGNED, branchIf(1)],
      [get(entry), load(), set(bits)],
      loop(
        // position = at + trailing zeros − 3: the piece's first byte.
        [get(entry), load(4), get(bits), TRAILING_ZEROS, ADD, number(3), SUBTRACT, set(position)],
        [get(bits), get(bits), number(1), SUBTRACT, AND, set(bits)],
        [get(position), load(), number(HASH_FACTOR), MULTIPLY],
        [number(32 - BITMAP_BITS), SHIFT_RIGHT, tee(hash), number(3), SHIFT_RIGHT, loadByte(BITMAP)],
        [get(hash), number(7), AND, SHIFT_RIGHT, number(1), AND],
        // Past the end: stale bytes of the workspace.
        [get(position), number(4), ADD, get(end), LESS_EQUAL_UNSIGNED, AND],
        when(
          [get(out), get(position), store(), get(out), number(4), ADD, tee(out)],
          [number(OUTPUT + OUTPUT_ENTRIES * 4), GREATER_EQUAL_UNSIGNED],
          when([number(RESUME), get(position), number(1), ADD, store()], [number(OUTPUT_ENTRIES), RETURN]),
        ),
        [get(bits), branchIf(0)],
      ),
      [get(entry), number(8), ADD, set(entry), branch(0)],
    ),
  );
  const body: Code = [
    loadTables,
    [number(OUTPUT), set(out), get(start), set(at)],
    block(
      loop(
        [get(at), get(end), GREATER_EQUAL_UNSIGNED, branchIf(1)],
        [get(at), number(BLOCK), ADD, get(end), get(at), number(BLOCK), ADD, get(end), LESS_UNSIGNED],
        [SELECT, set(blockEnd), number(NOTES), tee(cursor), set(entry)],
        sift,
        lookUp,
        branch(0),
      ),
    ),
    [number(RESUME), get(end), store()],
    [get(out), number(OUTPUT), SUBTRACT, number(2), SHIFT_RIGHT],
    END,
  ];
  const bytes = flatten([locals, body]);
  return [unsigned(bytes.length), bytes];
}

/**
 * `findRuns(start, end) → entries written`: each block of 32 bytes without control characters, white space, quotes and
 * brackets, and with a digit: base 64 and base 32 of anything, and hardly any source. RESUME holds where to go on, or `end`.
 */
function findRunsFunction(): Code {
  const [start, end, at, out] = [0, 1, 2, 3] as const;
  const locals: Code = [1, unsigned(2), I32];
  const digits = (offset: number): Code => [
    [get(at), vectorLoad(offset), splat(0x30), SUBTRACT_BYTES, splat(10), LESS_BYTES],
  ];
  const body: Code = [
    [number(OUTPUT), set(out), get(start), set(at)],
    block(
      loop(
        [get(at), get(end), GREATER_EQUAL_UNSIGNED, branchIf(1)],
        [get(at), vectorLoad(), splat(0x2a), AT_MOST_UNSIGNED],
        [get(at), vectorLoad(16), splat(0x2a), AT_MOST_UNSIGNED, VECTOR_OR, ANY, EQUAL_ZERO],
        when(
          [digits(0), digits(16), VECTOR_OR, ANY],
          when(
            [get(out), get(at), store(), get(out), number(4), ADD, tee(out)],
            [number(OUTPUT + OUTPUT_ENTRIES * 4), GREATER_EQUAL_UNSIGNED],
            when([number(RESUME), get(at), number(STEP), ADD, store()], [number(OUTPUT_ENTRIES), RETURN]),
          ),
        ),
        [get(at), number(STEP), ADD, set(at), branch(0)],
      ),
    ),
    [number(RESUME), get(end), store()],
    [get(out), number(OUTPUT), SUBTRACT, number(2), SHIFT_RIGHT],
    END,
  ];
  const bytes = flatten([locals, body]);
  return [unsigned(bytes.length), bytes];
}

function section(id: number, content: Code): Code {
  const bytes = flatten(content);
  return [id, unsigned(bytes.length), bytes];
}

function name(text: string): Code {
  return [unsigned(text.length), [...Buffer.from(text, 'latin1')]];
}

/** The module: imports `env.memory`, exports `find` and `findRuns`. */
export function assembleKernel(relaxed = false): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [1, 0x60, 2, I32, I32, 1, I32]),
      section(2, [1, name('env'), name('memory'), 0x02, 0x00, 2]),
      section(3, [2, 0, 0]),
      section(7, [2, name('find'), 0x00, 0, name('findRuns'), 0x00, 1]),
      section(10, [2, findFunction(relaxed ? RELAXED_SWIZZLE : SWIZZLE), findRunsFunction()]),
    ]),
  );
}
