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
export const BITMAP = 4096;
export const BITMAP_BITS = 15;
export const OUTPUT = 8192;
export const OUTPUT_ENTRIES = 2048;
export const WORKSPACE = 65_536;
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
const SWIZZLE = simd(14);
const VECTOR_AND = simd(78);
const ANY_TRUE = simd(83);
const SHIFT_RIGHT_16 = simd(141);
const NOT_EQUAL_BYTES = simd(36);
const BITMASK = simd(100);
const ADD = 0x6a;
const SUBTRACT = 0x6b;
const MULTIPLY = 0x6c;
const AND = 0x71;
const SHIFT_RIGHT = 0x76;
const TRAILING_ZEROS = 0x68;
const IS_ZERO = 0x45;
const GREATER_EQUAL_UNSIGNED = 0x4f;
const GREATER_UNSIGNED = 0x4b;
const RETURN = 0x0f;
const END = 0x0b;
const block = (...body: Code): Code => [0x02, 0x40, body, END];
const loop = (...body: Code): Code => [0x03, 0x40, body, END];
const when = (...body: Code): Code => [0x04, 0x40, body, END];
const branch = (depth: number): Code => [0x0c, depth];
const branchIf = (depth: number): Code => [0x0d, depth];

/** `find(start, end) → entries written`; entries are addresses, and RESUME holds where to go on, or `end`. */
function findFunction(): Code {
  const [start, end, at, out, bits, position, hash] = [0, 1, 2, 3, 4, 5, 6] as const;
  const vectors = 7;
  const low = (index: number): number => vectors + index;
  const high = (index: number): number => vectors + 4 + index;
  const previous = (index: number): number => vectors + 8 + index;
  const present = (index: number): number => vectors + 11 + index;
  const lowHalf = vectors + 15;
  const highHalf = vectors + 16;
  const result = vectors + 17;
  const locals: Code = [2, unsigned(5), I32, unsigned(18), V128];
  const classify = (index: number): Code => [
    get(low(index)),
    get(lowHalf),
    SWIZZLE,
    get(high(index)),
    get(highHalf),
    SWIZZLE,
    VECTOR_AND,
    set(present(index)),
  ];
  const loadTables: Code = [0, 1, 2, 3].map((index) => [
    number(TABLES + index * 32),
    vectorLoad(),
    set(low(index)),
    number(TABLES + index * 32 + 16),
    vectorLoad(),
    set(high(index)),
  ]);
  const eachCandidate: Code = block(
    loop(
      get(bits),
      IS_ZERO,
      branchIf(1),
      // position = at + trailing zeros − 3: the piece's first byte.
      [get(at), get(bits), TRAILING_ZEROS, ADD, number(3), SUBTRACT, set(position)],
      [get(bits), get(bits), number(1), SUBTRACT, AND, set(bits)],
      // Past the end: stale bytes of the workspace.
      [get(position), number(4), ADD, get(end), GREATER_UNSIGNED, branchIf(1)],
      [
        get(position),
        load(),
        number(HASH_FACTOR),
        MULTIPLY,
        number(32 - BITMAP_BITS),
        SHIFT_RIGHT,
        set(hash),
      ],
      [
        get(hash),
        number(3),
        SHIFT_RIGHT,
        loadByte(BITMAP),
        get(hash),
        number(7),
        AND,
        SHIFT_RIGHT,
        number(1),
        AND,
      ],
      [IS_ZERO, branchIf(0)],
      [get(out), get(position), store(), get(out), number(4), ADD, set(out)],
      [get(out), number(OUTPUT + OUTPUT_ENTRIES * 4), GREATER_EQUAL_UNSIGNED],
      when([number(RESUME), get(position), number(1), ADD, store()], [number(OUTPUT_ENTRIES), RETURN]),
      branch(0),
    ),
  );
  const body: Code = [
    loadTables,
    [number(OUTPUT), set(out), get(start), set(at)],
    block(
      loop(
        [get(at), get(end), GREATER_EQUAL_UNSIGNED, branchIf(1)],
        [get(at), vectorLoad(), tee(result), splat(0x0f), VECTOR_AND, set(lowHalf)],
        [get(result), number(4), SHIFT_RIGHT_16, splat(0x0f), VECTOR_AND, set(highHalf)],
        [0, 1, 2, 3].map(classify),
        [get(present(3)), get(previous(2)), get(present(2)), align(1), VECTOR_AND],
        [get(previous(1)), get(present(1)), align(2), VECTOR_AND],
        [get(previous(0)), get(present(0)), align(3), VECTOR_AND, set(result)],
        [0, 1, 2].map((index) => [get(present(index)), set(previous(index))]),
        [get(result), ANY_TRUE],
        when([get(result), splat(0), NOT_EQUAL_BYTES, BITMASK, set(bits)], eachCandidate),
        [get(at), number(16), ADD, set(at), branch(0)],
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

/** The module: imports `env.memory`, exports `find`. */
export function assembleKernel(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [1, 0x60, 2, I32, I32, 1, I32]),
      section(2, [1, name('env'), name('memory'), 0x02, 0x00, 2]),
      section(3, [1, 0]),
      section(7, [1, name('find'), 0x00, 0]),
      section(10, [1, findFunction()]),
    ]),
  );
}
