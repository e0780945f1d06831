/** A place in the bid (page and rectangle): marked by dragging, opened by a click. */
import { AimOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { placeTitle } from '../documents/documentNames.ts';
import { useSitting } from '../seat.ts';
import { useDesk } from './deskStore.ts';

interface Props {
  readonly place: Place | null;
  /** Left out where it can only be opened. */
  readonly onPlace?: (place: Place | null) => void;
  /** What it belongs to, for its accessible name. */
  readonly of: string;
}

export function PlaceButton({ place, onPlace, of }: Props) {
  const { t } = useTranslation('seatWork');
  const { data } = useSitting();
  const show = useDesk((desk) => desk.show);
  const mark = useDesk((desk) => desk.mark);
  if (place === null)
    return onPlace === undefined ? null : (
      <Button
        icon={<AimOutlined aria-hidden />}
        aria-label={t('place.markFor', { of })}
        onClick={() => mark((marked) => onPlace(marked))}
      >
        {t('place.mark')}
      </Button>
    );
  const title = t('place.at', {
    document: placeTitle(place.document, (bid) => data.bids.find((one) => one.bid === bid)?.name),
    page: place.page,
  });
  return (
    <Space.Compact>
      <Button
        type="link"
        aria-label={t('place.openFor', { of, place: title })}
        onClick={() => show({ ...place })}
      >
        {title}
      </Button>
      {onPlace === undefined ? null : (
        <Button
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('place.clearFor', { of })}
          onClick={() => onPlace(null)}
        />
      )}
    </Space.Compact>
  );
}
