// @vitest-environment happy-dom
// Forms on a network that fails: done once, the trouble told for as long as it lasts, and an answer is the whole of it.
import { beforeEach, expect, test } from 'vitest';
import { forgetUntaken, networkTrouble, steady } from '#app/frame/steady-fetch.ts';

const HERE = `${window.location.origin}/page.data`;
const said = (words: string) => ({ method: 'POST', body: new URLSearchParams({ words }) });

/** What comes of each sending in turn, and the keys that came with them. */
function network(...turns: (() => Promise<Response>)[]) {
  const keys: (string | null)[] = [];
  const plain: typeof fetch = (_input, init) => {
    keys.push(new Headers(init?.headers).get('X-Form-Key'));
    return (turns.shift() ?? taken)();
  };
  return { send: steady(plain), keys };
}

const taken = async () => new Response('[1]', { headers: { 'X-Remix-Response': 'yes' } });
const gone = async (): Promise<Response> => {
  throw new TypeError('gone');
};
/** The head of an answer and its first words. */
const broken = async () => {
  let isBegun = false;
  const body = new ReadableStream({
    pull(controller) {
      if (isBegun) return controller.error(new TypeError('broken'));
      isBegun = true;
      controller.enqueue(new TextEncoder().encode('[1,'));
    },
  });
  return new Response(body, { headers: { 'X-Remix-Response': 'yes' } });
};

/** The page is left, for another one and back. */
function leave() {
  window.history.pushState(null, '', '/ailleurs');
  forgetUntaken();
  window.history.pushState(null, '', '/');
}
beforeEach(leave);

test.each([
  ['no answer', gone],
  ['half an answer', broken],
])('after %s the same words are the same form, and other words another', async (_what, lost) => {
  const { send, keys } = network(lost, lost, taken, taken);
  expect((await send(HERE, said('oui'))).status).toBe(422);
  expect(networkTrouble.now()).toBe('form');
  await send(HERE, said('non'));
  await send(HERE, said('oui'));
  expect(keys[2]).toBe(keys[0]);
  expect(keys[1]).not.toBe(keys[0]);
  expect(networkTrouble.now()).toBeNull();
});

test('a file whose answer was lost is the same form when it is chosen again, and another of its name and size is not', async () => {
  const { send, keys } = network(gone, gone, taken);
  const withFile = (words: string) => {
    const body = new FormData();
    body.set('file', new File([words], 'avis.pdf', { lastModified: 0 }));
    return { method: 'POST', body };
  };
  await send(HERE, withFile('oui'));
  await send(HERE, withFile('non'));
  await send(HERE, withFile('oui'));
  expect(keys[1]).not.toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
});

test('what was lost before something else was answered is no more the same form: « oui », « non », « oui »', async () => {
  const { send, keys } = network(gone, taken, taken);
  await send(HERE, said('oui'));
  await send(HERE, said('non'));
  await send(HERE, said('oui'));
  expect(new Set(keys).size).toBe(3);
});

test('a form that was not taken stays the trouble of the page while it is read, until it is taken or left', async () => {
  const { send } = network(gone, taken, taken);
  await send(HERE, said('oui'));
  await send(HERE);
  expect(networkTrouble.now()).toBe('back');
  await send(HERE, said('oui'));
  expect(networkTrouble.now()).toBeNull();
  const other = network(gone);
  await other.send(HERE, said('oui'));
  // Something else stands in the place of the page, which is not left for it.
  forgetUntaken();
  expect(networkTrouble.now()).toBe('form');
  leave();
  expect(networkTrouble.now()).toBeNull();
});
