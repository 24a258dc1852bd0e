/**
 * Loaded into the app before its own code (`electron -r FILE APP`): the app becomes ready only once Playwright has
 * attached. Without it Playwright attaches while the first navigation commits; Chromium then sometimes never sends
 * `Page.frameNavigated`, and the launch waits without end. Playwright's own loader does the same but also changes some
 * forty switches, the keyring among them, which these tests are about.
 */
'use strict';
const { app } = require('electron');

const originalWhenReady = app.whenReady();
const originalEmit = app.emit.bind(app);
let readyArguments = [];
let isReady = false;
let release = () => undefined;
const released = new Promise((resolve) => {
  release = resolve;
});

app.emit = (event, ...given) => {
  if (event !== 'ready' || isReady) return originalEmit(event, ...given);
  readyArguments = given;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => released;
// Playwright evaluates this by its name as soon as it listens to the app's pages.
globalThis.__playwright_run = async () => {
  await originalWhenReady;
  isReady = true;
  release();
  originalEmit('ready', ...readyArguments);
};
