/**
 * Loaded into the app before its own code: its vault's process starts with the cheap derivation of the tests in
 * `test/faults`, so that a password costs nothing where one is typed hundreds of times.
 */
'use strict';
const path = require('node:path');
const { utilityProcess } = require('electron');

const { fork } = utilityProcess;
utilityProcess.fork = (modulePath, args, options) =>
  path.basename(modulePath) === 'vault-process.js'
    ? fork.call(utilityProcess, path.join(__dirname, 'cheap-vault-process.cjs'), args, {
        ...options,
        env: { ...options?.env, VAULT_PROCESS: modulePath },
      })
    : fork.call(utilityProcess, modulePath, args, options);
