export function electronIn(root: string): string | null;
export function ensureElectron(root: string): Promise<string>;
