// Groups actions under the headings of the text, in the order they came.
import type { ListedAction } from './queries.ts';

/** Actions of one objective, or directly below an axis. */
export interface ActionGroup {
  key: string;
  /** « 1.2 · Veiller sur le patrimoine »; null directly below the axis. */
  title: string | null;
  actions: ListedAction[];
}

export interface AxisGroup {
  key: string;
  title: string;
  groups: ActionGroup[];
}

const titleOf = ({ number, title }: { number: string | null; title: string }) =>
  number ? `${number} · ${title}` : title;

/** Axes (or articles) with their groups. */
export function groupActions(actions: readonly ListedAction[]): AxisGroup[] {
  const axes: AxisGroup[] = [];
  for (const action of actions) {
    const { axis, objective } = action;
    const key = axis?.id ?? '';
    const title = !axis
      ? 'Avant le premier titre'
      : axis.kind === 'ARTICLE' && axis.number
        ? `Article\u00a0${titleOf(axis)}`
        : titleOf(axis);
    if (axes.at(-1)?.key !== key) axes.push({ key, title, groups: [] });
    const groups = axes.at(-1)?.groups ?? [];
    const groupKey = objective?.id ?? '';
    if (groups.at(-1)?.key !== groupKey)
      groups.push({ key: groupKey, title: objective && titleOf(objective), actions: [] });
    groups.at(-1)?.actions.push(action);
  }
  return axes;
}
