// A part of a page that comes after the page, and that the server renders too. Used where such a part is no dialog's, nor
// shown only once the page works.
import { type ComponentType, lazy, memo, type ReactNode, Suspense } from 'react';

/**
 * The component that `load` brings, `waiting` in its place until then. It is rendered again only as what it is given changes:
 * React answers a change of its boundary before the part has come with an error, and makes it anew.
 */
export function latePart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() }));
  return memo((props: Props) => (
    <Suspense fallback={waiting}>
      <Part {...props} />
    </Suspense>
  )) as unknown as ComponentType<Props>;
}
