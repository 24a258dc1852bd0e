/**
 * Loaded into the app before its own code: its vault's process loads what `VAULT_PROCESS_PRELOAD` names before its own file.
 * SECURITY: nothing of this is in what is packaged, which takes no `-r` and forks the file of its own archive.
 */
'use strict';
const path = require('node:path');
const { utilityProcess } = require('electron');

const { fork } = utilityProcess;
utilityProcess.fork = (modulePath, args, options) =>
  path.basename(modulePath) === 'vault-process.js'
    ? fork.call(utilityProcess, path.join(__dirname, 'vault-process-with-preload.cjs'), args, {
        ...options,
        env: {
          ...options?.env,
          VAULT_PROCESS: modulePath,
          VAULT_PROCESS_PRELOAD: process.env.VAULT_PROCESS_PRELOAD,
        },
      })
    : fork.call(utilityProcess, modulePath, args, options);
