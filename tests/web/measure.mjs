// SPDX-License-Identifier: GPL-3.0-or-later
// Run by greenroom-bench widget, or by hand:
// node measure.mjs http://127.0.0.1:8080 [rounds]: what the widget with its launcher weighs on the wire and how soon it can be used, as one line of JSON.
// bytes: heads and bodies as sent, of all that is fetched with an empty cache. interactive_ms: from the shop page's navigation to the
// open panel's composer being ready, median of the rounds (9). The shop's page is a bare one on an origin of its own.
import { loadavg } from 'node:os';
import { freshPage, launch, shopPage, until } from './support/browser.mjs';

const server = process.argv[2];
if (!server) {
  console.error('usage: node measure.mjs SERVER-ADDRESS [ROUNDS]');
  process.exit(2);
}
const rounds = Number(process.argv[3] ?? 9);
const shop = await shopPage(`<!doctype html><link rel="icon" href="data:,"><body><script src="${server}/launcher.js" data-shop="demo"></script><script>greenroom.open()</script>`);
const browser = await launch();
const bytes = [];
const times = [];
let requests = 0;
// The first one warms the disk's cache and the browser's code, and is not counted.
for (let i = 0; i <= rounds; ++i) {
  const page = await freshPage(browser, { viewport: { width: 1200, height: 800 } });
  const watched = new Map();
  let sum = 0;
  requests = 0;
  page.on('requestfinished', (request) => watched.set(request, request.sizes().then((sizes) => {
    if (!request.url().startsWith(server)) return;
    requests += 1;
    sum += sizes.responseHeadersSize + sizes.responseBodySize;
  })));
  await page.goto(shop.url);
  const began = await page.evaluate(() => performance.timeOrigin);
  const frame = await until(() => page.frames().find((each) => each.url().includes('/widget')), 'the frame');
  await frame.waitForSelector('.composer');
  const ready = await frame.waitForFunction(() => {
    const mark = performance.getEntriesByName('interactive')[0];
    return mark && performance.timeOrigin + mark.startTime;
  });
  const took = await ready.jsonValue() - began;
  await Promise.all(watched.values());
  if (i > 0) {
    times.push(took);
    bytes.push(sum);
  }
  await page.context().close();
}
await browser.close();
await shop.stop();
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
console.log(JSON.stringify({ bytes: Math.max(...bytes), interactive_ms: Math.round(median(times)), fastest_ms: Math.round(Math.min(...times)), requests, runs: rounds, load: loadavg()[0] }));
