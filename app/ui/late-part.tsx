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
  // Of the same props as what comes, which the types of a lazy component do not say of a general one.
  const Part = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;
  return memo((props: Props) => (
    <Suspense fallback={waiting}>
      <Part {...props} />
    </Suspense>
  )) as unknown as ComponentType<Props>;
}
