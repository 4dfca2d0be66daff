// @vitest-environment happy-dom
// The list of what waits: sorted by person, organisation and part of the text, decided all at once as it is sorted; who may
// only suggest takes back their own and decides nothing.
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { sectionOf } from '#app/editor/outline.ts';
import { SuggestionsList } from '#app/editor/suggestions/suggestions-list.tsx';
import type { DecidedSuggestion, ListedSuggestion, Suggestions } from '#app/editor/suggestions/use-suggestions.ts';
import { bullets, editorOf, heading, idOf, item, paragraph } from './rig.ts';

afterEach(cleanup);

const people = {
  camille: { id: 'camille', name: 'Camille', organisation: { shortName: 'MBM' } },
  dominique: { id: 'dominique', name: 'Dominique', organisation: { shortName: 'MBM' } },
  alix: { id: 'alix', name: 'Alix', organisation: { shortName: 'Agence' } },
};

const suggestion = (id: string, who: keyof typeof people, blockId: string | null): ListedSuggestion => ({
  id,
  summary: `Ajoute «\u00a0${id}\u00a0»`,
  reason: id === 'deux' ? 'Le degré voté.' : '',
  blockId,
  madeAt: null,
  author: people[who],
});

const list = [
  suggestion('un', 'camille', 'premier'),
  suggestion('deux', 'alix', 'premier'),
  suggestion('trois', 'dominique', 'second'),
  suggestion('quatre', 'camille', null),
];

const decided: DecidedSuggestion[] = [
  {
    id: 'd1',
    summary: 'Retire «\u00a0cinq\u00a0»',
    decision: 'REFUSED',
    reason: 'Voté ainsi.',
    decidedAt: '2026-11-30T10:00:00Z',
    viewerMayReopen: true,
    author: { name: 'Camille' },
    decidedBy: { name: 'Alix' },
  },
  {
    id: 'd2',
    summary: 'Ajoute «\u00a0six\u00a0»',
    decision: 'ACCEPTED',
    reason: '',
    decidedAt: '2026-11-29T10:00:00Z',
    viewerMayReopen: false,
    author: null,
    decidedBy: null,
  },
];

function show(rights: { mayDecide: boolean; mayTakeBack: boolean }, about: Partial<Suggestions> = {}) {
  const decide = vi.fn(async () => true);
  const reopen = vi.fn(async () => true);
  const explain = vi.fn(async () => true);
  const comment = vi.fn();
  render(
    <SuggestionsList
      {...rights}
      viewerId="camille"
      suggestions={{
        isSuggesting: false,
        setSuggesting() {},
        count: list.length,
        list,
        decided: [],
        read() {},
        decide,
        reopen,
        explain,
        ...about,
      }}
      sectionOf={(blockId) => ({ id: `s-${blockId}`, title: `Article ${blockId}` })}
      onShow={() => {}}
      onComment={comment}
    />,
  );
  return { decide, reopen, explain, comment };
}

const shown = () => screen.getAllByRole('listitem').map((line) => /«\s(.*?)\s»/.exec(line.textContent ?? '')?.[1]);
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(new RegExp(`^${label}`)), { target: { value } });

test('is sorted three ways together, and decided as it is sorted', async () => {
  const { decide } = show({ mayDecide: true, mayTakeBack: false });
  expect(shown()).toEqual(['un', 'deux', 'trois', 'quatre']);
  choose('Organisme', 'MBM');
  expect(shown()).toEqual(['un', 'trois', 'quatre']);
  choose('Partie du texte', 's-premier');
  expect(shown()).toEqual(['un']);
  choose('Partie du texte', '');
  choose('Propositions de', 'camille');
  expect(shown()).toEqual(['un', 'quatre']);
  fireEvent.change(screen.getByLabelText(/^Motif/), { target: { value: 'Convenu.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Tout accepter (2)' }));
  expect(decide).toHaveBeenCalledExactlyOnceWith(['un', 'quatre'], 'ACCEPTED', 'Convenu.');
  choose('Organisme', 'Agence');
  expect(screen.queryAllByRole('listitem')).toEqual([]);
  expect(screen.getByText('Aucune proposition ne répond à ces choix.')).toBeTruthy();
});

