/** Forms of the index: split ones with every kind of change, as git itself writes them, and sparse ones. */
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readBitmap } from '../../../../electron/scanner/git/ewah.ts';
import { readIndexFile } from '../../../../electron/scanner/git/index-file.ts';
import { DamagedFile } from '../../../../electron/scanner/git/pack-index.ts';
import { locateRepository } from '../../../../electron/scanner/git/repository.ts';
import { collectScan, fingerprintOfKey } from '../../../fixtures/scanner/git/collect.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const temporary = temporaryFolder();

function entriesOf(repo: RepositoryBuilder): { entries: string[]; problem: string | null } {
  const { entries, problem } = readIndexFile(locateRepository(repo.folder, { followOutsideRoot: false }));
  const lines = entries.map(
    ({ mode, id, stage, path: name }) => `${mode.toString(8)} ${id} ${String(stage)}\t${name}`,
  );
  return { entries: lines.sort(), problem: problem === null ? null : inEnglish(problem) };
}

/** `git ls-files` of the whole index, conflicts included. */
function entriesInGit(repo: RepositoryBuilder): string[] {
  return repo
    .git(['ls-files', '--stage', '-z'])
    .split('\0')
    .filter((line) => line !== '')
    .sort();
}

const sharedIn = (repo: RepositoryBuilder): string[] =>
  readdirSync(path.join(repo.folder, '.git')).filter((name) => name.startsWith('sharedindex.'));

describe.each([
  ['sha1', 2],
  ['sha1', 4],
  ['sha256', 2],
] as const)('a split index (%s, version %i)', (format, version) => {
  it('is the one that git sees, through random changes', () => {
    const repo = new RepositoryBuilder(
      path.join(temporary.folder, `split-${format}-${String(version)}`),
      version,
      [`--object-format=${format}`],
    );
    repo.git(['config', 'splitIndex.maxPercentChange', '100']);
    const pick = (count: number): number => Math.floor(repo.random() * count);
    const blobs = Array.from({ length: 20 }, (_, place) =>
      repo.git(['hash-object', '-w', '--stdin'], { input: `content ${String(place)}\n` }),
    );
    const zero = '0'.repeat(blobs[0]!.length);
    const nameOf = (place: number): string =>
      `${['src/', 'src/deep/er/', '', 'ünï/'][place % 4]!}file-${String(place).padStart(3, '0')}.txt`;
    const change = (lines: readonly string[]): void => {
      repo.git(['update-index', '--index-info'], { input: `${lines.join('\n')}\n` });
    };
    change(Array.from({ length: 300 }, (_, place) => `100644 ${blobs[place % 20]!}\t${nameOf(place)}`));
    repo.git(['update-index', '--index-version', String(version), '--split-index']);
    let wasSplit = 0;
    for (let round = 0; round < 25; round += 1) {
      const lines = Array.from({ length: 1 + pick(round % 5 === 4 ? 120 : 8) }, () => {
        const name = nameOf(pick(360));
        const kind = pick(10);
        if (kind < 3) return `0 ${zero}\t${name}`;
        if (kind < 4) return `100644 ${blobs[pick(20)]!} ${String(1 + pick(3))}\t${name}`;
        return `${kind < 6 ? '100755' : '100644'} ${blobs[pick(20)]!}\t${name}`;
      });
      change(lines);
      if (round === 12) repo.git(['update-index', '--split-index']);
      expect(entriesOf(repo), `round ${String(round)}`).toEqual({
        entries: entriesInGit(repo),
        problem: null,
      });
      const index = readFileSync(path.join(repo.folder, '.git/index'));
      if (index.includes('link') && index.readUInt32BE(8) < 300) wasSplit += 1;
    }
    expect(sharedIn(repo).length).toBeGreaterThan(0);
    expect(wasSplit).toBeGreaterThan(8);
    // Nothing changed at all: the extension has no bitmaps to speak of.
    repo.git(['update-index', '--split-index']);
    expect(entriesOf(repo)).toEqual({ entries: entriesInGit(repo), problem: null });
  });
});

