// The Content-Security-Policy nonce of the page being rendered: entry.server.tsx gives it, root.tsx writes it.
import { createContext, useContext } from 'react';

/** Undefined in the browser, where scripts are already running and the attribute is hidden. */
export const NonceContext = createContext<string | undefined>(undefined);

export const useNonce = (): string | undefined => useContext(NonceContext);
