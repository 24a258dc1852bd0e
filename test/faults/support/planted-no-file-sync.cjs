/** A planted bug: files of ours no longer wait for the disk (folders do). The harness has to find it. */
'use strict';
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const { fsyncSync, fstatSync } = fs;
fs.fsyncSync = (descriptor) => {
  if (fstatSync(descriptor).isDirectory()) fsyncSync(descriptor);
};
syncBuiltinESMExports();
