// What this browser remembers of files that it had begun to send, so that choosing one again goes on: their names and addresses,
// kept by tus-js-client. Gone when somebody signs out of a computer that others use too.

/** Every entry of tus-js-client begins so. */
const PREFIX = 'tus::';

/** Forgets them all; a browser that keeps nothing has nothing to forget. */
export function forgetUploads(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Storage that is switched off throws at a look.
  }
}
