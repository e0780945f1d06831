/** The core speaks of people and bids by their numbers, because a journal has no room for two ways to say it; people read names. */
import type { ProjectData } from '../../shared/project/model.ts';
import type { Language, Refusal } from '../../shared/refusal.ts';

const escaped = (id: string): string => id.replace(/[^\w]/g, '\\$&');

/** A refusal's sentence with members' names for their numbers. */
export function namedRefusal(data: ProjectData, language: Language, refusal: Refusal): string {
  return data.committee.reduce(
    (text, { expert, name }) =>
      text.replace(new RegExp(`(?<![\\w-])${escaped(expert)}(?![\\w-])`, 'g'), () => name),
    refusal[language],
  );
}
