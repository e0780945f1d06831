/** Signing in: the slip's code, then whether the slip is in the right hands, then what is recorded; only then the room is told. */

import { Button, Descriptions, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { seatContract } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import { termsIn } from '../../shared/record/words.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { slipOwner } from '../../shared/slip/holder.ts';
import { useLanguage } from '../components/languageOf.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { SlipCodeField } from '../components/SlipCodeField.tsx';
import { useAsk } from '../components/useAsk.ts';
import type { RoomView } from '../station/roomView.ts';
import { DocumentPicture } from './DocumentPicture.tsx';
import { RecordingNotice } from './recording/RecordingNotice.tsx';

interface Props {
  readonly view: RoomView<typeof seatContract>;
  readonly room: RoomState;
}

export function SignIn({ view, room }: Props) {
  const { t } = useTranslation('seatEntry');
  const asking = useAsk();
  const [code, setCode] = useState<string | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const owner = code === null ? null : slipOwner(nobleCrypto, room.pkg, code);
  const { data } = room.pkg;
  const terms = termsIn(useLanguage(), data.project.regime);

  function check(typed: string): void {
    const found = slipOwner(nobleCrypto, room.pkg, typed);
    setRefusals(found.ok ? [] : found.refusals);
    setCode(found.ok ? typed : null);
  }

  if (owner?.ok !== true || code === null)
    return (
      <Flex vertical gap={16}>
        <Typography.Title level={3} style={{ margin: 0 }}>
          {t('slip.title')}
        </Typography.Title>
        <SlipCodeField
          busy={asking.busy}
          refusals={refusals.length > 0 ? refusals : asking.refusals}
          onCode={check}
        />
      </Flex>
    );
  const member = data.committee.find(({ expert }) => expert === owner.value.who);
  const enter = async () => {
    const entered = await asking.run(async () => view.client!.ask('enterSlip', { code }));
    if (entered === null) setCode(null);
  };
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={3} style={{ margin: 0 }}>
        {t('you.title', { name: owner.value.name })}
      </Typography.Title>
      <Flex gap={24} wrap>
        <DocumentPicture client={view.client} who={owner.value.who} name={owner.value.name} />
        <Descriptions
          column={1}
          style={{ flex: '1 1 20em' }}
          items={[
            { key: 'name', label: t('you.name'), children: owner.value.name },
            { key: 'organisation', label: t('you.organisation'), children: member?.organisation || '—' },
            {
              key: 'role',
              label: t('you.role'),
              children: t(member?.role === 'owner' ? 'you.owner' : 'you.expert', {
                owner: terms.delegate,
                expert: terms.expert,
              }),
            },
          ]}
        />
      </Flex>
      {room.opening?.recording.due ? <RecordingNotice agreed={false} /> : null}
      <Typography.Text type="secondary">{t('you.privacy')}</Typography.Text>
      <RefusalNote refusals={asking.refusals} />
      <Flex gap={8} justify="end">
        <Button onClick={() => setCode(null)}>{t('you.no')}</Button>
        <Button type="primary" autoFocus loading={asking.busy} onClick={enter}>
          {t('you.yes')}
        </Button>
      </Flex>
    </Flex>
  );
}
