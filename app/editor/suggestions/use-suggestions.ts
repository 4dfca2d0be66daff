// Suggesting instead of writing, and what waits for a decision in the text: whether the mode is on, which suggestions are
// this person's, and the list that the server knows.
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { postOnce } from '../../frame/steady-fetch.ts';
import { sentences } from '../../french.ts';
import { showToast } from '../../ui/toast.ts';
import type { Suggesting } from '../binding/binding.ts';
import { bindingKey } from '../binding/binding-key.ts';
import { idsOfRanges } from '../binding/suggested-ranges.ts';
import { useEditorValue } from '../use-editor.ts';
import { tellSuggestions } from './suggestion-marks.ts';

/** A suggestion as the address that answers has it. */
export interface ListedSuggestion {
  id: string;
  summary: string;
  /** Why, in its author's words. */
  reason: string;
  blockId: string | null;
  madeAt: string | null;
  author: { id: string; name: string; organisation: { shortName: string } | null } | null;
}

export type Decision = 'ACCEPTED' | 'REFUSED';

/** One that was decided. */
export interface DecidedSuggestion {
  id: string;
  summary: string;
  decision: Decision;
  reason: string;
  decidedAt: string;
  viewerMayReopen: boolean;
  author: { name: string } | null;
  decidedBy: { name: string } | null;
}

export interface Suggestions {
  /** Whether what is written is suggested. */
  isSuggesting: boolean;
  setSuggesting(isOn: boolean): void;
  /** How many wait in the text as it is shown. */
  count: number;
  list: readonly ListedSuggestion[] | 'loading' | 'failed';
  /** What was decided, the last first. */
  decided: readonly DecidedSuggestion[];
  /** Asks the server again. */
  read(): void;
  /** Tells whether it was decided; what was not is told to the person. */
  decide(ids: readonly string[], decision: Decision, reason: string): Promise<boolean>;
  /** Takes a decision back; what became of it is told to the person. */
  reopen(decidedId: string): Promise<boolean>;
  /** Says why something is suggested. */
  explain(suggestionId: string, reason: string): Promise<boolean>;
}

/** What is typed reaches the server before it is asked what waits, ms. */
const SETTLED_MS = 1_200;

const idsShown = (editor: Editor): string => idsOfRanges(bindingKey.getState(editor.state)?.suggested ?? []);

const tellTable = () =>
  showToast({
    text: 'Les fusions et les en-têtes ne se proposent pas, ni les lignes et les colonnes d’un tableau dont des cellules sont fusionnées\u00a0: le tableau est resté comme il était.',
    tone: 'info',
  });

/** What the binding asks, from before there is an editor; `only`: this person may do nothing else. */
export function useSuggestingMode(only: boolean) {
  const own = useRef(new Set<string>()).current;
  const [isChosen, setChosen] = useState(false);
  const now = useRef({ only, isOn: only });
  now.current = { only, isOn: only || isChosen };
  const mode = useMemo((): Suggesting => {
    const create = () => {
      const id = crypto.randomUUID();
      own.add(id);
      return id;
    };
    const mine = { has: (id: string) => own.has(id), create };
    return {
      own: () => (now.current.isOn ? mine : null),
      isAll: () => now.current.only,
      tableLeftAsItWas: tellTable,
    };
  }, [own]);
  const choose = useCallback((next: boolean) => {
    // At once: the next key may come before the page is drawn again.
    now.current.isOn = now.current.only || next;
    setChosen(next);
  }, []);
  return { mode, own, isSuggesting: only || isChosen, choose };
}

const reopenedWords: Record<string, string> = {
  WHOLE: 'La proposition attend de nouveau une décision.',
  IN_PART:
    'La proposition attend de nouveau, en partie\u00a0: le reste n’a plus sa place dans le texte, récrit depuis. Relisez le passage.',
};

