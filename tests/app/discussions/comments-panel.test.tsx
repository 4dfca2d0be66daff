// @vitest-environment happy-dom
// The panel as a person meets it: reading, starting, answering, resolving, being refused, by keyboard.
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CommentsPanel } from '#app/discussions/comments-panel.tsx';
import type { Act, ActOutcome, Discussion, DraftAnchor } from '#app/discussions/panel-types.ts';
import { writeMention } from '#domain/discussions/bodies.ts';
import { buildComment, buildDiscussion, buildThread } from './build.ts';

const claire = { kind: 'PERSON', id: '01920000-0000-7000-8000-00000000000a', name: 'Claire Dupont', detail: 'DAT' };
const agency = { kind: 'ORGANISATION', id: '01920000-0000-7000-8000-00000000000c', name: 'Agence', detail: 'Agence X' };

beforeEach(() => {
  // The list of names is the server's; the route has its own tests.
  vi.stubGlobal('fetch', async () => Response.json([claire, agency]));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The panel with the state that a page around it keeps. */
function Page({
  discussion,
  draft = null,
  active = null,
}: {
  discussion: Discussion;
  draft?: DraftAnchor | null;
  active?: string | null;
}) {
  const [activeThreadId, setActive] = useState(active);
  const [draftAnchor, setDraft] = useState(draft);
  return (
    <CommentsPanel
      discussion={discussion}
      activeThreadId={activeThreadId}
      onActivate={setActive}
      draftAnchor={draftAnchor}
      onDraftDone={() => setDraft(null)}
    />
  );
}

/** Keeps what was done, and answers as the server would. */
function performing(answer: ActOutcome = { ok: true, threadId: 'thread' }) {
  const acts: Act[] = [];
  const perform = async (done: Act) => {
    acts.push(done);
    return answer;
  };
  return { acts, perform };
}

const anchor = { blockId: 'block', quotation: 'un bilan', prefix: '', suffix: '' };
const type = (field: HTMLElement, text: string) => {
  fireEvent.change(field, { target: { value: text } });
};

describe('reading', () => {
  test('an empty discussion says how to begin, to those who may', () => {
    render(<Page discussion={buildDiscussion({})} />);
    expect(screen.getByText('Pas encore de commentaire')).toBeTruthy();
    expect(screen.getByText(/Sélectionnez un passage/)).toBeTruthy();
    cleanup();
    render(<Page discussion={buildDiscussion({ mayOpen: false })} />);
    expect(screen.queryByText(/Sélectionnez un passage/)).toBeNull();
  });

  test('deleted text shows its quotation and says so in words', () => {
    render(<Page discussion={buildDiscussion({ threads: [buildThread({ place: 'DELETED', blockId: null })] })} />);
    expect(screen.getByText('Texte supprimé')).toBeTruthy();
    expect(screen.getByText('au moins une fois par an')).toBeTruthy();
  });

  test('a deleted comment keeps its place and shows nothing else', () => {
    const comments = [
      buildComment({ id: 'a', body: '', deletedAt: '2026-01-02T10:00:00.000Z' }),
      buildComment({ id: 'b' }),
    ];
    render(<Page discussion={buildDiscussion({ threads: [buildThread({ comments })] })} active="thread" />);
    expect(screen.getByText('Commentaire supprimé')).toBeTruthy();
    expect(screen.getAllByText('Hélène Carpentier')).toHaveLength(1);
  });

  test('threads are in the order given, resolved ones apart, and the one chosen in the text always there', () => {
    const threads = [
      buildThread({ id: 'a', quotation: 'premier' }),
      buildThread({ id: 'b', quotation: 'résolu', resolvedAt: '2026-01-02T10:00:00.000Z', resolvedBy: 'Karim' }),
      buildThread({ id: 'c', quotation: 'dernier' }),
    ];
    const { unmount } = render(<Page discussion={buildDiscussion({ threads })} />);
    const shown = () =>
      screen.getAllByRole('article').map((article) => within(article).getAllByRole('button')[0]?.textContent);
    expect(shown()).toEqual(['Article 8 · Suivipremier', 'Article 8 · Suividernier']);
    fireEvent.change(screen.getByLabelText('Fils affichés'), { target: { value: 'resolved' } });
    expect(shown()).toEqual(['Article 8 · Suivirésolu']);
    unmount();
    render(<Page discussion={buildDiscussion({ threads })} active="b" />);
    expect(shown()).toHaveLength(3);
    expect(screen.getByText('Résolu par Karim')).toBeTruthy();
  });

  test('a thread opens from its quotation, and what was told of it is then read, once', async () => {
    const { acts, perform } = performing();
    const comments = [buildComment({ id: 'a', body: 'Question' }), buildComment({ id: 'b', body: 'Réponse' })];
    render(<Page discussion={buildDiscussion({ threads: [buildThread({ comments, isUnread: true })], perform })} />);
    expect(screen.queryByText('Réponse')).toBeNull();
    const about = screen.getByRole('button', { name: /au moins une fois par an/, expanded: false });
    fireEvent.click(about);
    expect(screen.getByText('Réponse')).toBeTruthy();
    expect(screen.getByRole('article').getAttribute('aria-current')).toBe('true');
    await waitFor(() => expect(acts).toEqual([{ intent: 'read', threadId: 'thread' }]));
  });

  test('each card is answered and resolved without opening it first, by buttons that name it', async () => {
    const performed: Act[] = [];
    const perform = async (act: Act): Promise<ActOutcome> => {
      performed.push(act);
      return { ok: true, threadId: 'one' };
    };
    const threads = [
      buildThread({ id: 'one', quotation: 'la première' }),
      buildThread({ id: 'two', quotation: 'la deuxième' }),
    ];
    render(<Page discussion={buildDiscussion({ threads, perform })} />);
    fireEvent.click(screen.getByRole('button', { name: /^Marquer comme résolu\s: «\sla deuxième\s»$/ }));
    await waitFor(() => expect(performed).toContainEqual({ intent: 'resolve', threadId: 'two' }));
    fireEvent.click(screen.getByRole('button', { name: /^Répondre à «\sla première\s»$/ }));
    const field = await screen.findByLabelText('Répondre');
    expect(document.activeElement).toBe(field);
    // Closed and opened again by its quotation, it is no longer being answered.
    const about = screen.getByRole('button', { name: /la première/, expanded: true });
    fireEvent.click(about);
    about.focus();
    fireEvent.click(about);
    expect(document.activeElement).toBe(about);
  });

  test('a failure offers to try again', () => {
    const refresh = vi.fn();
    render(<Page discussion={buildDiscussion({ status: 'failed', refresh })} />);
    fireEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(refresh).toHaveBeenCalledOnce();
  });
});

describe('writing', () => {
  test('starts in the field, with the words it is about; Ctrl + Enter sends and the draft is done', async () => {
    const { acts, perform } = performing();
    render(<Page discussion={buildDiscussion({ perform })} draft={anchor} />);
    expect(screen.getByText('un bilan')).toBeTruthy();
    const field = screen.getByRole('textbox', { name: 'Votre commentaire' });
    expect(document.activeElement).toBe(field);
    type(field, 'Lequel ?');
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(screen.queryByText('Nouveau commentaire')).toBeNull());
    expect(acts).toEqual([{ intent: 'open', ...anchor, body: 'Lequel ?' }]);
    await waitFor(() => expect(screen.getByText('Commentaire publié')).toBeTruthy());
  });

  test('is given up by Escape when nothing is written, and kept when something is', () => {
    render(<Page discussion={buildDiscussion({})} draft={anchor} />);
    const field = screen.getByRole('textbox', { name: 'Votre commentaire' });
    type(field, 'À moitié');
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(screen.getByRole('textbox', { name: 'Votre commentaire' })).toBeTruthy();
    type(field, '');
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(screen.queryByRole('textbox', { name: 'Votre commentaire' })).toBeNull();
  });

  test.each([
    [
      { code: 'INVALID_INPUT', message: 'À corriger.', fields: { body: 'Le commentaire est trop long.' } },
      'Le commentaire est trop long.',
    ],
    [
      { code: 'FORBIDDEN', message: 'Vos droits ne permettent pas cette action.', fields: {} },
      'Vos droits ne permettent pas cette action.',
    ],
    [{ code: 'UNAUTHENTICATED', message: 'Votre session est terminée.', fields: {} }, 'Votre session est terminée.'],
  ])('that is refused ($code) stays written, with the reason at the field', async (refusal, words) => {
    const { perform } = performing({ ok: false, ...refusal });
    render(<Page discussion={buildDiscussion({ threads: [buildThread({})], perform })} active="thread" />);
    const field = screen.getByRole('textbox', { name: 'Répondre' }) as HTMLTextAreaElement;
    type(field, 'Mon long texte');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Répondre' })));
    expect(field.value).toBe('Mon long texte');
    expect(screen.getByText(words)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toContain(words);
    expect(screen.queryByRole('link', { name: /reconnecter/ }) !== null).toBe(refusal.code === 'UNAUTHENTICATED');
  });

  test('names people by keyboard: @, arrows, Enter; the list is told to screen readers', async () => {
    const { acts, perform } = performing();
    render(<Page discussion={buildDiscussion({ threads: [buildThread({})], perform })} active="thread" />);
    const field = screen.getByRole('textbox', { name: 'Répondre' }) as HTMLTextAreaElement;
    field.focus();
    type(field, 'Bonjour @');
    field.setSelectionRange(9, 9);
    fireEvent.click(field);
    const list = await screen.findByRole('listbox', { name: 'Personnes et organismes' });
    expect(screen.getByText(/2 propositions/)).toBeTruthy();
    const [first, second] = within(list).getAllByRole('option');
    expect(field.getAttribute('aria-activedescendant')).toBe(first?.id);
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(field.getAttribute('aria-activedescendant')).toBe(second?.id);
    fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(field.getAttribute('aria-activedescendant')).toBe(first?.id);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(field.value).toBe('Bonjour @Claire Dupont ');
    expect(screen.queryByRole('listbox')).toBeNull();
    await act(async () => fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true }));
    expect(acts.at(-1)).toEqual({ intent: 'reply', threadId: 'thread', body: `Bonjour ${writeMention(claire.id)} ` });
  });

  test('closes the list of names by Escape without leaving the field', async () => {
    render(<Page discussion={buildDiscussion({ threads: [buildThread({})] })} active="thread" />);
    const field = screen.getByRole('textbox', { name: 'Répondre' }) as HTMLTextAreaElement;
    type(field, '@');
    field.setSelectionRange(1, 1);
    fireEvent.click(field);
    await screen.findByRole('listbox');
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(field.value).toBe('@');
  });
});

describe('what one may not do is not offered', () => {
  test('a reader sees no field and no button', () => {
    const thread = buildThread({ mayReply: false, mayResolve: false });
    render(<Page discussion={buildDiscussion({ threads: [thread], mayOpen: false })} active="thread" />);
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /résolu|Rouvrir|Actions/ })).toBeNull();
  });

  test('resolving is refused in words when somebody’s rights changed meanwhile', async () => {
    const { perform } = performing({
      ok: false,
      code: 'FORBIDDEN',
      message: 'Vos droits ne permettent pas cette action.',
      fields: {},
    });
    render(<Page discussion={buildDiscussion({ threads: [buildThread({})], perform })} active="thread" />);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Marquer comme résolu/ })));
    expect(screen.getByRole('article').textContent).toContain('Vos droits ne permettent pas cette action.');
  });
});
