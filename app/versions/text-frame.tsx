// The head that the pages about a text share, of its versions and of Word files that come back: that of whose text it is, a convention, a meeting or a report.
import type { ReactNode } from 'react';
import { ConventionFrame } from '../conventions/convention-frame.tsx';
import { FollowUpFrame } from '../follow-up/follow-up-frame.tsx';
import { MeetingFrame } from '../meetings/meeting-frame.tsx';
import { Stack } from '../ui/section.tsx';
import { textAddress } from './of-its-text.ts';
import type { FramedText } from './queries.ts';

interface TextFrameProps {
  text: FramedText;
  /** Whether the page is of its versions, or of the text as it is now. */
  of?: 'versions' | 'text';
  children: ReactNode;
}

/** The head and what is under it. */
export function TextFrame({ text, of = 'versions', children }: TextFrameProps) {
  const { kind, convention, meeting } = text;
  const page = <Stack gap="l">{children}</Stack>;
  if (meeting)
    return (
      <MeetingFrame meeting={meeting} under={of === 'text' ? textAddress(text) : undefined}>
        {page}
      </MeetingFrame>
    );
  if (kind === 'REPORT')
    return (
      <FollowUpFrame convention={convention} current="/bilan">
        {page}
      </FollowUpFrame>
    );
  return (
    <Stack gap="l">
      <ConventionFrame convention={convention} current={of === 'text' ? 'lecture' : 'versions'} />
      {page}
    </Stack>
  );
}
