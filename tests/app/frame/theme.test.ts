// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { chooseTheme, readTheme, themeAttribute } from '#app/frame/theme.ts';

test('without a choice, or with a broken one, the system decides', () => {
  expect(readTheme(null)).toBe('system');
  expect(readTheme('apparence=violet')).toBe('system');
  expect(readTheme('autre-apparence=dark')).toBe('system');
});

test('a choice is shown at once and read back by the server from the cookie', () => {
  chooseTheme('dark');
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(readTheme(document.cookie)).toBe('dark');
  chooseTheme('system');
  expect(document.documentElement.dataset.theme).toBeUndefined();
  expect(themeAttribute(readTheme(document.cookie))).toBeUndefined();
});
