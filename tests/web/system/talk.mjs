// SPDX-License-Identifier: GPL-3.0-or-later
// Run by tests/system/tst_widget against a real server: GREENROOM_URL, GREENROOM_AGENT_TOKEN.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshPage, launch, shopPage, until } from '../support/browser.mjs';
import { Agent } from '../support/agent.mjs';

const url = process.env.GREENROOM_URL;

test('a customer at the widget and an agent talk; a reload and a lost network lose nothing', async () => {
  const agent = await new Agent(url, process.env.GREENROOM_AGENT_TOKEN).start();
  const shop = await shopPage(`<!doctype html><body><script src="${url}/launcher.js" data-shop="demo"></script>`);
  const browser = await launch();
  const page = await freshPage(browser, { viewport: { width: 1000, height: 800 } });
  try {
    await page.goto(shop.url);
    const widget = () => until(() => page.frames().find((each) => each.url().includes('/widget')), 'the frame');
    let frame = await widget();
    const texts = () => frame.$$eval('.message .text', (all) => all.map((each) => each.textContent));
    const say = async (text) => {
      await frame.fill('textarea', text);
      await frame.press('textarea', 'Enter');
    };
    await frame.click('.launcher');
    await frame.waitForSelector('.composer');
    await say('你好，<b>在吗</b>？');
    const conversation = await until(() => agent.mine()[0]?.id, 'assigned to the agent');
    await agent.follow(conversation);
    await until(() => agent.said.includes('你好，<b>在吗</b>？'), 'heard by the agent');
    await agent.say(conversation, '在的 👍');
    await until(async () => (await texts()).includes('在的 👍'), 'answer on the screen');
    await until(async () => /林晓/.test(await frame.textContent('.status')), 'who answers');
    await agent.request('setTyping', { conversation, typing: true });
    await frame.waitForSelector('.typing:not([hidden])');
    await say('one');
    await say('two');
    await page.reload();
    frame = await widget();
    await frame.waitForSelector('.composer');
    await until(async () => (await texts()).length === 4, 'all back');
    await page.context().setOffline(true);
    await say('three');
    await page.context().setOffline(false);
    await until(() => agent.said.includes('three'), 'sent when back');
    assert.deepEqual(agent.said, ['你好，<b>在吗</b>？', '在的 👍', 'one', 'two', 'three']);
    await until(async () => JSON.stringify(await texts()) === JSON.stringify(agent.said), 'the same on both sides');
    await frame.waitForSelector('.unsent', { state: 'detached' });
    const { assignmentVersion } = agent.mine()[0];
    await agent.request('closeConversation', { clientId: agent.id(), conversation, assignmentVersion, reason: 'solved', tags: [] });
    await frame.waitForSelector('.rating input');
    await frame.check('.rating input[value="5"]', { force: true });
    await frame.click('.rating .primary');
    await until(() => agent.kinds.includes('rated'), 'rated');
    assert.deepEqual(page.trouble, []);
    assert.deepEqual(await frame.evaluate(() => window.violations), []);
    await page.goto(`${url}/demo`);
    await (await widget()).waitForSelector('.launcher, .composer');
    assert.deepEqual(page.trouble, []);
  } finally {
    await browser.close();
    await shop.stop();
    agent.stop();
  }
});