describe('what is staged', () => {
  it('is found through a split index, and its lost shared part is said', async () => {
    const repo = new RepositoryBuilder(path.join(temporary.folder, 'staged'), 4);
    repo.git(['config', 'splitIndex.maxPercentChange', '100']);
    const [committed, replaced, inShared, inOwn] = [repo.key(), repo.key(), repo.key(), repo.key()];
    // An hour old: a file as young as the index is "racily clean", and git then writes its entry anew.
    const write = (name: string, content: string): void => {
      repo.write(name, content);
      const hourAgo = new Date(Date.now() - 3_600_000);
      utimesSync(path.join(repo.folder, name), hourAgo, hourAgo);
    };
    write('committed.txt', committed);
    repo.commit('first');
    write('shared.txt', `x ${inShared}`);
    repo.git(['add', '-A']);
    repo.git(['update-index', '--split-index']);
    write('committed.txt', `changed ${replaced}`);
    write('own.txt', inOwn);
    repo.git(['add', '-A']);
    const found = await collectScan({ root: repo.folder, staged: true });
    expect(found.findings.map((finding) => [finding.path, finding.keyFingerprint]).sort()).toEqual([
      ['committed.txt', fingerprintOfKey(replaced)],
      ['own.txt', fingerprintOfKey(inOwn)],
      ['shared.txt', fingerprintOfKey(inShared)],
    ]);
    expect(found.skipped).toEqual([]);
    for (const name of sharedIn(repo)) writeFileSync(path.join(repo.folder, '.git', name), 'DIRC damaged');
    const damaged = await collectScan({ root: repo.folder, staged: true });
    expect(damaged.skipped[0]!.reason).toContain('its shared part is missing or damaged');
    for (const name of sharedIn(repo)) rmSync(path.join(repo.folder, '.git', name));
    const lost = await collectScan({ root: repo.folder, staged: true });
    expect(lost.skipped[0]!.reason).toContain('its shared part is missing or damaged');
    expect(lost.findings.map((finding) => finding.path)).toEqual(['(name lost)', 'own.txt']);
    expect(lost.nothingNew).toBe(false);
  });

  it('is found in folders that a sparse index names as a whole', async () => {
    const repo = new RepositoryBuilder(path.join(temporary.folder, 'sparse'), 6);
    const [old, fresh] = [repo.key(), repo.key()];
    repo.write('near/a.txt', 'a\n');
    repo.write('far/old.txt', old);
    repo.commit('first');
    repo.write('far/away/new.txt', `  ${fresh}`);
    repo.commit('second');
    repo.git(['sparse-checkout', 'set', '--cone', '--sparse-index', 'near']);
    repo.git(['reset', '-q', '--soft', 'HEAD~1']);
    const { entries } = readIndexFile(locateRepository(repo.folder, { followOutsideRoot: false }));
    expect(entries.map((entry) => entry.path)).toEqual(['far/', 'near/a.txt']);
    const found = await collectScan({ root: repo.folder, staged: true });
    expect(
      found.findings.map((finding) => [finding.path, finding.line, finding.column, finding.keyFingerprint]),
    ).toEqual([['far/away/new.txt', 1, 3, fingerprintOfKey(fresh)]]);
  });
});

describe('a bitmap', () => {
  it('of noise is refused, or holds only what there is room for', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.nat({ max: 12 }), (noise, words) => {
        const bytes = Buffer.concat([Buffer.alloc(8), noise]);
        bytes.writeUInt32BE(words, 4);
        try {
          const { bits } = readBitmap(bytes, 500);
          expect(bits).toEqual([...new Set(bits)].sort((left, right) => left - right));
          expect(bits.at(-1) ?? 0).toBeLessThan(500);
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedFile);
        }
      }),
      { numRuns: 500 },
    );
  });
});

afterAll(() => {
  temporary.remove();
});
