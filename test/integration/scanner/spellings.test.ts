/** A key of the vendor's is one under both of its prefixes, also for what was kept of earlier scans. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scan } from '../../../electron/scanner/index.ts';
import type { ScanReport } from '../../../shared/findings.ts';
import { BRAND_IDS } from '../../../shared/brands.ts';
import { generateKey, spelledAs } from '../../../shared/key-format.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-spellings-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As every version before reckoned it: from the spelling that was found. */
const formerly = (key: string): string =>
  createHash('sha256').update('augno-vault/finding@1\0').update(key).digest('hex').slice(0, 32);

async function report(options: { readonly baselineFile?: string } = {}): Promise<ScanReport> {
  for await (const event of scan({ paths: [folder], ...options })) {
    if (event.type === 'done') return event.report;
  }
  throw new Error('The scan ended without a report.');
}

describe.each(BRAND_IDS)('found as %s', (written) => {
  const key = generateKey('prod');
  const put = (brand: (typeof BRAND_IDS)[number]): void => {
    writeFileSync(path.join(folder, 'app.env'), `KEY=${spelledAs(brand, key)}\n`);
  };

  it('has the fingerprint of its aug_ spelling, and says how it is spelled', async () => {
    put(written);
    const { findings } = await report();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ fingerprint: formerly(key), brand: written, class: 'valid' });
    expect(JSON.stringify(findings)).not.toContain(formerly(spelledAs('openmrp', key)));
  });

  it.each(BRAND_IDS)('is hidden by an ignore line made for %s before', async (kept) => {
    put(written);
    writeFileSync(
      path.join(folder, '.augno-vault-ignore'),
      `${formerly(spelledAs(kept, key))} # in the vault\n`,
    );
    const { findings, suppressed } = await report();
    expect(findings).toEqual([]);
    expect(suppressed.byIgnoreFile).toBe(1);
  });

  it.each(BRAND_IDS)('is known to a baseline made for %s before', async (kept) => {
    put(written);
    const baselineFile = path.join(folder, '..', `${path.basename(folder)}.json`);
    writeFileSync(
      baselineFile,
      JSON.stringify({
        schema: 'augno-vault/baseline@1',
        findings: [{ fingerprint: formerly(spelledAs(kept, key)), path: 'app.env', container: [] }],
      }),
    );
    try {
      const { findings, suppressed } = await report({ baselineFile });
      expect(findings).toEqual([]);
      expect(suppressed.byBaseline).toBe(1);
    } finally {
      rmSync(baselineFile);
    }
  });
});

it('is found once at a path that has it in both spellings, and another key is another one', async () => {
  const key = generateKey('test');
  writeFileSync(
    path.join(folder, 'both.env'),
    `A=${key}\nB=${spelledAs('openmrp', key)}\nC=${generateKey('test', { brand: 'openmrp' })}\n`,
  );
  const { findings } = await report();
  expect(findings).toHaveLength(2);
});
