/** The pause (暂停) in a sentence: since when, and why. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { timeOfDay } from '../components/moments.ts';
import { seatStore } from './seat.ts';

/** Null while the evaluation goes on. */
export function usePausedText(): string | null {
  const { t } = useTranslation('seatEntry');
  const { reason, from } = useStore(
    seatStore,
    useShallow(({ room }) => ({
      reason: room?.paused?.reason ?? null,
      from: room?.pauses.at(-1)?.from ?? '',
    })),
  );
  return reason === null ? null : t('frame.paused', { since: timeOfDay(from, true), reason });
}
