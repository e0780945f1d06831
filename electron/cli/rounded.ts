/** A value with the rounding that its point did to it: `5.965 → 5.97`; one number where rounding changed nothing. */
export const rounded = ({ exact, value }: { readonly exact: string; readonly value: string }): string =>
  exact === value ? value : `${exact} → ${value}`;
