/** A place in a bid, opened beside the page that names it. */
import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { LINE } from '../../app/theme.ts';
import { documentNamed } from './documentNames.ts';
import { usePlaceMemory } from './placeMemory.ts';
import { ReadingSide } from './ReadingSide.tsx';
import { useDocumentPaths } from './useDocumentPaths.ts';

interface Props {
  /** Null: nothing is open, and nothing is shown. */
  readonly place: Place | null;
  readonly onClose: () => void;
}

const NOTHING = (): void => undefined;

export function PlaceBeside({ place, onClose }: Props) {
  const { t } = useTranslation('seatDocuments');
  const [paths] = useDocumentPaths();
  const memory = usePlaceMemory();
  if (place === null || paths === null || memory === null) return null;
  return (
    <div
      data-pane
      style={{ display: 'flex', flex: '1 1 0', minWidth: 0, borderInlineStart: `2px solid ${LINE}` }}
    >
      <ReadingSide
        label={t('title')}
        paths={paths}
        memory={memory}
        bid={documentNamed(paths, place.document)?.bid ?? null}
        showing={place}
        onShow={NOTHING}
        marking={false}
        onPlace={null}
      >
        <Button
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('compare.close')}
          title={t('compare.close')}
          onClick={onClose}
        />
      </ReadingSide>
    </div>
  );
}
