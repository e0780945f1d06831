/** The parts of a total as a stacked bar, with the same numbers in words. Pixels are made of floating numbers here; what is printed never is. */
import { Flex } from 'antd';

interface Props {
  /** The full mark, which the whole width stands for. */
  readonly full: string;
  readonly parts: readonly { readonly label: string; readonly value: string }[];
}

/** Told apart by lightness as well as by colour, and each with its name. */
const SHADES = ['#1f4e8c', '#6f9bd1', '#8a5300', '#c99a4b', '#1a6b3c', '#7fb894', '#57606a', '#b1bac4'];

export function CompositionBar({ full, parts }: Props) {
  const whole = Number(full);
  return (
    <Flex vertical gap={4}>
      <div aria-hidden="true" style={{ display: 'flex', height: 12, background: '#eaeef2' }}>
        {parts.map(({ label, value }, i) => (
          <div
            key={label}
            style={{ width: `${(Number(value) * 100) / whole}%`, background: SHADES[i % SHADES.length] }}
          />
        ))}
      </div>
      <Flex gap={12} wrap>
        {parts.map(({ label, value }, i) => (
          <span key={label} className="figures" style={{ fontSize: '0.875em' }}>
            <span aria-hidden="true" style={{ color: SHADES[i % SHADES.length] }}>
              ■
            </span>{' '}
            {label} {value}
          </span>
        ))}
      </Flex>
    </Flex>
  );
}
