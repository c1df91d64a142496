// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './support/browser.mjs';
import { visit } from './support/visit.mjs';

const here = visit();

/** These stand in the conversation, and nothing waits. */
const settled = (wanted) => until(async () => await here.page.$('.unsent') === null
  && (await here.page.$$eval('.message .text', (all) => all.map((each) => each.textContent))).join() === wanted.join(), `settled: ${wanted}`);
const isTold = (trouble) => until(async () => trouble.test(await here.page.textContent('.trouble')), `told: ${trouble}`);

test('a server that cannot store says so, and what waits goes as soon as it can', async () => {
  await here.open();
  await here.say('before');
  await settled(['before']);
  here.server.refuse = (type) => (type === 'send' ? { code: 'unavailable', limit: 3_600_000 } : null); // longer than any test
  here.server.event('storing', { can: false });
  await isTold(/^We cannot save messages just now/);
  await here.say('kept');
  await until(async () => await here.page.isVisible('.unsent') && await here.page.textContent('.unsent .meta') === 'Waiting to be sent', 'waiting is told');
  await until(() => here.server.requests.filter((each) => each.type === 'send').length === 2, 'tried');
  here.server.refuse = null;
  here.server.event('storing', { can: true });
  await settled(['before', 'kept']);
  assert.equal(await here.page.isHidden('.trouble'), true);
});

test('a server without its store is not a network that is down', async () => {
  here.server.refuse = (type) => (type === 'hello' ? { code: 'unavailable', limit: 200 } : null);
  await here.open();
  await isTold(/^We cannot save messages just now/);
  await here.say('kept');
  await until(() => here.server.requests.filter((each) => each.type === 'hello').length >= 3, 'tried again');
  await isTold(/^We cannot save messages just now/);
  here.server.refuse = null;
  await settled(['kept']);
  await until(() => here.page.isHidden('.trouble'), 'trouble gone');
  // And a network that is down is no store that cannot store.
  here.server.event('storing', { can: false });
  await isTold(/^We cannot save messages just now/);
  here.server.down = true;
  here.server.cut();
  await isTold(/^No connection/);
});
