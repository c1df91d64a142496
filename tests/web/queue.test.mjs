// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from './support/browser.mjs';
import { visit } from './support/visit.mjs';

const here = visit();

test('queue place and estimate, honest when nothing is known; a person is one tap away', async () => {
  here.server.place = 3;
  here.server.estimateMs = 130_000;
  await here.open();
  await here.page.click('.person');
  await until(async () => /number 3.*about 3 minutes/.test(await here.page.textContent('.queue-text')), 'place and estimate');
  assert.equal(await here.page.isHidden('.person'), true, 'asked for, and on the way');
  here.server.place = 1;
  here.server.estimateMs = undefined;
  here.server.boards();
  await until(async () => /You are next.*cannot be told/.test(await here.page.textContent('.queue-text')), 'no estimate');
  here.server.staffed = false;
  here.server.boards();
  await until(async () => /Nobody is here.*number 1/.test(await here.page.textContent('.queue-text')), 'nobody there: next is not next to be served');
  here.server.staffed = true;
  here.server.append(here.server.only, { kind: 'assigned', agentName: '小李' });
  await until(async () => /小李 is with you/.test(await here.page.textContent('.status')), 'who answers');
  assert.equal(await here.page.isHidden('.queue'), true);
});

test('where too many wait, a message is offered first, before and while one waits', async () => {
  here.server.leaveMessage = true;
  await here.open();
  await until(async () => /Many are waiting/.test(await here.page.textContent('.queue')), 'said before one waits');
  here.server.place = 40;
  await here.page.click('.person');
  await until(async () => /number 40.*Many are waiting/.test(await here.page.textContent('.queue-text')), 'place, and the better way');
  here.server.leaveMessage = undefined;
  here.server.place = 2;
  here.server.boards();
  await until(async () => /number 2 in/.test(await here.page.textContent('.queue-text')), 'no more');
  assert.doesNotMatch(await here.page.textContent('.queue'), /Many/);
});

test('who is about to send the number of a card is told that it is not kept', async () => {
  await here.open();
  const said = async (text) => {
    await here.page.fill('.composer textarea', text);
    return here.page.textContent('.composer .notice');
  };
  for (const card of ['4111 1111 1111 1111', '卡号6222021234567890128有效期09/29', '４１１１-１１１１-１１１１-１１１１'])
    assert.match(await said(card), /card number/, card);
  for (const other of ['订单 2024112233445566', '4111 1111 1111 1112', '13812348000', '9988776655443322']) assert.equal(await said(other), '', other);
  assert.equal(await here.page.isDisabled('.composer .send'), false, 'it may be sent all the same');
});

test('who leads is seen to join and to leave', async () => {
  await here.open();
  await here.page.click('.person');
  await until(async () => here.server.only, 'a conversation');
  here.server.append(here.server.only, { kind: 'assigned', agentName: '小李' });
  here.server.append(here.server.only, { kind: 'joined', name: '孙敏', on: true });
  await until(async () => /孙敏 joined too/.test(await here.page.textContent('.transcript')), 'joined');
  here.server.append(here.server.only, { kind: 'joined', name: '孙敏', on: false });
  await until(async () => /孙敏 left/.test(await here.page.textContent('.transcript')), 'left');
  assert.match(await here.page.textContent('.status'), /小李/, 'the owner is who answers');
});

test('who opens the chat while nobody is there is told when somebody comes', async () => {
  here.server.staffed = false;
  await here.open();
  await until(async () => /Away now/.test(await here.page.textContent('.status')), 'nobody there');
  assert.match(await here.page.textContent('.queue'), /^Leave a message and we will answerLeave a message$/);
  here.server.staffed = true;
  here.server.boards();
  await until(async () => /We are here now/.test(await here.page.textContent('.status')), 'somebody there');
  assert.equal(await here.page.isHidden('.queue'), true);
});
