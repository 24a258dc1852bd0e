/**
 * Assembles kernel.wat into kernel-binary.ts: `node electron/scanner/git/kernel/build-kernel.mjs`. The result is the same
 * on every machine; a test assembles it again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import createWabt from 'wabt';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The base64 text of the assembled kernel. */
export async function assembleKernel() {
  const wabt = await createWabt();
  const text = readFileSync(here('kernel.wat'), 'utf8');
  const module = wabt.parseWat('kernel.wat', text, { bulk_memory: true });
  const { buffer } = module.toBinary({ log: false, write_debug_names: false });
  return Buffer.from(buffer).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = (await assembleKernel()).match(/.{1,96}/g).map((line) => `  '${line}'`);
  writeFileSync(
    here('kernel-binary.ts'),
    `/** Made from kernel.wat by build-kernel.mjs; do not edit. */\nexport const KERNEL_BASE64 =\n${lines.join(' +\n')};\n`,
  );
}
