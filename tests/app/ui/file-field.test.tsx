// @vitest-environment happy-dom
// A file chosen while the page was not yet working, on a slow line.
import { act } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FileField } from '#app/ui/file-field.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

test('a file chosen before the page works is told once it does, once, and shown', async () => {
  const told: string[][] = [];
  const field = (
    <FileField label="Fichier" limits="20 Mo au plus" onSelect={(files) => told.push(files.map(({ name }) => name))} />
  );
  const page = document.body.appendChild(document.createElement('div'));
  page.innerHTML = renderToString(field);
  const input = page.querySelector('input') as HTMLInputElement;
  Object.defineProperty(input, 'files', { value: [new File(['mots'], 'sites.geojson')] });
  await act(async () => {
    hydrateRoot(page, field);
  });
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(told).toEqual([['sites.geojson']]);
  expect(page.textContent).toContain('sites.geojson');
});
