/** What the demonstration's tender asks for and its bidders answer to. */

/** Calendar days at most. */
export const TENDER_DAYS = 420;
/** Planned start of work. */
export const START = '2026-06-20';
/** Calendar days for which a bid binds. */
export const VALIDITY = 90;
/** Bid bond (投标保证金) in ten thousand yuan. */
export const BOND = 50;
