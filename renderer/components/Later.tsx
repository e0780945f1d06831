/** What is worth showing only where somebody really waits: a moment later, so that nothing flickers by. */
import { type ReactNode, useEffect, useState } from 'react';

/** Milliseconds within which nobody asks what is going on. */
const MOMENT = 250;

export function Later({ children }: { readonly children: ReactNode }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), MOMENT);
    return () => clearTimeout(timer);
  }, []);
  return due ? children : null;
}
