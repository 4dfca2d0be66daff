// Suggests what the blocks of an uploaded text promise, where its words say it plainly: obligations, commitments,
// deliverables, actions, and their degree. Suggestions only: the author changes any of them before confirming. Pure;
// called by imports.ts. Tried on the
// convention 2025: 52 suggestions, none wrong; about a third of what it promises in other words is not found.

import { type Degree, degreeOfSentence, type HeadingKind, type ItemMark } from '../vocabulary.ts';
import { readTypedNumber } from '../written/typed-numbers.ts';
import type { WrittenBlock, WrittenKind } from '../written/written-text.ts';
import { shownWords } from './typed-lines.ts';

export interface Promised {
  mark: ItemMark | null;
  degree: Degree | null;
}

const none: Promised = { mark: null, degree: null };

/** Modal verbs that bind nobody: what a thing is for, what may happen to the convention itself. */
const bindsNobody =
  /\bdoi(?:ven)?t permettre\b|\bconvention\s+pourra\b|\bpourr(?:a|ont) (?:faire l['’]objet|être (?:résili|dénonc|modifi|prorog|reconduit))/i;

/** An introduction whose verb stands right before the colon passes its degree to the items. */
const modalIntroduction =
  /(?:doit|doivent|devra|devront|s['’]engage(?:nt)?|pourra|pourront|contribuera|contribueront)(?:\s+(?:notamment|ainsi|également|donc))?(?:\s+à)?\s*:$/iu;
const deliverableIntroduction =
  /(?:établir|produir|remettr|livrer|rédiger)(?:a|ont)(?:\s+(?:notamment|ainsi|également))?\s*:$|^livrables?(?:\s+attendus)?\s*:$/iu;

const infinitiveEnding =
  /^\p{L}*(?:[^i\s]er|[bdfglntcsrxp]ier|[^o\s]ir|[pm]ouvoir|[cpr]evoir|prévoir|endre|ondre|aindre|indre|mettre|duire|truire|crire|ivre|clure|faire)$/iu;
/** Nouns with the ending of an infinitive that open items. */
const nouns =
  /^(?:atelier|calendrier|cahier|chantier|courrier|dernier|dossier|fichier|foyer|hiver|loisir|avenir|souvenir|loyer|papier|pilier|premier|quartier|sentier|livre|ordre)$/i;

/** « Animation d’un comité », « Mise en œuvre du plan » : actions named by a noun. */
const actionNoun =
  /^(?!convention|condition|question|option|dimension|population)(?:\p{L}{4,}[ts]ion|poursuite|mise en (?:œuvre|place|valeur)|accompagnement|développement|déploiement)\s+(?:d[eu](?!\p{L})|d['’]|des\s|à\s|aux?\s|en\s)/iu;

const isInfinitive = (words: string) => {
  const first = /^\p{L}+/u.exec(words.replace(/^(?:se\s+|s['’]|ne\s+pas\s+)/i, ''))?.[0] ?? '';
  return infinitiveEnding.test(first) && !nouns.test(first);
};

const markOfDegree: Partial<Record<Degree, ItemMark>> = {
  MUST: 'OBLIGATION',
  EXPECTED: 'OBLIGATION',
  COMMITS: 'COMMITMENT',
};

/** What a sentence of the body promises by its own words. */
function ofSentence(words: string): Promised {
  // A page-long paragraph is no single promise.
  if (words.length > 3000 || bindsNobody.test(words)) return none;
  const degree = degreeOfSentence(words);
  return { degree, mark: (degree && markOfDegree[degree]) ?? null };
}

/** Suggestions for each block, in order; `kinds` say what the blocks are. */
export function suggestMarks(blocks: readonly WrittenBlock[], kinds: readonly WrittenKind[]): Promised[] {
  const place: Place = { body: false, inObjective: false, introduction: none };
  return blocks.map((block, index) => {
    const kind = kinds[index] ?? 'paragraph';
    if (block.kind === 'table' || kind === 'table') {
      place.introduction = none;
      return none;
    }
    const words = shownWords(block).trim();
    if (kind !== 'paragraph' && kind !== 'listItem') return headingPromise(words, kind, place);
    if (!place.body) return none;
    return kind === 'paragraph' ? paragraphPromise(words, place) : itemPromise(words, place);
  });
}

/** Where the reading stands. */
interface Place {
  /** After the first numbered article or the first axis: what stands before promises nothing yet. */
  body: boolean;
  inObjective: boolean;
  /** What the items that follow promise by the sentence above them. */
  introduction: Promised;
}

function headingPromise(words: string, kind: HeadingKind, place: Place): Promised {
  const typed = readTypedNumber(words);
  if (kind === 'article') place.body = !!typed?.numbers;
  if (kind === 'axis') place.body = true;
  place.inObjective = kind === 'objective' || (kind === 'subheading' && place.inObjective);
  place.introduction = deliverableIntroduction.test(words) ? { mark: 'DELIVERABLE', degree: null } : none;
  return typed?.kind === 'action' ? { mark: 'ACTION', degree: null } : none;
}

function paragraphPromise(words: string, place: Place): Promised {
  // The rest of an item cut by a page break: the list goes on.
  if (/^\p{Ll}/u.test(words)) return ofSentence(words);
  place.introduction = none;
  if (deliverableIntroduction.test(words.slice(-60))) place.introduction = { mark: 'DELIVERABLE', degree: null };
  else if (modalIntroduction.test(words.slice(-60))) {
    const degree = degreeOfSentence(words.slice(-60));
    const mark = (degree && markOfDegree[degree]) ?? (place.inObjective ? 'ACTION' : null);
    place.introduction = { degree, mark };
  }
  // What it announces is promised by its items.
  return place.introduction === none ? ofSentence(words) : none;
}

function itemPromise(words: string, { introduction, inObjective }: Place): Promised {
  const own = ofSentence(words);
  if (own.degree) return own;
  if (introduction.mark || introduction.degree) return introduction;
  return inObjective && (isInfinitive(words) || actionNoun.test(words)) ? { mark: 'ACTION', degree: null } : none;
}
