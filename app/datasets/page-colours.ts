// Colours of the page for what is drawn in a canvas, which knows no custom property; and when they change.

/** A colour as a canvas understands it: what custom properties say depends on the theme. */
export function colourOf(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Calls `then` whenever the theme is chosen anew, here or by the system; gives what ends that. */
export function whenThemeChanges(then: () => void): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(then);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', then);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', then);
  };
}
