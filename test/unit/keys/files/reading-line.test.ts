/** What takes a key's place in code, by the file's language. */
import { expect, it } from 'vitest';
import { readingIn, readingLine } from '../../../../electron/keys/files/index.ts';

const NAME = 'AUGNO_API_KEY';
const lineIn = (file: string, left: string, right: string): string | null => {
  const reading = readingIn(file, NAME);
  return reading === null ? null : readingLine(reading, left, right);
};

it('names what reads the variable by the language, without the quotes of the text that it was', () => {
  expect(lineIn('/a/sync.js', "const key = '", "';")).toBe('const key = process.env.AUGNO_API_KEY;');
  expect(lineIn('/a/sync.PY', 'KEY = "', '"')).toBe('KEY = os.environ["AUGNO_API_KEY"]');
  expect(lineIn('/a/sync.go', 'key := "', '"')).toBe('key := os.Getenv("AUGNO_API_KEY")');
  expect(lineIn('/a/Main.java', 'var key = "', '";')).toBe('var key = System.getenv("AUGNO_API_KEY");');
  expect(lineIn('/a/deploy.sh', 'KEY="', '"')).toBe('KEY="${AUGNO_API_KEY:?}"');
  expect(lineIn('/a/compose.yml', 'KEY: "', '"')).toBe('KEY: "${AUGNO_API_KEY}"');
  expect(readingIn('/a/main.c', NAME)?.needs).toContain('stdlib');
});

it('changes no line in which the key is a part of a text, and none of a language it does not know', () => {
  expect(lineIn('/a/sync.js', "'Bearer ", "'")).toBeNull();
  expect(lineIn('/a/sync.js', "'", '"')).toBeNull();
  expect(readingIn('/a/notes.txt', NAME)).toBeNull();
  expect(readingIn('/a/.env', NAME)).toBeNull();
});