test('lets who may only suggest take back their own, and comment', () => {
  const { decide, comment } = show({ mayDecide: false, mayTakeBack: true });
  expect(screen.queryAllByRole('button', { name: /accepter|refuser/i })).toEqual([]);
  expect(screen.queryByLabelText(/^Motif/)).toBeNull();
  const own = screen.getAllByRole('button', { name: /^Retirer/ });
  expect(own.map((button) => button.getAttribute('aria-label'))).toEqual([
    'Retirer\u00a0: Ajoute «\u00a0un\u00a0»',
    'Retirer\u00a0: Ajoute «\u00a0quatre\u00a0»',
  ]);
  fireEvent.click(own[0] as HTMLElement);
  expect(decide).toHaveBeenCalledExactlyOnceWith(['un'], 'REFUSED', '');
  fireEvent.click(screen.getByRole('button', { name: 'Commenter\u00a0: Ajoute «\u00a0deux\u00a0»' }));
  expect(comment).toHaveBeenCalledExactlyOnceWith(list[1]);
});

test('says why something is suggested, and lets its author alone say it', async () => {
  const { explain } = show({ mayDecide: false, mayTakeBack: true });
  expect(screen.getByText(/^Motif.*Le degré voté\.$/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Changer le motif/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Dire pourquoi\u00a0: Ajoute «\u00a0un\u00a0»' }));
  const field = screen.getByLabelText(/^Motif de ma proposition/);
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: 'Plus clair.' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enregistrer le motif' }));
  expect(explain).toHaveBeenCalledExactlyOnceWith('un', 'Plus clair.');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Dire pourquoi'));
});

test('tells what was decided, by whom and why, and takes back what one may, the focus staying in the list', async () => {
  const { reopen } = show({ mayDecide: true, mayTakeBack: false }, { list: [], decided });
  expect(screen.getByText('Rien n’attend de décision dans ce texte.')).toBeTruthy();
  expect(screen.queryByLabelText(/^Motif/)).toBeNull();
  const lines = within(screen.getByRole('list', { name: 'Propositions décidées' })).getAllByRole('listitem');
  expect(lines.map((line) => line.querySelectorAll('p')[1]?.textContent)).toEqual([
    expect.stringMatching(/^Proposée par Camille\. Refusée le 30.* par Alix\. Motif\s: Voté ainsi\.$/),
    expect.stringMatching(/^Proposée par un compte supprimé\. Acceptée le 29[^M]*\.$/),
  ]);
  const buttons = screen.getAllByRole('button', { name: /^Annuler la décision/ });
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
    'Annuler la décision\u00a0: Retire «\u00a0cinq\u00a0»',
  ]);
  fireEvent.click(buttons[0] as HTMLElement);
  expect(reopen).toHaveBeenCalledExactlyOnceWith('d1');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Décidées' })));
});

test('knows the part of the text in which a block stands', () => {
  const editor = editorOf([
    paragraph('Avant.', { id: 'avant' }),
    heading('article', 'Objet', { id: 'objet' }),
    heading('objective', 'Suivre', { id: 'suivre' }),
    bullets(item('les cités', { id: 'cites' })),
    heading('article', 'Durée', { id: 'duree' }),
    paragraph('Un an.', { id: 'an' }),
  ]);
  const of = (name: string) => sectionOf(editor.state, idOf(name));
  expect(of('avant')).toBeNull();
  expect(of('cites')).toEqual({ id: idOf('objet'), title: 'Article\u00a01\u00a0: Objet' });
  expect(of('objet')?.id).toBe(idOf('objet'));
  expect(of('an')?.id).toBe(idOf('duree'));
  expect(of('ailleurs')).toBeNull();
  editor.destroy();
});
