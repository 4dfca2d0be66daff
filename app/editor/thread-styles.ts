// Colours the words of comment threads: open ones lightly, the active one strongly, resolved ones not at all. As rules of
// a style sheet, so that neither the text nor the editor's state changes when a thread is opened, chosen or resolved.

export interface ThreadStyles {
  show(openThreads: readonly string[], activeThread: string | null): void;
  remove(): void;
}

const words = (threadId: string) => `[data-thread="${CSS.escape(threadId)}"]`;

/** Starts colouring in a document. The custom properties are those of text-sheet.module.css. */
export function colourThreads(owner: Document): ThreadStyles {
  const sheet = new CSSStyleSheet();
  owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, sheet];
  return {
    show(openThreads, activeThread) {
      const rules = openThreads.map(
        (id) => `${words(id)}{background:var(--thread);border-block-end:2px solid var(--thread-line);cursor:pointer}`,
      );
      if (activeThread !== null)
        rules.push(
          `${words(activeThread)}{background:var(--thread-active);border-block-end:2px solid var(--thread-active-line)}`,
        );
      sheet.replaceSync(rules.join('\n'));
    },
    remove() {
      owner.adoptedStyleSheets = owner.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}
