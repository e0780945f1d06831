/** What lies behind the cover of this window: out of reach of hands, keys and screen readers, and so is whatever is laid there later. */
import { holdKeys } from '../../components/windowKeys.ts';

/**
 * Puts everything but the cover out of reach.
 * @param cover something of it; may come into the page later
 * @returns what undoes it
 */
export function shutBehind(cover: Element): () => void {
  const free = holdKeys();
  const shut = new Set<HTMLElement>();
  const shutAll = (): void => {
    for (const one of document.body.children) {
      if (!(one instanceof HTMLElement) || one.inert || one.contains(cover)) continue;
      one.inert = true;
      shut.add(one);
    }
  };
  shutAll();
  const later = new MutationObserver(shutAll);
  later.observe(document.body, { childList: true });
  return () => {
    later.disconnect();
    for (const one of shut) one.inert = false;
    free();
  };
}
