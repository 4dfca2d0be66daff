// Saves corrections as they are made, one request at a time: what is chosen meanwhile joins the next one. Without a
// network, or once the session is over, they wait here and are sent again; the page stays as it is.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Refusal } from '../../forms/form-result.ts';
import { showToast } from '../../ui/toast.ts';
import type { CorrectedKind } from './outline.ts';
import { fieldsOf } from './posted-corrections.ts';
import type { ReviewedDraft } from './queries.ts';
import type { Corrected } from './save-corrections.ts';

/** What somebody chose for a block and is not saved yet. */
export interface Choice {
  kind?: CorrectedKind;
  /** Empty words follow the typed number, or the one before. */
  numbering?: { isNumbered: boolean; number: string };
}

export type SavingState = 'untouched' | 'saving' | 'saved' | 'offline' | 'signedOut';

/** Whether something is chosen that the server has not got. */
export const isUnsaved = (state: SavingState): boolean => state !== 'untouched' && state !== 'saved';

const RETRY_MS = 4_000;

type Choices = ReadonlyMap<string, Choice>;

const without = (all: Choices, done: Choices): Choices =>
  new Map([...all].filter(([blockId, choice]) => done.get(blockId) !== choice));

function formOf(choices: Choices): FormData {
  const form = new FormData();
  for (const [blockId, { kind, numbering }] of choices) {
    const names = fieldsOf(blockId);
    if (kind) form.set(names.kind, kind);
    if (!numbering) continue;
    form.set(names.number, numbering.number);
    if (!numbering.isNumbered) form.set(names.unnumbered, 'on');
  }
  return form;
}

type Answer = { ok: true; value: Corrected } | Refusal;

/** The server's answer; null when there is none: no network, or something between that is not our server. */
async function post(draftId: string, choices: Choices): Promise<Answer | null> {
  try {
    const path = `/conventions/importer/${draftId}/corrections`;
    const response = await fetch(path, { method: 'POST', body: formOf(choices) });
    return (await response.json()) as Answer;
  } catch {
    return null;
  }
}

/** The draft as last told by the server, what is chosen beyond it, and whether that is saved. */
export function useCorrections(loaded: ReviewedDraft) {
  const [draft, setDraft] = useState(loaded);
  const [choices, setChoices] = useState<Choices>(new Map());
  const [state, setState] = useState<SavingState>('untouched');
  useEffect(() => setDraft(loaded), [loaded]);
  const { id } = draft;
  const isSending = useRef(false);
  useEffect(() => {
    if (choices.size === 0 || isSending.current || state === 'offline' || state === 'signedOut') return;
    isSending.current = true;
    setState('saving');
    void post(id, choices).then((answer) => {
      isSending.current = false;
      if (answer === null) return setState('offline');
      if (!answer.ok && answer.code === 'UNAUTHENTICATED') return setState('signedOut');
      setChoices((all) => without(all, choices));
      setState('saved');
      if (answer.ok) setDraft((before) => withChanges(before, answer.value));
      else showToast({ text: answer.message, tone: 'error' });
    });
  }, [id, choices, state]);
  useRetry(state, () => setState('saving'));
  const choose = useCallback((blockId: string, choice: Choice) => {
    setChoices((all) => new Map(all).set(blockId, { ...all.get(blockId), ...choice }));
  }, []);
  useKeptFocus(draft);
  return { draft, choices, choose, state: state === 'saved' && choices.size > 0 ? ('saving' as const) : state };
}

/** Tries again after a while, and as soon as the browser says that the network is back. */
function useRetry(state: SavingState, retry: () => void) {
  const again = useRef(retry);
  again.current = retry;
  useEffect(() => {
    if (state !== 'offline' && state !== 'signedOut') return;
    const act = () => again.current();
    const timer = setTimeout(act, RETRY_MS);
    window.addEventListener('online', act);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', act);
    };
  }, [state]);
}

function withChanges(draft: ReviewedDraft, { changed, warnings }: Corrected): ReviewedDraft {
  const byId = new Map(changed.map((block) => [block.id, block]));
  const blocks = draft.preview.blocks.map((block) => byId.get(block.id) ?? block);
  return { ...draft, preview: { ...draft.preview, blocks, warnings } };
}

/** On the server nothing is laid out, and React says so of each page that asks for it. */
const useOnceDrawn = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/** A block that becomes a title moves in the page: whoever was on its field stays on it. */
function useKeptFocus(draft: ReviewedDraft) {
  const last = useRef<string | null>(null);
  useEffect(() => {
    const remember = (event: FocusEvent) => {
      last.current = (event.target as HTMLElement).id || null;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, []);
  // Before the next key: one that is typed in between would be lost.
  useOnceDrawn(() => {
    if (last.current && document.activeElement === document.body) document.getElementById(last.current)?.focus();
  }, [draft]);
}
