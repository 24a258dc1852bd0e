/**
 * Part of the fallback runtime. This Electron is older than the project's better-sqlite3 can run in, so the package
 * name leads to the build that belongs to this runtime: here, and in every worker thread started from here.
 */
'use strict';
const Module = require('node:module');
const path = require('node:path');
const workerThreads = require('node:worker_threads');

const replacement = path.join(__dirname, 'node_modules', 'better-sqlite3');
const resolveFilename = Module._resolveFilename;

Module._resolveFilename = function (request, ...rest) {
  const target =
    request === 'better-sqlite3' || request.startsWith('better-sqlite3/')
      ? path.join(replacement, request.slice('better-sqlite3'.length))
      : request;
  return resolveFilename.call(this, target, ...rest);
};

const OriginalWorker = workerThreads.Worker;
workerThreads.Worker = class Worker extends OriginalWorker {
  constructor(file, options = {}) {
    const execArgv = [...(options.execArgv ?? process.execArgv), '--require', __filename];
    super(file, { ...options, execArgv });
  }
};
