/** Which documents the package has, asked once for a pane. */
import { useEffect, useState } from 'react';
import type { Refusal } from '../../../shared/refusal.ts';
import type { DocumentPaths } from './documentNames.ts';
import { readPaths } from './readSeatPart.ts';

/** The package's documents; null until they are told. */
export function useDocumentPaths(): readonly [DocumentPaths | null, readonly Refusal[]] {
  const [paths, setPaths] = useState<DocumentPaths | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  useEffect(() => {
    let left = false;
    void readPaths().then((answer) => {
      if (left) return;
      if (answer.ok) setPaths(answer.value);
      else setRefusals(answer.refusals);
    });
    return () => {
      left = true;
    };
  }, []);
  return [paths, refusals];
}
