// What several readers of one answer want at the same time is read once. Used by reads that stand at the beginning of many others.
import type { Viewer } from './viewers.ts';

/** `read`, asked once for all who want the same thing for the same viewer while it is being read. */
export function sharedRead<Found>(read: (viewer: Viewer, id: string) => Promise<Found>) {
  const readings = new WeakMap<Viewer, Map<string, Promise<Found>>>();
  return (viewer: Viewer, id: string): Promise<Found> => {
    const own = readings.get(viewer) ?? new Map<string, Promise<Found>>();
    readings.set(viewer, own);
    const reading = own.get(id) ?? read(viewer, id).finally(() => own.delete(id));
    own.set(id, reading);
    return reading;
  };
}
