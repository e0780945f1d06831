/** This machine's clock for things that go on while one looks: how long something has been waited for. Never evidence. */
import { useEffect, useState } from 'react';

/** Milliseconds since 1970, new every `every` milliseconds. */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
