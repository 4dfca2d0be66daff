// @vitest-environment happy-dom
// What a browser remembers of unfinished uploads goes when somebody signs out, and nothing else with it.
import { afterEach, expect, test } from 'vitest';
import { forgetUploads } from '#app/datasets/unfinished-uploads.ts';

afterEach(() => localStorage.clear());

test('the names of files that were being sent are forgotten, the rest stays', () => {
  localStorage.setItem('tus::tus-br-inventaire.csv-text/csv-12::1', '{"metadata":{"filename":"inventaire.csv"}}');
  localStorage.setItem('theme', 'dark');
  forgetUploads();
  expect(Object.keys(localStorage)).toEqual(['theme']);
});
