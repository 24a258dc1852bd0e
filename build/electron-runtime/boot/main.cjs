/**
 * Part of the fallback runtime, which has no default app of its own: makes `electron <folder> [arguments]` do what it
 * does with the official binary.
 */
'use strict';
require('./sqlite-mapping.cjs');
const { app, utilityProcess } = require('electron');
const fs = require('node:fs');
const path = require('node:path');

const fork = utilityProcess.fork.bind(utilityProcess);
utilityProcess.fork = (modulePath, args = [], options) =>
  Array.isArray(args)
    ? fork(path.join(__dirname, 'utility.cjs'), [modulePath, ...args], options)
    : fork(path.join(__dirname, 'utility.cjs'), [modulePath], args);

/** `-r FILE` or `--require FILE` before the app's folder: loaded before the app. */
const loaded = [];
let given;
for (let index = 1; index < process.argv.length && given === undefined; index += 1) {
  const argument = process.argv[index];
  if (argument === '-r' || argument === '--require') loaded.push(process.argv[(index += 1)]);
  else if (!argument.startsWith('-')) given = argument;
}
if (given === undefined) {
  console.error('This Electron runtime needs the folder of an app as its first argument.');
  app.exit(2);
} else {
  const folder = path.resolve(given);
  const manifestFile = path.join(folder, 'package.json');
  let main = folder;
  if (fs.existsSync(manifestFile)) {
    const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
    const name = manifest.productName ?? manifest.name;
    if (name !== undefined) app.setName(name);
    if (manifest.version !== undefined) app.setVersion(manifest.version);
    if (manifest.desktopName !== undefined) app.setDesktopName(manifest.desktopName);
    app.setAppPath(folder);
    main = path.join(folder, manifest.main ?? 'index.js');
  }
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  for (const file of loaded) require(path.resolve(file));
  require(main);
}
