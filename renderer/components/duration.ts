/** How long something has lasted, in words that move on with this machine's clock. */
import { useTranslation } from 'react-i18next';
import { useNow } from './clock.ts';
import { lasting } from './moments.ts';

/**
 * @param since RFC 3339; null: nothing is said
 * @param behind milliseconds by which this machine's clock is behind the one that `since` was told by
 */
export function useDuration(since: string | null, behind = 0): string {
  const { t } = useTranslation();
  const now = useNow();
  if (since === null) return '';
  const { unit, ...parts } = lasting(now + behind - Date.parse(since));
  return t(`unit.${unit}`, parts);
}
