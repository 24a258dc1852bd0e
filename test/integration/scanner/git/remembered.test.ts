/** What a scan remembers: the same is found again without reading it, nothing is forgotten, and no key is kept. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanGit } from '../../../../electron/scanner/git/index.ts';
import type { LiveFinding } from '../../../../electron/scanner/types.ts';
import { collectScan, fingerprintOfKey, type Collected } from '../../../fixtures/scanner/git/collect.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';
import { plantEverywhere, type Plant } from '../../../fixtures/scanner/git/seeded-repository.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const temporary = temporaryFolder();
let repo: RepositoryBuilder;
let plants: Plant[];
let copies = 0;

function copy(): string {
  copies += 1;
  const folder = path.join(temporary.folder, `copy-${String(copies)}`);
  cpSync(repo.folder, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

function gitIn(folder: string, args: readonly string[], input = ''): string {
  return repo.git(['-C', folder, ...args], { input });
}

describe('remembered state', () => {
  beforeAll(() => {
    repo = new RepositoryBuilder(path.join(temporary.folder, 'remembered'), 7);
    plants = plantEverywhere(repo);
  });

  it.skipIf(process.platform === 'win32')(
    'is read anew where a pipe took the place of its files',
    async () => {
      const folder = copy();
      const stateFolder = path.join(temporary.folder, 'state of pipes');
      const first = await collectScan({ root: folder, history: true, stateFolder });
      for (const name of readdirSync(stateFolder)) {
        const file = path.join(stateFolder, name);
        rmSync(file);
        execFileSync('mkfifo', [file]);
      }
      const second = await collectScan({ root: folder, history: true, stateFolder });
      expect(second.findings.length).toBe(first.findings.length);
    },
  );

  it('gives the same findings, and holds no key', async () => {
    const folder = copy();
    gitIn(folder, ['repack', '-q', '-a', '-d', '-k']);
    const stateFolder = path.join(temporary.folder, 'state');
    const first = await collectScan({ root: folder, history: true, stateFolder });
    const second = await collectScan({ root: folder, history: true, stateFolder });
    const strip = ({ findings }: Collected): string[] =>
      findings.map((finding) => JSON.stringify(finding)).sort();
    expect(strip(second)).toEqual(strip(first));
    expect(second.counts.blobs).toBe(first.counts.blobs);
    // Less was read: only what holds keys.
    expect(second.counts.bytes).toBeLessThan(first.counts.bytes / 2);
    const { readFileSync } = await import('node:fs');
    for (const name of readdirSync(stateFolder)) {
      const text = readFileSync(path.join(stateFolder, name), 'latin1');
      for (const { key } of plants) expect(text.includes(key.slice(-50))).toBe(false);
    }
    // Who has to know which keys they are has them read again, and gets the same.
    const remembered: LiveFinding[] = [];
    let read = -1;
    for await (const event of scanGit({ root: folder, history: true, stateFolder })) {
      if (event.type === 'finding') remembered.push(event.finding);
      else if (event.type === 'done') read = event.counts.bytes;
    }
    const known = ({ keyFingerprint: _apart, ...finding }: LiveFinding): string => JSON.stringify(finding);
    expect(remembered.map((finding) => JSON.stringify(finding)).sort()).toEqual(
      first.findings.map(known).sort(),
    );
    expect(read).toBe(0);
    // A new commit with a key, and everything in new packs.
    const key = repo.key();
    gitIn(folder, ['hash-object', '-w', '--stdin'], `late ${key}\n`);
    gitIn(folder, ['repack', '-q', '-a', '-d', '-k', '-f']);
    const third = await collectScan({ root: folder, history: true, stateFolder });
    expect(third.findings.map((finding) => finding.keyFingerprint)).toContain(fingerprintOfKey(key));
    expect(third.findings).toHaveLength(first.findings.length + 1);
  });

  it('says again what could not be read, and that refs are missing', async () => {
    const folder = copy();
    gitIn(folder, ['repack', '-q', '-a', '-d', '-k']);
    const stateFolder = path.join(temporary.folder, 'state-of-damage');
    writeFileSync(path.join(folder, '.git/refs/heads/gone'), `${'ab'.repeat(20)}\n`);
    const damaged = path.join(folder, '.git/objects/pack', `pack-${'5'.repeat(40)}`);
    const [sound] = readdirSync(path.dirname(damaged)).filter((name) => name.endsWith('.idx'));
    cpSync(path.join(path.dirname(damaged), sound!), `${damaged}.idx`);
    writeFileSync(`${damaged}.pack`, 'no pack at all');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`;
    gitIn(folder, ['hash-object', '-w', '--stdin'], pointer);
    const broken = path.join(folder, '.git/objects/ab');
    mkdirSync(broken, { recursive: true });
    writeFileSync(path.join(broken, 'c'.repeat(38)), 'this is no object');
    const runs: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const fingerprintKey of [Buffer.alloc(32, 1), undefined]) {
        const skipped: string[] = [];
        for await (const event of scanGit({
          root: folder,
          history: true,
          stateFolder,
          ...(fingerprintKey && { fingerprintKey }),
        })) {
          if (event.type === 'skipped')
            skipped.push(`${event.skipped.path} ${inEnglish(event.skipped.reason)}`);
        }
        runs.push(skipped.sort());
      }
    }
    expect(runs[0]).toHaveLength(4);
    for (const run of runs) expect(run).toEqual(runs[0]);
  });
});

afterAll(() => {
  temporary.remove();
});
