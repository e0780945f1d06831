import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/**
 * The path of the one Chinese font that the product ships (Noto Sans SC, SIL Open Font License 1.1), so that the report, the slips and
 * the sample documents look alike on every machine and never depend on what is installed. An embedder makes a subset of it.
 */
export function chineseFontPath(weight: 'regular' | 'bold'): string {
  const file = weight === 'bold' ? '700Bold/NotoSansSC_700Bold.ttf' : '400Regular/NotoSansSC_400Regular.ttf';
  return resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
}
