// The answers to a date poll as its fields post them (vote-fields.tsx).
import { voteAnswers } from '#domain/vocabulary.ts';

const PREFIX = 'vote-';

/** One for each date that was answered; what is no answer is left out. */
export const votesOf = (form: FormData) =>
  [...form.entries()].flatMap(([name, value]) => {
    const answer = voteAnswers.find((one) => one === value);
    return name.startsWith(PREFIX) && answer ? [{ slotId: name.slice(PREFIX.length), answer }] : [];
  });
