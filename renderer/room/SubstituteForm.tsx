/** A reserve takes a member's place (BR 48), on the member's own recusal or on the committee's vote that the member is absent. */
import { Button, Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bodies } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
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
  const { client, room, data } = useRoom();
  const asking = useAsk();
  const gone = new Set([...room.members, ...room.substitutions.map((s) => s.out)]);
  const reserves = data.project.reserves.filter((who) => !gone.has(who));
  const [chosen, setChosen] = useState<string | null>(reserves[0] ?? null);
  const ground = groundFor(room, out);
  return (
    <Flex vertical gap={8}>
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
        <Button
          type="primary"
          disabled={chosen === null || ground === null}
          loading={asking.busy}
          onClick={() =>
            asking.run(() => act(client, { type: 'substitute', body: { out, in: chosen!, ground: ground! } }))
          }
        >
          {t('substitute.replace', { name: nameOf(data, out) })}
        </Button>
      </Flex>
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
