/** The verdict on a held result, asked again whenever the result's state has changed. */
import { useEffect, useState } from 'react';
import type { Verdict } from '../../shared/verdict/verdict.ts';
import { useCentre } from './centre.ts';

/** Undefined until the station has answered, null where it has none. */
export function useVerdict(ciphertext: string, state: string): Verdict | null | undefined {
  const { client } = useCentre();
  const [verdict, setVerdict] = useState<Verdict | null>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the result's state has changed
  useEffect(() => {
    let left = false;
    setVerdict(undefined);
    void client.ask('verdict', { ciphertext }).then((answer) => {
      if (!left) setVerdict(answer.ok ? (JSON.parse(answer.value.json) as Verdict) : null);
    });
    return () => {
      left = true;
    };
  }, [client, ciphertext, state]);
  return verdict;
}
