/**
 * Loaded before the command (`node --require`): the password derivation of the tests' own vaults costs next to nothing,
 * whatever their header says. No vault of anybody else opens with it. And what is random is the same in each run: identifiers
 * decide how many pages a commit writes, so that without it the last calls of a longer run were never tried.
 */
'use strict';
require('./cheap-derivation.cjs');

const crypto = require('node:crypto');
const { syncBuiltinESMExports } = require('node:module');
const { randomBytes } = crypto;
let seed = 'command';
let count = 0;

function bytes(size) {
  const parts = [];
  for (let length = 0; length < size; length += 32) {
    count += 1;
    parts.push(crypto.createHash('sha256').update(`${seed} ${count}`).digest());
  }
  return Buffer.concat(parts).subarray(0, size);
}

crypto.randomBytes = (size, ...rest) => (rest.length > 0 ? randomBytes(size, ...rest) : bytes(size));
crypto.randomUUID = () => {
  const uuid = bytes(16);
  uuid[6] = (uuid[6] & 0x0f) | 0x40;
  uuid[8] = (uuid[8] & 0x3f) | 0x80;
  const hex = uuid.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
syncBuiltinESMExports();

/** Two that share identifiers need names of their own. */
exports.startRandom = (name) => {
  seed = name;
  count = 0;
};
