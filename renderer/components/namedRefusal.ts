/** The core speaks of people, bids, checks and items by their numbers, because a journal has no room for two ways to say it; people read names. */
import { createContext } from 'react';
import type { ProjectData } from '../../shared/project/model.ts';
import type { Language, Refusal } from '../../shared/refusal.ts';

/** The project whose people and bids a window's refusals speak of; null: none yet. */
export const NamedProject = createContext<ProjectData | null>(null);

/** A number such as E1 or B5. What is a plain figure or a plain word may stand in a sentence for itself. */
const isNumber = (id: string): boolean => /\p{L}/u.test(id) && /\d/.test(id);

function namesOf({ committee, supervisors, bids, project }: ProjectData): Map<string, string> {
  const all: (readonly [string, string])[] = [
    ...project.groups.flatMap(({ items }) => items.map(({ id, name }) => [id, name] as const)),
    ...project.review.map(({ id, name }) => [id, name] as const),
    ...bids.map(({ bid, name }) => [bid, name] as const),
    ...supervisors.map(({ supervisor, name }) => [supervisor, name] as const),
    ...committee.map(({ expert, name }) => [expert, name] as const),
  ];
  return new Map(all.filter(([id, name]) => isNumber(id) && name !== ''));
}

const HAN = '[\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]';
const isHan = new RegExp(`^${HAN}$`);

const escaped = (id: string): string => id.replace(/[^\w]/g, '\\$&');

/** A refusal's sentence with names for the numbers that the project has given. */
export function namedRefusal(data: ProjectData, language: Language, refusal: Refusal): string {
  const names = namesOf(data);
  if (names.size === 0) return refusal[language];
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length).map(escaped);
  // One pass, so that a name which holds another number stays as it is. The space that parts a number from Chinese goes where its name is Chinese.
  return refusal[language].replace(
    new RegExp(`((?<=${HAN}) )?(?<![\\w-])(${longestFirst.join('|')})(?![\\w-])( (?=${HAN}))?`, 'g'),
    (_, before: string | undefined, id: string, after: string | undefined) => {
      const name = names.get(id)!;
      const kept = (space: string | undefined, beside: string): string =>
        isHan.test(beside) ? '' : (space ?? '');
      return `${kept(before, name[0]!)}${name}${kept(after, name.at(-1)!)}`;
    },
  );
}
