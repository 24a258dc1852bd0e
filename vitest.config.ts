import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

const node = {
  environment: 'node' as const,
  // What hangs is ended; nothing else is, however busy the machine.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // What the program keeps for this user outside of any vault is the tests' own.
  env: { XDG_DATA_HOME: path.join(tmpdir(), 'augno-vault-tests') },
};

export default defineConfig({
  test: {
    // Every processor: left to itself Vitest keeps one of them free, which on a machine with two is half of it.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...node, name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        test: {
          ...node,
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/faults/short.test.ts'],
          setupFiles: ['test/fixtures/vault/floor-derivation.cjs'],
        },
      },
      { test: { ...node, name: 'windows', include: ['test/windows/**/*.test.ts'] } },
      {
        test: {
          ...node,
          name: 'long',
          include: ['test/long/**/*.test.ts', 'test/faults/long-*.test.ts'],
          testTimeout: 3_600_000,
        },
      },
    ],
  },
});
