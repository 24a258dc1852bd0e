/** What the vault costs: opening with the key at hand, making one, changing the password, and the derivation itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { calibrate, deriveKey, defaultKdfPolicy } from '../../../electron/vault/crypto/kdf.ts';
import { createVault, defineCollection, openVault } from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';

interface BenchRow {
  readonly what: string;
  readonly medianMs: number;
  readonly runs: number;
}

const password = (): SecretBytes => SecretBytes.fromText('bench password');

/** About the size and shape of a key's record. */
const keys = defineCollection(
  'keys',
  z.object({
    connectionId: z.string(),
    name: z.string(),
    mode: z.string(),
    redacted: z.string(),
    roleId: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
    expiresAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
    notes: z.string(),
    tags: z.array(z.string()),
  }),
);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

async function measure(what: string, runs: number, once: () => Promise<number>): Promise<BenchRow> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await once());
  return { what, medianMs: median(times), runs };
}

async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function fill(folder: string, count: number): Promise<void> {
  const { vault } = await createVault({
    folder,
    name: 'Bench',
    password: password(),
    kdf: cheapKdf,
    pollIntervalMs: 0,
  });
  for (let start = 0; start < count; start += 5000) {
    vault.transaction((transaction) => {
      for (let index = start; index < Math.min(count, start + 5000); index += 1) {
        const id = `apke_${String(index).padStart(8, '0')}`;
        const secret = SecretBytes.fromText(generateKey('prod'));
        transaction.put(keys, id, {
          connectionId: 'connection-1',
          name: `Integration number ${String(index)}`,
          mode: 'prod',
          redacted: 'aug_sk_prod_****abcd',
          roleId: 'role_01j8x2k3m4n5p6q7r8s9t0v1w2',
          createdAt: '2026-01-01T00:00:00.000Z',
          lastUsedAt: '2026-11-01T00:00:00.000Z',
          expiresAt: null,
          revokedAt: null,
          notes: 'Used by the nightly job on the build server.',
          tags: ['nightly', 'server'],
        });
        transaction.putSecret(id, secret);
        secret.wipe();
      }
    });
  }
  vault.close();
}

async function run(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-bench-'));
  const rows: BenchRow[] = [];
  try {
    for (const count of [1000, 10_000, 100_000]) {
      const at = path.join(folder, `of-${String(count)}`);
      await fill(at, count);
      const open = (): ReturnType<typeof openVault> =>
        openVault({
          folder: at,
          kdf: cheapKdf,
          pollIntervalMs: 0,
          credential: { kind: 'password', password: password() },
        });
      (await open()).close();
      const label = `${count.toLocaleString('en')} keys with a secret each`;
      rows.push(
        await measure(`unlock without derivation, ${label}`, count > 10_000 ? 5 : 11, async () => {
          const startedAt = performance.now();
          const vault = await open();
          const took = performance.now() - startedAt;
          vault.close();
          return took;
        }),
      );
      rows.push(
        await measure(
          `the same and the first list of all keys, ${label}`,
          count > 10_000 ? 5 : 11,
          async () => {
            const startedAt = performance.now();
            const vault = await open();
            vault.list(keys);
            const took = performance.now() - startedAt;
            vault.close();
            return took;
          },
        ),
      );
      const vault = await open();
      let next = 0;
      rows.push(
        await measure(`create: one record, secret and audit entry, on disk, ${label}`, 21, () =>
          timed(() => {
            const secret = SecretBytes.fromText(generateKey('prod'));
            vault.transaction((transaction) => {
              next += 1;
              const [first] = vault.list(keys);
              transaction.put(keys, `new-${String(next)}`, first!.value);
              transaction.putSecret(`new-${String(next)}`, secret);
              transaction.audit({ action: 'key-created', subjectId: `new-${String(next)}` });
            });
            secret.wipe();
          }),
        ),
      );
      rows.push(
        await measure(`rewrap (change of password) without derivation, ${label}`, 11, () =>
          timed(() => vault.changePassword(password(), password())),
        ),
      );
      if (count <= 10_000) {
        rows.push(
          await measure(`rotation of the vault key without derivation, ${label}`, 5, () =>
            timed(() => vault.rotateVaultKey(password())),
          ),
        );
      }
      vault.close();
    }
    const parameters = await calibrate();
    rows.push(
      await measure(
        `derivation at the calibrated parameters (${String(parameters.memoryKib / 1024)} MiB, t=${String(parameters.iterations)}, p=${String(parameters.parallelism)})`,
        7,
        () => timed(() => deriveKey(password(), Buffer.alloc(16, 7), parameters, defaultKdfPolicy())),
      ),
    );
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await run();
  console.log(`${process.version}, ${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}\n`);
  console.log('| what | median, ms | runs |\n|---|---:|---:|');
  for (const { what, medianMs, runs } of rows)
    console.log(`| ${what} | ${medianMs.toFixed(1)} | ${String(runs)} |`);
}
