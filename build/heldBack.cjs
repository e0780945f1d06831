/**
 * Loaded into the app before its own first file, by tests and rehearsals alone: no window is made until Playwright listens. An app that runs ahead of it was
 * attached to while its window came to be, now and then (8 of 100 starts on a busy machine), and Playwright waited for that window for good.
 *
 * Playwright calls `__playwright_run` once it listens. Its own loader, which does the same, sets three dozen of Chromium's switches besides; here
 * the app runs with those that it has before a person.
 */
const { app } = require('electron');

const ready = app.whenReady().then(() => Date.now());
/** Milliseconds between the moment when the app was ready and the one when it could go on. */
let waited = 0;

const released = new Promise((release) => {
  globalThis.__playwright_run = async () => {
    const since = await ready;
    waited = Date.now() - since;
    release();
  };
});

app.whenReady = () => released;
globalThis.heldBack = () => waited;
