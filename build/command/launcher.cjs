/**
 * The code inside of the single executable: Node with this file in it, and the command's own files beside it
 * (docs/decisions/0267). It starts the command, or what hooks of AI assistants call, and nothing else.
 */
'use strict';
const { realpathSync, statSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const folder = path.dirname(realpathSync(process.execPath));
const entry = (/** @type {string} */ name) => path.join(folder, 'dist', name);

/** Which of the two a path leads to, however it is written; undefined where it is another file. @param {string} file */
function ownEntry(file) {
  try {
    const named = statSync(file, { bigint: true });
    return ['cli.js', 'ai-hook.js'].map(entry).find((own) => {
      const { dev, ino } = statSync(own, { bigint: true });
      return dev === named.dev && ino === named.ino;
    });
  } catch {
    return undefined;
  }
}

/** As a Node is called that runs one of the two: so hooks and settings name every installation in one form. */
function startCommand() {
  const [, , ...args] = process.argv;
  const named = args[0] === '--' && args[1] !== undefined ? ownEntry(args[1]) : undefined;
  if (named !== undefined) args.splice(0, 2);
  process.argv = [process.execPath, named ?? entry('cli.js'), ...args];
  // SECURITY: Node would look in node_modules of every folder above, C:\ among them, and in folders that the environment names.
  const looksHereOnly = /** @type {{ _nodeModulePaths: () => readonly string[], globalPaths: string[] }} */ (
    /** @type {unknown} */ (Module)
  );
  looksHereOnly._nodeModulePaths = () => [path.join(folder, 'node_modules')];
  looksHereOnly.globalPaths.length = 0;
  Module.createRequire(entry('cli.js'))(process.argv[1] ?? '');
}

// SECURITY: what lies in that folder is run in place of the source that it belongs to. Node has read the variable by now;
// this file alone comes with compiled code of its own (`useCodeCache`).
if (process.env['NODE_COMPILE_CACHE'] === undefined) startCommand();
else {
  delete process.env['NODE_COMPILE_CACHE'];
  const { spawnSync } = require('node:child_process');
  try {
    process.execve?.(process.execPath, [process.execPath, ...process.argv.slice(2)], process.env);
  } catch {
    // There is none on Windows.
  }
  const again = spawnSync(process.execPath, process.argv.slice(2), { stdio: 'inherit' });
  process.exitCode = again.status ?? 1;
}
