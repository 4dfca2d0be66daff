// The others' cursors: a bar with name and organisation, as the server says them, and their selection. The label goes
// when its owner pauses; the cursor goes when its owner does.
import type { Node as TextNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { bindingKey } from './binding/binding-key.ts';
import { agrees, positionOfPlace, readPlace, relativePlace } from './binding/places.ts';
import styles from './carets.module.css';

/** How long a label stays after its owner's last move, ms: long enough to read a name and an organisation. */
const LABEL_MS = 3000;

/** What realtime/client/cursors.ts says of somebody. */
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

/** Clients whose state came, changed or went. */
type Moved = Record<'added' | 'updated' | 'removed', number[]>;

/** Shows a label when its cursor moves and takes it away after a pause. */
function createLabels(awareness: Awareness, timers: Map<number, ReturnType<typeof setTimeout>>): Plugin {
  return new Plugin({
    key: new PluginKey('caretLabels'),
    view(view) {
      const mark = (client: number, idle: boolean) => {
        view.dom.querySelector(`[data-caret="${client}"]`)?.toggleAttribute('data-idle', idle);
      };
      const moved = ({ added, updated, removed }: Moved) => {
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

type Where = (doc: TextNode, place: unknown) => number | null;

/** The others' carets and selections in the text as it is drawn now. */
function drawAll(
  doc: TextNode,
  awareness: Awareness,
  where: Where,
  isIdle: (client: number) => boolean,
): DecorationSet {
  const drawn: Decoration[] = [];
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID || !isRecord(state) || !isRecord(state.cursor)) continue;
    const [anchor, head] = [where(doc, state.cursor.anchor), where(doc, state.cursor.head)];
    if (anchor === null || head === null) continue;
    const user: CaretUser = isRecord(state.user) ? state.user : {};
    drawn.push(
      Decoration.widget(head, () => drawCaret(user, client, isIdle(client)), {
        key: `${client} ${colourOf(user)} ${labelOf(user)}`,
        side: 10,
      }),
    );
    if (anchor !== head)
      drawn.push(
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
          class: styles.selection ?? '',
          style: `--caret: ${colourOf(user)}`,
        }),
      );
  }
  return DecorationSet.create(doc, drawn);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const key = new PluginKey<DecorationSet>('carets');

/** The plugins that show the others' cursors and tell them where one's own is. */
export function createCarets(awareness: Awareness, text: Y.Text): Plugin[] {
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const draw = (doc: TextNode, state: EditorState): DecorationSet => {
    const placesIn = bindingKey.getState(state)?.placesIn;
    if (!placesIn) return DecorationSet.empty;
    const where: Where = (doc, place) => {
      const read = readPlace(place);
      return read && positionOfPlace(doc, read, text, placesIn);
    };
    return drawAll(doc, awareness, where, (client) => !timers.has(client));
  };
  const tell = (view: EditorView) => {
    const { doc, selection } = view.state;
    const placesIn = bindingKey.getState(view.state)?.placesIn;
    const isHere = view.hasFocus() && selection instanceof TextSelection && placesIn && agrees(doc, placesIn(text));
    const at = (pos: number) => (isHere ? relativePlace(doc, pos, -1, text, placesIn) : null);
    const anchor = at(selection.anchor);
    const head = selection.empty ? anchor : at(selection.head);
    awareness.setLocalStateField(
      'cursor',
      anchor && head ? { anchor: Y.relativePositionToJSON(anchor), head: Y.relativePositionToJSON(head) } : null,
    );
  };
  return [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, drawn, before) {
          if (tr.getMeta(key)) return draw(tr.doc, before);
          return tr.docChanged ? drawn.map(tr.mapping, tr.doc) : drawn;
        },
      },
      props: { decorations: (state) => key.getState(state) },
      view(view) {
        let frame = 0;
        const redraw = () => {
          cancelAnimationFrame(frame);
          frame = requestAnimationFrame(() => {
            if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true));
          });
        };
        let told = 0;
        const tellSoon = () => {
          told ||= window.setTimeout(() => {
            told = 0;
            if (!view.isDestroyed) tell(view);
          }, 0);
        };
        const moved = ({ added, updated, removed }: Moved) => {
          // One's own cursor is the browser's: each key moves it.
          if ([...added, ...updated, ...removed].some((client) => client !== awareness.clientID)) redraw();
        };
        redraw();
        awareness.on('change', moved);
        view.dom.addEventListener('focusin', tellSoon);
        view.dom.addEventListener('focusout', tellSoon);
        return {
          update(_view, before) {
            if (before.doc !== view.state.doc && awareness.getStates().size > 1) redraw();
            if (before.doc !== view.state.doc || !before.selection.eq(view.state.selection)) tellSoon();
          },
          destroy() {
            cancelAnimationFrame(frame);
            clearTimeout(told);
            awareness.off('change', moved);
            view.dom.removeEventListener('focusin', tellSoon);
            view.dom.removeEventListener('focusout', tellSoon);
            awareness.setLocalStateField('cursor', null);
          },
        };
      },
    }),
    createLabels(awareness, timers),
  ];
}
