/** Reads the slip's QR code by camera. The camera is on only while this is shown; pictures go nowhere. */
import { Alert, Typography } from 'antd';
import jsQR from 'jsqr';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSlipCode } from '../../shared/slip/code.ts';

/** Milliseconds between two looks at the picture. */
const LOOK = 200;
const WIDTH = 640;

export default function SlipCamera({ onCode }: { readonly onCode: (code: string) => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const found = useRef(onCode);
  found.current = onCode;
  const [problem, setProblem] = useState(false);

  useEffect(() => {
    let stream: MediaStream | null = null;
    let ended = false;
    const canvas = document.createElement('canvas');
    const picture = canvas.getContext('2d', { willReadFrequently: true })!;

    function look(): void {
      const { current } = video;
      if (current === null || current.videoWidth === 0) return;
      canvas.width = Math.min(WIDTH, current.videoWidth);
      canvas.height = Math.round((canvas.width * current.videoHeight) / current.videoWidth);
      picture.drawImage(current, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = picture.getImageData(0, 0, canvas.width, canvas.height);
      const seen = jsQR(data, width, height)?.data;
      const code = seen === undefined ? null : readSlipCode(seen);
      if (code?.ok) found.current(code.value);
    }

    const timer = setInterval(look, LOOK);
    navigator.mediaDevices.getUserMedia({ video: { width: WIDTH }, audio: false }).then(
      (opened) => {
        stream = opened;
        if (ended || video.current === null) for (const track of opened.getTracks()) track.stop();
        else video.current.srcObject = opened;
      },
      () => setProblem(true),
    );
    return () => {
      ended = true;
      clearInterval(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);

  if (problem) return <Alert type="warning" showIcon title={t('slip.noCamera')} />;
  return (
    <figure style={{ margin: 0 }}>
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={t('slip.picture')}
        style={{ width: 320, maxWidth: '100%', background: '#1f2328' }}
      />
      <figcaption>
        <Typography.Text type="secondary">{t('slip.hold')}</Typography.Text>
      </figcaption>
    </figure>
  );
}
