/** Refusals in the window's language, with people's names. */
import { useCallback } from 'react';
import type { Refusal } from '../../shared/refusal.ts';
import { useLanguage } from '../components/languageOf.ts';
import { namedRefusal } from '../components/namedRefusal.ts';
import { useRoom } from './supervise.ts';

export function useNamed(): (refusal: Refusal) => string {
  const language = useLanguage();
  const { data } = useRoom();
  return useCallback((refusal) => namedRefusal(data, language, refusal), [data, language]);
}
