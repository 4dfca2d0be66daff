// `npm run bench:typing`: what one key costs the page of a convention's text, beside a bare editable page of the same markup
// and styles in the same browser, with the built pages and the whole server. `-- suggestions`: and in the same text once 5 000
// suggestions wait in it. Writes its part of bench/RESULTS.md.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { deletionFormat, INSERTION } from '#domain/texts/text-grammar.ts';
import { blocksIn } from '#domain/texts/text-sequence.ts';
import { heading, paragraph } from '#tests/build/conventions.ts';
import { chromiumPath } from '#tests/e2e/chromium.ts';
import { ask, openText, saving, sheet } from '#tests/e2e/drafting.ts';
import { signIn } from '#tests/e2e/errand.ts';
import { freePort } from '#tests/rig/free-port.ts';
import { startServer } from '#tests/rig/server-run.ts';
import { sentence } from './people.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { sleep, spreadOf } from './statistics.ts';
import { WireClient } from './wire-client.ts';

/** As somebody who types well, with a breath at the end of each word: six keys a second on the whole. */
const WORD = 'partage ';
const WORDS = 20;
const KEY_MS = 120;
const BREATH_MS = 300;

const CPU_TARGET = 3;
const SLOW_DOWN = 4;
const PAINT_TARGET_MS = 50;

/** How many suggestions wait, and how much dearer a key may be among them (issue 15). */
const SUGGESTIONS = 5_000;
const SUGGESTIONS_TARGET = 1.5;
/** Suggestions that one edit makes: more at once would be more than a session may ask for. */
const SUGGESTIONS_AN_EDIT = 50;

/** A text of the convention's size and build: 9 articles, 3 axes of 6 objectives each with its list, about 39 000 characters. */
function conventionSized() {
  const content: object[] = [];
  for (let article = 0; article < 9; article += 1) {
    content.push(heading(article === 0 ? 'Objet du texte' : `Dispositions ${article}`));
    for (let count = 0; count < 4; count += 1) content.push(paragraph(sentence.repeat(2 + (count % 3))));
    if (article !== 1) continue;
    for (let axis = 0; axis < 3; axis += 1) {
      content.push(heading(`Axe de travail ${axis + 1}`, 'axis'));
      for (let objective = 0; objective < 6; objective += 1) {
        content.push(heading(`Objectif de travail ${objective + 1}`, 'objective'), paragraph(sentence.repeat(8)));
        const items = [1, 2, 3, 4].map(() => ({ type: 'listItem', content: [paragraph(sentence.repeat(2))] }));
        content.push({ type: 'bulletList', content: items });
      }
    }
  }
  return { type: 'doc', content };
}

/** The page's own work, in ms of its main thread. */
async function taskMs(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

/** From each key to the first frame after it, ms, collected in the page. */
const watchKeys = (page: Page) =>
  page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    const { port1, port2 } = new MessageChannel();
    const waiting: number[] = [];
    port1.onmessage = () => {
      for (const at of waiting.splice(0)) times.push(performance.now() - at);
    };
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          waiting.push(timeStamp);
          // Told after the frame is drawn.
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });

interface Typed {
  taskMsPerKey: number;
  times: number[];
}

/** Types `WORDS` words where the cursor is; the cost of all that they set going, less what the page costs at rest. */
async function typeWords(page: Page, cdp: CDPSession): Promise<Typed> {
  await page.keyboard.type(WORD, { delay: KEY_MS });
  await sleep(1_500);
  const span = WORDS * (WORD.length * KEY_MS + BREATH_MS) + 1_500;
  const restFrom = await taskMs(cdp);
  await sleep(span);
  const before = await taskMs(cdp);
  const atRest = before - restFrom;
  await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.splice(0));
  for (let word = 0; word < WORDS; word += 1) {
    await page.keyboard.type(WORD, { delay: KEY_MS });
    await sleep(BREATH_MS);
  }
  await sleep(1_500);
  const after = await taskMs(cdp);
  const times = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
  return { taskMsPerKey: (after - before - atRest) / (WORDS * WORD.length), times };
}

async function measured(page: Page, place: () => Promise<void>): Promise<{ plain: Typed; slow: Typed }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await watchKeys(page);
  await place();
  const plain = await typeWords(page, cdp);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  const slow = await typeWords(page, cdp);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { plain, slow };
}

/** The cursor at the end of a paragraph in the middle of the text. */
async function intoTheMiddle(page: Page): Promise<void> {
  const block = sheet(page).locator('p').nth(60);
  await block.scrollIntoViewIfNeeded();
  await block.click();
  await page.keyboard.press('End');
}

/** The same markup under the same styles, editable by the browser alone: no script at all. */
async function bare(browser: Browser, from: Page): Promise<Page> {
  const html = await from.evaluate(() => {
    const page = document.documentElement.cloneNode(true) as HTMLElement;
    for (const script of page.querySelectorAll('script, link[rel=modulepreload]')) script.remove();
    for (const caret of page.querySelectorAll('[data-caret]')) caret.remove();
    const sheet = page.querySelector('.ProseMirror');
    return `<!doctype html><html lang="fr"><head>${page.querySelector('head')?.innerHTML}</head><body>${sheet?.outerHTML}</body></html>`;
  });
  const page = await (await browser.newContext()).newPage();
  const url = `${new URL(from.url()).origin}/a-bare-page`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await page.goto(url);
  return page;
}

