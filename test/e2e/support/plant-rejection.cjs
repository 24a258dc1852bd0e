// In place of a process's own file: loads it, and leaves a rejection unhandled once the file that is named to it exists.
const { existsSync } = require('node:fs');

const timer = setInterval(() => {
  if (!existsSync(process.env.PLANTED_BY)) return;
  clearInterval(timer);
  void Promise.reject(new RangeError('quoted text'));
}, 20);
require(process.env.PLANTED_IN);
