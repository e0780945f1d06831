/** Ctrl+F searches the document, wherever in the window the hands are. */
import { useEffect, useRef } from 'react';
import { hearKeys } from '../../components/windowKeys.ts';
import { useHeard } from '../heardKeys.ts';

export function useSearchKey(focus: () => void): void {
  useHeard('search');
  const now = useRef(focus);
  now.current = focus;
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      now.current();
    };
    return hearKeys(hear);
  }, []);
}