/** Suggests at 5 000 places all over a text, by turns that a word goes and that one comes, as the person of a page. */
async function suggestEverywhere(page: Page, documentId: string): Promise<void> {
  const { origin } = new URL(page.url());
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const client = new WireClient(origin, documentId, { cookie, origin });
  await client.connected;
  await client.join();
  for (let made = 0; made < SUGGESTIONS; made += SUGGESTIONS_AN_EDIT)
    await client.change((text) => {
      const words = blocksIn(text).flatMap(({ start, runs }) => {
        let at = start;
        return runs.flatMap(({ text: run, formats }) => {
          const from = at;
          at += run.length;
          const isAgreed = Object.keys(formats).length === 0;
          return isAgreed ? [...run.matchAll(/\p{L}+/gu)].map(({ index, 0: word }) => [from + index, word.length]) : [];
        });
      });
      const apart = Math.max(1, Math.floor(words.length / SUGGESTIONS_AN_EDIT));
      const chosen = words.filter((_, index) => index % apart === 0).slice(0, SUGGESTIONS_AN_EDIT);
      // From the end, so that the places of those before stay right.
      for (const [index, [from = 0, length = 0]] of [...chosen.entries()].reverse())
        if (index % 2 === 0) text.format(from, length, { [deletionFormat(randomUUID())]: true });
        else text.insert(from, 'neuf ', { [INSERTION]: randomUUID() });
    });
  client.close();
}

const amongSuggestions = process.argv.includes('suggestions');
const port = await freePort();
const folder = mkdtempSync(join(tmpdir(), 'ingenierie62-typing-'));
const server = await startServer({ PORT: port, HOST: 'localhost', DATA_DIR: folder }, 'built');
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
const measuredOn = machine();
try {
  const context = await browser.newContext({ baseURL: server.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await signIn(page, 'steward');
  const { createConvention } = await ask<{ createConvention: { id: string; documentId: string } }>(
    page,
    'mutation Make($input: CreateConventionInput!) { createConvention(input: $input) { id documentId } }',
    { input: { title: 'Une touche', year: 2027, text: conventionSized() } },
  );
  await openText(page, `/conventions/${createConvention.id}`);
  const ours = await measured(page, () => intoTheMiddle(page));
  await saving(page).getByText('Enregistré').waitFor();
  const plainPage = await bare(browser, page);
  const theirs = await measured(plainPage, () => intoTheMiddle(plainPage));
  let among: { ours: typeof ours; theirs: typeof theirs } | null = null;
  if (amongSuggestions) {
    await suggestEverywhere(page, createConvention.documentId);
    await openText(page, `/conventions/${createConvention.id}`);
    await page.getByRole('button', { name: /^5.000 propositions$/ }).waitFor();
    const oursAmong = await measured(page, () => intoTheMiddle(page));
    const barePage = await bare(browser, page);
    among = { ours: oursAmong, theirs: await measured(barePage, () => intoTheMiddle(barePage)) };
  }
  const ratio = ours.plain.taskMsPerKey / theirs.plain.taskMsPerKey;
  const ms = (value: number) => value.toFixed(1);
  const row = (name: string, { plain, slow }: typeof ours) => {
    const [quick, throttled] = [spreadOf(plain.times), spreadOf(slow.times)];
    return [name, ms(plain.taskMsPerKey), ms(quick.p50), ms(quick.p95), ms(throttled.p50), ms(throttled.p95)];
  };
  const dearer = among && {
    ours: among.ours.plain.taskMsPerKey / ours.plain.taskMsPerKey,
    theirs: among.theirs.plain.taskMsPerKey / theirs.plain.taskMsPerKey,
  };
  const slowP95 = spreadOf(ours.slow.times).p95;
  const section = {
    heading: 'One key',
    text: `\`npm run bench:typing\`: ${WORDS * WORD.length} keys in the middle of a text of the convention's size, six a second with a breath
after each word; the page's main thread, in ms a key, all that follows a key included, less the page at rest. « Slow »: the
processor slowed down ${SLOW_DOWN} times. The bare page holds the same markup and styles, editable by the browser alone.

${table(
  ['page', 'CPU a key', 'key to paint, p50', 'p95', 'slow, p50', 'slow, p95'],
  [
    row('the text, opened to write', ours),
    ...(among ? [row('the same with 5 000 suggestions in it', among.ours)] : []),
    row('bare editable page', theirs),
    ...(among ? [row('bare page of the text with 5 000 suggestions', among.theirs)] : []),
  ],
)}

CPU ${ratio.toFixed(1)} × the bare page, target ≤ ${CPU_TARGET} ×: ${verdict(ratio, CPU_TARGET)}. Key to paint when slow, p95 ≤ ${PAINT_TARGET_MS} ms: ${verdict(slowP95, PAINT_TARGET_MS)}.${
      dearer === null
        ? ''
        : ` Among 5 000 suggestions ${dearer.ours.toFixed(2)} × none, target ≤ ${SUGGESTIONS_TARGET} ×: ${verdict(dearer.ours, SUGGESTIONS_TARGET)}; the
bare page of its markup costs ${dearer.theirs.toFixed(2)} × that of the text without: so much of it is the browser's own.`
    }`,
  };
  writeSection(section, measuredOn);
  process.stdout.write(`${section.text}\n`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
}
process.exit(0);
