/** The derivation of passwords costs next to nothing, whatever a vault's header says. No vault of anybody else opens with it. */
'use strict';
const argon2 = require('argon2');
const { hash } = argon2;

/** By loading this, and after an `undo` again. */
exports.use = () => {
  argon2.hash = (password, options) =>
    hash(password, { ...options, memoryCost: 64, timeCost: 2, parallelism: 1 });
};
exports.use();

/** @testonly for a process that goes on with tests of another kind */
exports.undo = () => {
  argon2.hash = hash;
};
