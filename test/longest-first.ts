/**
 * Test files in the order in which they begin: those that take longest first, so that at the end no processor waits for
 * another. Vitest does so by what it kept of the run before, which a fresh clone has not.
 */
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

export const LONGEST: readonly string[] = [
  'test/faults/short.test.ts',
  'test/integration/scanner/git/meant-repository.test.ts',
  'test/integration/providers/augno/crash.test.ts',
  'test/integration/vault/crashes.test.ts',
  'test/integration/providers/augno/sequences.test.ts',
  'test/integration/scanner/git/hooks.test.ts',
  'test/integration/scanner/pipes.test.ts',
  'test/integration/providers/augno/command.test.ts',
  'test/integration/providers/evidence.test.ts',
  'test/unit/archives/packages.test.ts',
  'test/unit/scanner/fuzz.test.ts',
  'test/unit/scanner/ledger.test.ts',
  'test/unit/scanner/dismissal.test.ts',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.indexOf(path.relative(this.ctx.config.root, moduleId).replaceAll(path.sep, '/'));
      return place === -1 ? LONGEST.length : place;
    };
    return sorted.sort(
      (a, b) => projects.indexOf(a.project) - projects.indexOf(b.project) || rank(a) - rank(b),
    );
  }
}
