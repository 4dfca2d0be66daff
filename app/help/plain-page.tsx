// A page of words alone, with a heading for each part: help, legal notice, accessibility, personal data.
import { type Crumb, PageTitle } from '../ui/page-title.tsx';
import { Narrow, Section, Stack } from '../ui/section.tsx';

/** A question and its answer. */
export interface HelpTopic {
  title: string;
  /** Paragraphs. */
  words: readonly string[];
}

export interface PlainPageProps {
  title: string;
  lead?: string;
  crumbs?: readonly Crumb[];
  topics: readonly HelpTopic[];
}

/** The page. */
export function PlainPage({ title, lead, crumbs, topics }: PlainPageProps) {
  return (
    <Narrow>
      <PageTitle lead={lead} crumbs={crumbs}>
        {title}
      </PageTitle>
      <Stack gap="l">
        {topics.map((topic) => (
          <Section key={topic.title} title={topic.title}>
            <Stack>
              {topic.words.map((words) => (
                <p key={words}>{words}</p>
              ))}
            </Stack>
          </Section>
        ))}
      </Stack>
    </Narrow>
  );
}
