// Forms as they come: read, or refused with what a page can answer; never a fault.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForm, textOf } from '#app/forms/posted.ts';

const post = (contentType: string | null, body: BodyInit | null) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    ...(contentType === null ? {} : { headers: { 'content-type': contentType } }),
  });

const statusOf = (request: Request): Promise<number> =>
  readForm(request).then(
    () => 200,
    async (thrown: unknown) => {
      if (!(thrown instanceof Response)) throw thrown;
      expect(await thrown.text()).toMatch(/^[A-ZÀ-Ý].*\.$/);
      return thrown.status;
    },
  );

describe('a form', () => {
  test('is read whole, posted either way', async () => {
    const fields = { words: 'Déposé à Lens', intent: 'keep' };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const body of [new URLSearchParams(fields), form]) {
      const read = await readForm(new Request('http://localhost/', { method: 'POST', body }));
      expect([textOf(read, 'words'), textOf(read, 'intent')]).toEqual(['Déposé à Lens', 'keep']);
    }
  });

  test('that is none is refused with 400, 413 or 415 and a sentence, whatever comes', async () => {
    const types = fc.oneof(
      fc.constantFrom('multipart/form-data', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'),
      fc.constantFrom('text/plain', 'application/json', 'multipart/mixed', 'zz', 'multipart/form-data; boundary="'),
    );
    const opening = '--x\r\nContent-Disposition: form-data; name="a"';
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }).map((words) => new TextEncoder().encode(`${opening}${words}`)),
      fc.string().map((words) => new TextEncoder().encode(`${opening}\r\n\r\n${words}\r\n--x--`)),
    );
    const property = fc.asyncProperty(types, bodies, async (type, body) => {
      expect([200, 400, 415]).toContain(await statusOf(post(type, body as Uint8Array<ArrayBuffer>)));
    });
    await fc.assert(property, { seed: 62, numRuns: 600 });
  });

  test('larger than any of ours is refused with 413', async () => {
    const body = `words=${'a'.repeat(2 * 1024 * 1024)}`;
    expect(await statusOf(post('application/x-www-form-urlencoded', body))).toBe(413);
  });
});
