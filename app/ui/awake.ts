// Whether the page is alive: false on the server and in the first render, true once scripts run. Used by the components
// that start as a native control and become a richer one.
import { useSyncExternalStore } from 'react';

const never = () => () => {};

export const useAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
