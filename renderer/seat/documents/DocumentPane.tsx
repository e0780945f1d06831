/** The documents beside the sheet: one, or two side by side. */
import { CloseOutlined, LayoutOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { LINE } from '../../app/theme.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { usePlaceMemory } from './placeMemory.ts';
import type { ReaderHandle } from './Reader.tsx';
import { ReadingSide } from './ReadingSide.tsx';
import { useDocumentPaths } from './useDocumentPaths.ts';
import { useSearchKey } from './useSearchKey.ts';

interface Props {
  /** Whose documents are offered; null: the tender's. */
  readonly bid: string | null;
  /** What is to be shown: each new object is gone to, also the same place once more. The document is named as places name it, `B1/tech.pdf`. */
  readonly showing: Place | null;
  /** Told whenever another page is being read; may be given back as `showing`. */
  readonly onShow: (place: Place) => void;
  /** A place is waited for: the next drag over a page marks it. */
  readonly marking: boolean;
  /** A place was marked; null where marking was given up. */
  readonly onPlace: (place: Place | null) => void;
}

const NOWHERE = (): void => undefined;

export function DocumentPane({ bid, showing, marking, onShow, onPlace }: Props) {
  const { t } = useTranslation('seatDocuments');
  const [paths, refusals] = useDocumentPaths();
  const memory = usePlaceMemory();
  /** Undefined: one document alone. */
  const [other, setOther] = useState<string | null | undefined>(undefined);
  const pane = useRef<HTMLDivElement>(null);
  const first = useRef<ReaderHandle>(null);
  const second = useRef<ReaderHandle>(null);

  useSearchKey(() => {
    const inSecond = pane.current?.lastElementChild?.contains(document.activeElement) ?? false;
    (inSecond ? (second.current ?? first.current) : first.current)?.focusSearch();
  });

  if (refusals.length > 0) return <RefusalNote refusals={refusals} />;
  if (paths === null || memory === null) return <Waiting since={null}>{t('listing')}</Waiting>;
  const bids = Object.keys(paths.bids);
  return (
    <Flex ref={pane} style={{ height: '100%', minHeight: 0, minWidth: 0 }}>
      <ReadingSide
        ref={first}
        label={t('title')}
        paths={paths}
        memory={memory}
        bid={bid}
        showing={showing}
        onShow={onShow}
        marking={marking}
        onPlace={onPlace}
      >
        {other === undefined ? (
          <Button
            icon={<LayoutOutlined aria-hidden />}
            onClick={() =>
              setOther(bid === null ? (bids[0] ?? null) : (bids.find((one) => one !== bid) ?? null))
            }
          >
            {t('compare.open')}
          </Button>
        ) : null}
      </ReadingSide>
      {other === undefined ? null : (
        <div style={{ display: 'flex', flex: '1 1 0', minWidth: 0, borderInlineStart: `2px solid ${LINE}` }}>
          <ReadingSide
            ref={second}
            label={t('compare.title')}
            paths={paths}
            memory={memory}
            bid={other}
            onBid={setOther}
            showing={null}
            onShow={NOWHERE}
            marking={false}
            onPlace={null}
          >
            <Button
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('compare.close')}
              title={t('compare.close')}
              onClick={() => setOther(undefined)}
            />
          </ReadingSide>
        </div>
      )}
    </Flex>
  );
}
