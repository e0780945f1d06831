/** A reserve takes a member's place (BR 48), on the member's own recusal or on the committee's vote that the member is absent. */
import { Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bodies } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { plainWordsAhead } from '../../shared/record/plainWords.ts';
import { ConfirmedAct } from '../components/ConfirmedAct.tsx';
import { act, nameOf, useRoom } from './supervise.ts';

/** The newest ground that the record has for replacing a member; null where it has none. */
export function groundFor(room: RoomState, out: string): Bodies['substitute']['ground'] | null {
  const recused = room.member.get(out)?.recused;
  if (recused) return { kind: 'recusal', act: recused.act };
  const vote = [...room.motions.values()].findLast(
    ({ motion, carried }) => carried === true && motion.kind === 'absence' && motion.member === out,
  );
  return vote === undefined ? null : { kind: 'absence', motion: vote.act };
}

export function SubstituteForm({ out }: { readonly out: string }) {
  const { t } = useTranslation('room');
  const { client, room, status, data } = useRoom();
  const gone = new Set([...room.members, ...room.substitutions.map((s) => s.out)]);
  const reserves = data.project.reserves.filter((who) => !gone.has(who));
  const [chosen, setChosen] = useState<string | null>(null);
  const ground = groundFor(room, out);
  const made =
    chosen === null || ground === null
      ? null
      : { type: 'substitute' as const, body: { out, in: chosen, ground } };
  return (
    <Flex gap={8} wrap>
      <Select
        aria-label={t('substitute.reserve')}
        placeholder={t('substitute.reserve')}
        style={{ minWidth: 240 }}
        value={chosen}
        onChange={setChosen}
        notFoundContent={t('substitute.none')}
        options={reserves.map((value) => ({ value, label: nameOf(data, value) }))}
      />
      <ConfirmedAct
        primary
        disabled={made === null}
        label={t('substitute.replace', { name: nameOf(data, out) })}
        what={t('substitute.what', { out: nameOf(data, out), in: nameOf(data, chosen ?? '') })}
        reads={() => plainWordsAhead(room, { ...made!, session: status.session ?? '' })}
        act={() => act(client, made!)}
      />
    </Flex>
  );
}
