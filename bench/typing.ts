// `npm run bench:typing`: what one key costs the page of a text of a convention's size, beside a bare contenteditable that
// holds the same words, in the same browser and run. Needs a build and a Chromium. Writes its part of bench/RESULTS.md.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { freePort, startServer } from '#tests/server-run.ts';
import { machine, table, verdict, writeSection } from './report.ts';
import { sleep, spreadOf } from './statistics.ts';

const PASSWORD = 'Terril-Demo-2026';
const KEYS = 120;
/** Between two keys, ms: a fast typist. */
const PAUSE_MS = 90;
const SLOW_DOWN = 4;
const BLOCKS = 160;

const say = (line: string) => process.stdout.write(`${line}\n`);

const words = (length: number) =>
  'la convention fixe le programme des partenaires '.repeat(Math.ceil(length / 47)).slice(0, length);

/** As many blocks and characters as the convention of 2025. */
const text = () => ({
  type: 'doc',
  content: Array.from({ length: BLOCKS }, (_, index) =>
    index % 8 === 0
      ? {
          type: 'heading',
          attrs: { id: randomUUID(), kind: index % 32 === 0 ? 'article' : 'objective' },
          content: [{ type: 'text', text: words(40) }],
        }
      : { type: 'paragraph', attrs: { id: randomUUID() }, content: [{ type: 'text', text: words(330) }] },
  ),
});

interface Cost {
  /** CPU of the page's thread a key, ms. */
  cpu: number;
  /** Key to paint, ms. */
  paint: { p50: number; p95: number };
}

async function typeAndMeasure(page: Page, selector: string, slowDown: number): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
  await page.locator(selector).first().click();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    const paints: number[] = [];
    Object.assign(window, { paints });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => paints.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  const taskTime = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  await page.keyboard.type('aaaaaaaaaa', { delay: PAUSE_MS });
  await sleep(1_500);
  const before = await taskTime();
  await page.keyboard.type('e'.repeat(KEYS), { delay: PAUSE_MS });
  const cpu = ((await taskTime()) - before) / KEYS;
  const paints = (await page.evaluate(() => (window as unknown as { paints: number[] }).paints)).slice(10);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return { cpu, paint: spreadOf(paints) };
}

const folder = mkdtempSync(join(tmpdir(), 'ingenierie62-typing-'));
const server = await startServer({ DATA_DIR: folder, PORT: await freePort() });
const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const measuredOn = machine();
try {
  const page = await (
    await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 } })
  ).newPage();
  await page.goto('/connexion');
  await page.getByLabel('Adresse électronique').fill('dat@demo.test');
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((url) => url.pathname !== '/connexion');
  const made = await page.request.post('/graphql', {
    headers: { Origin: server.url },
    data: {
      query: 'mutation ($input: CreateConventionInput!) { createConvention(input: $input) { id } }',
      variables: { input: { title: 'Mesurer la frappe', year: 2031, text: text() } },
    },
  });
  const { data } = (await made.json()) as { data: { createConvention: { id: string } } };
  const rows: [number, Cost, Cost][] = [];
  for (const slowDown of [1, SLOW_DOWN]) {
    await page.goto(`/conventions/${data.createConvention.id}`);
    await page.locator('.ProseMirror p').first().waitFor();
    await sleep(2_000);
    const markup = await page.locator('.ProseMirror').evaluate((element) => element.innerHTML);
    const ours = await typeAndMeasure(page, '.ProseMirror p', slowDown);
    const bare = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await bare.setContent(
      `<!doctype html><meta charset="utf-8"><div contenteditable style="max-width:44rem">${markup}</div>`,
    );
    const floor = await typeAndMeasure(bare, '[contenteditable] p', slowDown);
    await bare.context().close();
    rows.push([slowDown, ours, floor]);
  }
  const shown = (ms: number) => ms.toFixed(1);
  const verdicts = rows.map(([slowDown, ours, floor]) =>
    slowDown === 1
      ? `CPU ≤ 3 × bare: ${verdict(ours.cpu / floor.cpu, 3, { digits: 2 })}`
      : `p95 ≤ 50 ms: ${verdict(ours.paint.p95, 50)}`,
  );
  const section = {
    heading: 'One key in the page',
    text: `\`npm run bench:typing\`. ${BLOCKS} blocks, 47 000 characters, alone in the text; ${KEYS} keys, one every ${PAUSE_MS} ms, everything
the page does meanwhile included. « Bare »: a contenteditable of the same markup in the same browser.

${table(
  ['slow-down', 'CPU a key, ours', 'bare', 'ratio', 'key to paint p50 / p95, ours', 'bare', ''],
  rows.map(([slowDown, ours, floor], index) => [
    `${slowDown} ×`,
    `${shown(ours.cpu)} ms`,
    `${shown(floor.cpu)} ms`,
    (ours.cpu / floor.cpu).toFixed(2),
    `${shown(ours.paint.p50)} / ${shown(ours.paint.p95)} ms`,
    `${shown(floor.paint.p50)} / ${shown(floor.paint.p95)} ms`,
    verdicts[index] ?? '',
  ]),
)}`,
  };
  writeSection(section, measuredOn);
  say(section.text);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
