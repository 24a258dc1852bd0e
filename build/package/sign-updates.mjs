/**
 * `node build/package/sign-updates.mjs FOLDER`: puts a signature beside each manifest of the update feed. The key is an
 * Ed25519 key in PEM form in AUGNO_VAULT_UPDATE_SIGNING_KEY; without it there is nothing to sign with, and it says so.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** What is signed; the app's electron/app/update-manifest.ts says the same, and a test holds them together. */
function signedBytes(/** @type {string} */ fileName, /** @type {string} */ text) {
  return Buffer.from(`augno-vault-update/1\n${fileName}\n${text}`, 'utf8');
}

/**
 * @param {string} folder
 * @param {string} privateKey  PEM
 * @returns {Promise<readonly string[]>} the manifests that were signed
 */
export async function signManifests(folder, privateKey) {
  const key = createPrivateKey(privateKey);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key for updates has to be an Ed25519 key.');
  const manifests = (await readdir(folder)).filter((name) => /^latest[a-z0-9-]*\.yml$/.test(name)).sort();
  for (const name of manifests) {
    const text = await readFile(path.join(folder, name), 'utf8');
    const signature = sign(null, signedBytes(name, text), key).toString('base64');
    await writeFile(path.join(folder, `${name}.sig`), `${signature}\n`);
  }
  return manifests;
}

/** A new pair: the private half for the release's secrets, the public half for AUGNO_VAULT_UPDATE_KEY. */
export function newSigningKey() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey };
}

async function main() {
  const [folder] = process.argv.slice(2);
  if (folder === '--new-key') {
    const { privateKey, publicKey } = newSigningKey();
    console.log(`${privateKey}\nAUGNO_VAULT_UPDATE_KEY=${publicKey}`);
    return;
  }
  if (folder === undefined) throw new Error('sign-updates.mjs FOLDER | --new-key');
  const key = process.env['AUGNO_VAULT_UPDATE_SIGNING_KEY'];
  const manifests = key ? await signManifests(folder, key) : [];
  console.log(
    key
      ? `Signed: ${manifests.join(', ') || 'nothing'}`
      : 'No key, nothing signed: no app will take these updates.',
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
