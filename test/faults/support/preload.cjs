/**
 * Loaded before the command (`node --require`): the password derivation of the tests' own vaults costs next to nothing,
 * whatever their header says. No vault of anybody else opens with it. And the random part of temporary files' names, six
 * bytes, is counted, so that each run touches files of the same names and a fault finds its call again.
 */
'use strict';
const argon2 = require('argon2');
const { hash } = argon2;
argon2.hash = (password, options) =>
  hash(password, { ...options, memoryCost: 64, timeCost: 2, parallelism: 1 });

const crypto = require('node:crypto');
const { randomBytes } = crypto;
let count = 0;
crypto.randomBytes = (size, ...rest) => {
  if (size !== 6 || rest.length > 0) return randomBytes(size, ...rest);
  count += 1;
  const name = Buffer.alloc(6);
  name.writeUInt32BE(count, 2);
  return name;
};
