// The others' cursors: a bar with name and organisation, as the server says them, and their selection. The label goes
// when its owner pauses; the cursor goes when its owner does.
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import styles from './carets.module.css';

/** How long a label stays after its owner's last move, ms: long enough to read a name and an organisation. */
const LABEL_MS = 3000;

/** What realtime/client.ts says of somebody; `color` is y-tiptap's spelling. */
interface CaretUser {
  name?: string;
  organisation?: string;
  color?: string;
}

const isColour = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);

/** A colour that is ours to print; anything else becomes grey. */
const colourOf = ({ color }: CaretUser) => (isColour(color) ? color : '#5b6470');

const labelOf = ({ name, organisation }: CaretUser) => [name, organisation].filter(Boolean).join(' · ');

function drawCaret(user: CaretUser, client: number, idle: boolean): HTMLElement {
  const caret = document.createElement('span');
  caret.className = styles.caret ?? '';
  caret.style.setProperty('--caret', colourOf(user));
  caret.dataset.caret = String(client);
  caret.toggleAttribute('data-idle', idle);
  // The list of who is here says it to screen readers; in the text it would be read as words of the text.
  caret.setAttribute('aria-hidden', 'true');
  const label = document.createElement('span');
  label.className = styles.label ?? '';
  label.textContent = labelOf(user);
  // Zero-width: keeps the line's height, and lets the own cursor stand on either side.
  caret.append('\u2060', label, '\u2060');
  return caret;
}

/** Shows a label when its cursor moves and takes it away after a pause. */
function createLabels(awareness: Awareness, timers: Map<number, ReturnType<typeof setTimeout>>): Plugin {
  return new Plugin({
    key: new PluginKey('caretLabels'),
    view(view) {
      const mark = (client: number, idle: boolean) => {
        view.dom.querySelector(`[data-caret="${client}"]`)?.toggleAttribute('data-idle', idle);
      };
      const moved = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
        for (const client of [...added, ...updated]) {
          clearTimeout(timers.get(client));
          mark(client, false);
          timers.set(
            client,
            setTimeout(() => {
              timers.delete(client);
              mark(client, true);
            }, LABEL_MS),
          );
        }
        for (const client of removed) {
          clearTimeout(timers.get(client));
          timers.delete(client);
        }
      };
      awareness.on('change', moved);
      return {
        destroy() {
          awareness.off('change', moved);
          for (const timer of timers.values()) clearTimeout(timer);
        },
      };
    },
  });
}

/** The plugins that show the others' cursors and tell them where one's own is. */
export function createCarets(awareness: Awareness): Plugin[] {
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  return [
    yCursorPlugin(awareness, {
      awarenessStateFilter: (_own: number, client: number) => client !== awareness.clientID,
      cursorBuilder: (user: CaretUser, client: number) => drawCaret(user, client, !timers.has(client)),
      selectionBuilder: (user: CaretUser) => ({
        class: styles.selection ?? '',
        style: `--caret: ${colourOf(user)}`,
      }),
    }),
    createLabels(awareness, timers),
  ];
}
