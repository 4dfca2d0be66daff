// The head that the pages of a text's versions share: that of whose text it is, a convention, a meeting or a report.
import type { ReactNode } from 'react';
import { ConventionFrame } from '../conventions/convention-frame.tsx';
import { FollowUpFrame } from '../follow-up/follow-up-frame.tsx';
import { MeetingFrame } from '../meetings/meeting-frame.tsx';
import { Stack } from '../ui/section.tsx';
import type { FramedText } from './queries.ts';

/** The head and what is under it. */
export function TextFrame({ text, children }: { text: FramedText; children: ReactNode }) {
  const { kind, convention, meeting } = text;
  const page = <Stack gap="l">{children}</Stack>;
  if (meeting) return <MeetingFrame meeting={meeting}>{page}</MeetingFrame>;
  if (kind === 'REPORT')
    return (
      <FollowUpFrame convention={convention} current="/bilan">
        {page}
      </FollowUpFrame>
    );
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current="versions" />
      {page}
    </Stack>
  );
}
