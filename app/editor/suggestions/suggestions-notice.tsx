// « 3 propositions »: how many wait for a decision in the text, and the window that lists them; and the sign that what one
// writes is suggested.
import { lazy, Suspense, useEffect, useState } from 'react';
import { type Mode, mayEdit } from '#realtime/protocol.ts';
import { count as countOf } from '../../french-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { AboutSuggestions } from './suggestions-list.tsx';

const NotThere = () => <p role="alert">La liste n’est pas arrivée. Vérifiez la connexion, puis rechargez la page.</p>;

/** Few texts have any: the list comes when there is one, before it is asked for. */
const fetchList = () =>
  import('./suggestions-list.tsx').then(
    ({ SuggestionsList }) => ({ default: SuggestionsList }),
    () => ({ default: NotThere }),
  );
const SuggestionsList = lazy(fetchList);

interface NoticeProps extends AboutSuggestions {
  mode: Mode;
}

/** The line above the text; nothing where one writes and nothing waits. */
export function SuggestionsNotice({ mode, ...about }: NoticeProps) {
  const [isOpen, setOpen] = useState(false);
  const { isSuggesting, setSuggesting, count, decided, read } = about.suggestions;
  const isOffered = count > 0 || (decided.length > 0 && mayEdit(mode));
  useEffect(() => {
    if (isOffered) void fetchList();
  }, [isOffered]);
  const then = (act: AboutSuggestions['onShow']): AboutSuggestions['onShow'] => {
    return (suggestion) => {
      setOpen(false);
      act(suggestion);
    };
  };
  return (
    <>
      {mode === 'write' && isSuggesting && (
        <Button
          size="s"
          variant="secondary"
          icon="edit"
          iconAfter="close"
          aria-label={'Vous proposez\u00a0: revenir à la rédaction'}
          onPress={() => setSuggesting(false)}
        >
          Vous proposez
        </Button>
      )}
      {mode === 'suggest' && <Badge icon="edit">Vous proposez</Badge>}
      {isOffered && (
        <Button
          size="s"
          variant="quiet"
          onPress={() => {
            read();
            setOpen(true);
          }}
        >
          {count > 0 ? countOf(count, 'proposition') : 'Propositions décidées'}
        </Button>
      )}
      <Dialog title="Propositions à décider" isOpen={isOpen} onOpenChange={setOpen} size="l">
        {() => (
          <Suspense fallback={<p role="status">Lecture en cours…</p>}>
            <SuggestionsList
              {...about}
              mayDecide={mode === 'write'}
              mayTakeBack={mode === 'suggest'}
              onShow={then(about.onShow)}
              onComment={about.onComment && then(about.onComment)}
            />
          </Suspense>
        )}
      </Dialog>
    </>
  );
}