/** What its tip says of a suggestion in the text. */
const tipOf = ({ author, reason }: ListedSuggestion): string =>
  `Proposé par ${author?.name ?? 'un compte supprimé'}${reason === '' ? '' : `\u00a0: ${reason}`}`;

/** What is known when no answer came: cut off from the network, that nothing was sent; else only that sending again is safe. */
const unsentWords = (isReason: boolean): string =>
  navigator.onLine
    ? sentences.noAnswer
    : `${isReason ? 'Le motif n’est pas parti' : 'La décision n’est pas partie'}. Vérifiez la connexion, puis recommencez.`;

/** The suggestions of a text, for the page around its editor. */
export function useSuggestions(
  editor: Editor | null,
  documentId: string,
  { own, isSuggesting, choose }: Omit<ReturnType<typeof useSuggestingMode>, 'mode'>,
  viewerId: string,
): Suggestions {
  const [list, setList] = useState<Suggestions['list']>('loading');
  const [decided, setDecided] = useState<Suggestions['decided']>([]);
  const shown = useEditorValue(editor, idsShown, '');
  const address = `/textes/${documentId}/propositions`;
  const isEmpty = shown === '';
  const read = useCallback(() => {
    fetch(isEmpty ? `${address}?decidees` : address)
      .then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        const { suggestions, decided } = (await answer.json()) as {
          suggestions: ListedSuggestion[];
          decided: DecidedSuggestion[];
        };
        for (const { id, author } of suggestions) if (author && author.id === viewerId) own.add(id);
        setList(suggestions);
        setDecided(decided);
      })
      // What is on the page stays, with what somebody types beside it; and where nothing waits, there is nothing to ask.
      .catch(() => setList((last) => (typeof last !== 'string' ? last : isEmpty ? [] : 'failed')));
  }, [address, isEmpty, own, viewerId]);
  useEffect(() => {
    if (shown === '') setList([]);
    const timer = setTimeout(read, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [shown, read]);
  useEffect(() => {
    if (editor && typeof list !== 'string') tellSuggestions(editor, new Map(list.map((one) => [one.id, tipOf(one)])));
  }, [editor, list]);
  const setSuggesting = useCallback(
    (next: boolean) => {
      choose(next);
      editor?.view.focus();
    },
    [editor, choose],
  );
  /** Null: it was not done, and the person was told. */
  const post = useCallback(
    async (form: FormData) => {
      try {
        const answer = await postOnce(address, form);
        const said = (await answer.json()) as { message?: string; outcome?: string };
        if (!answer.ok) showToast({ text: said.message ?? 'Cela n’a pas pu être fait.', tone: 'error' });
        // What others decided meanwhile shows as well.
        read();
        return answer.ok ? said : null;
      } catch {
        showToast({ text: unsentWords(form.get('intent') === 'explain'), tone: 'error' });
        return null;
      }
    },
    [address, read],
  );
  const decide = useCallback(
    async (ids: readonly string[], decision: Decision, reason: string) => {
      const form = new FormData();
      for (const id of ids) form.append('suggestion', id);
      form.set('decision', decision);
      form.set('reason', reason);
      return (await post(form)) !== null;
    },
    [post],
  );
  const reopen = useCallback(
    async (decidedId: string) => {
      const form = new FormData();
      form.set('intent', 'reopen');
      form.set('decided', decidedId);
      const said = await post(form);
      if (said?.outcome) showToast({ text: reopenedWords[said.outcome] ?? '', tone: 'info' });
      return said !== null;
    },
    [post],
  );
  const explain = useCallback(
    async (suggestionId: string, reason: string) => {
      const form = new FormData();
      form.set('intent', 'explain');
      form.set('suggestion', suggestionId);
      form.set('reason', reason);
      return (await post(form)) !== null;
    },
    [post],
  );
  const count = isEmpty ? 0 : shown.split(' ').length;
  return { isSuggesting, setSuggesting, count, list, decided, read, decide, reopen, explain };
}
