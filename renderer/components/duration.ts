/** How long something has lasted by this machine's clock, in words that move on with it. */
import { useTranslation } from 'react-i18next';
import { useNow } from './clock.ts';
import { lasting } from './moments.ts';

/** @param since RFC 3339; null: nothing is said */
export function useDuration(since: string | null): string {
  const { t } = useTranslation();
  const now = useNow();
  if (since === null) return '';
  const { unit, ...parts } = lasting(now - Date.parse(since));
  return t(`unit.${unit}`, parts);
}
