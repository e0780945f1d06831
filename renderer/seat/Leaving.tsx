/** The room is closed: the expert learns how it ended, has his own record, and leaves. */
import { OwnRecord } from './OwnRecord.tsx';
import { RoomEnded } from './RoomEnded.tsx';

export function Leaving() {
  return (
    <RoomEnded>
      <OwnRecord kept />
    </RoomEnded>
  );
}
