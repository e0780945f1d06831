/** Names of people and bids at the seat. */
import { useCallback } from 'react';
import type { ProjectData } from '../../shared/project/model.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { useLanguage } from '../components/languageOf.ts';
import { namedRefusal } from '../components/namedRefusal.ts';
import { useSeat } from './seat.ts';

export const memberName = (data: ProjectData, who: string): string =>
  data.committee.find(({ expert }) => expert === who)?.name ?? who;

export const bidName = (data: ProjectData, bid: string): string =>
  data.bids.find((one) => one.bid === bid)?.name ?? bid;

/** A refusal's sentence in the window's language, with members' names for their numbers. */
export function useNames(): (refusal: Refusal) => string {
  const language = useLanguage();
  const { data } = useSeat();
  return useCallback((refusal) => namedRefusal(data, language, refusal), [data, language]);
}
