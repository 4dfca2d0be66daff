// What the page itself knows of where threads are: words that carry a thread's mark are there, whatever the server last
// said. An undo that comes before the text has settled changes nothing there, so nobody would tell the page.
import type { Editor } from '@tiptap/core';
import { useMemo } from 'react';
import type { Discussion } from '../discussions/panel-types.ts';
import { placeOfThread } from './anchors.ts';
import { useEditorValue } from './use-editor.ts';

/** The discussion, with no thread lost whose words are in the text on the screen. */
export function useTruePlaces(editor: Editor | null, discussion: Discussion): Discussion {
  const lost = discussion.threads.filter(({ place }) => place === 'DELETED').map(({ id }) => id);
  const found = useEditorValue(
    editor,
    ({ state }) => lost.filter((id) => placeOfThread(state.doc, id) !== null).join(' '),
    '',
  );
  return useMemo(() => {
    if (found === '') return discussion;
    const ids = found.split(' ');
    const threads = discussion.threads.map((thread) =>
      ids.includes(thread.id) ? { ...thread, place: 'MARKED' as const } : thread,
    );
    return { ...discussion, threads };
  }, [discussion, found]);
}
