// The reader's choice of light or dark, kept in a cookie so that the server draws the right one from the first byte.
// root.tsx reads it, the account menu changes it.

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const COOKIE = 'apparence';
const YEAR_SECONDS = 31_536_000;

/** The choice in a `Cookie` header; `system` when there is none. */
export function readTheme(cookies: string | null): Theme {
  const value = new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(cookies ?? '')?.[1];
  return themes.find((theme) => theme === value) ?? 'system';
}

/** The `data-theme` of the page: nothing when the system decides. */
export const themeAttribute = (theme: Theme): 'light' | 'dark' | undefined => (theme === 'system' ? undefined : theme);

/** Shows a theme at once and remembers it on this device. Browser only. */
export function chooseTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: Firefox before 140 has no Cookie Store
  document.cookie = `${COOKIE}=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
  const attribute = themeAttribute(theme);
  if (attribute) document.documentElement.dataset.theme = attribute;
  else delete document.documentElement.dataset.theme;
}
