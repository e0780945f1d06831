/** The roster's picture of a member, where the package has one. */
import { Avatar } from 'antd';
import { useEffect, useState } from 'react';
import type { SeatClient } from './seat.ts';
import { wholeDocument } from './wholeDocument.ts';

interface Props {
  readonly client: SeatClient | null;
  readonly who: string;
  readonly name: string;
}

const SIDE = 120;

export function DocumentPicture({ client, who, name }: Props) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let left = false;
    async function load(): Promise<void> {
      const documents = await client?.ask('documents', {});
      const path = documents?.ok ? documents.value.pictures[who] : undefined;
      if (client == null || path === undefined) return;
      const whole = await wholeDocument((from, length) => client.ask('documentPart', { path, from, length }));
      if (left || !whole.ok) return;
      made = URL.createObjectURL(new Blob([whole.value.bytes], { type: 'image/jpeg' }));
      setUrl(made);
    }
    void load();
    return () => {
      left = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [client, who]);
  return (
    <Avatar shape="square" size={SIDE} src={url ?? undefined} alt={name}>
      {name.slice(0, 1)}
    </Avatar>
  );
}
