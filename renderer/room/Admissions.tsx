/** People who have signed in: identity is checked by eye, then they are admitted. */
import { Alert, Button, Card, Checkbox, Descriptions, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { activeSession } from '../../shared/evaluation/committee.ts';
import type { Session } from '../../shared/journal/state.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { nameOf, useRoom } from './supervise.ts';

export function Admissions({ sessions }: { readonly sessions: readonly Session[] }) {
  return (
    <>
      {sessions.map((session) => (
        <Admission key={session.key} session={session} />
      ))}
    </>
  );
}

function Admission({ session }: { readonly session: Session }) {
  const { t } = useTranslation('room');
  const { client, status, room, data, terms } = useRoom();
  const asking = useAsk();
  const [letter, setLetter] = useState(false);
  const member = data.committee.find(({ expert }) => expert === session.who);
  const seat = status.seats.find(({ sessions }) => sessions.includes(session.key))?.seat ?? '';
  const sits = activeSession(room, session.who);
  const moves = sits !== undefined;
  const owner = member?.role === 'owner';
  const name = nameOf(data, session.who);
  const admit = () =>
    asking.run(() =>
      client.ask('admit', { session: session.key, seat: seat || '?', letter: owner && letter, moves }),
    );
  return (
    <Card size="small" title={t('admission.title', { name })}>
      <Flex vertical gap={8}>
        <Descriptions
          size="small"
          column={2}
          items={[
            { key: 'name', label: t('admission.name'), children: name },
            { key: 'seat', label: t('admission.seat'), children: seat },
            {
              key: 'organisation',
              label: t('admission.organisation'),
              children: member?.organisation || '—',
            },
            {
              key: 'role',
              label: t('admission.role'),
              children: member === undefined ? terms.supervisor : owner ? terms.delegate : terms.expert,
            },
          ]}
        />
        {sits === undefined ? null : (
          <Alert type="warning" showIcon title={t('admission.moves', { name, seat: sits.seat })} />
        )}
        {owner ? (
          <Checkbox checked={letter} onChange={({ target }) => setLetter(target.checked)}>
            {t('admission.letter')}
          </Checkbox>
        ) : null}
        <RefusalNote refusals={asking.refusals} />
        <Flex justify="end">
          <Button
            type="primary"
            aria-label={t('admission.admitWhom', { name })}
            disabled={owner && !letter}
            loading={asking.busy}
            onClick={admit}
          >
            {t(moves ? 'admission.move' : 'admission.admit')}
          </Button>
        </Flex>
      </Flex>
    </Card>
  );
}
