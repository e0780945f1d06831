/** With whom an expert speaks over the masked intercom, in words. */
import type { CallPeer } from '../journal/acts.ts';
import type { Narrator } from './narrator.ts';
import { type Words, words } from './words.ts';

/** An act without effect may name a question that was never asked: then the bidder has no name. */
export function peerWords(n: Narrator, peer: CallPeer): Words {
  switch (peer.kind) {
    case 'supervisor': {
      const name = n.person(peer.supervisor);
      return words(`${n.terms.supervisor}${name}`, `supervisor ${name}`);
    }
    case 'agency':
      return words(n.terms.agency, 'the agency');
    case 'bidder': {
      const bid = n.state.questions.get(peer.question)?.bid;
      return bid === undefined
        ? words('投标人的代表', 'a representative of a bidder')
        : words(`投标人 ${n.bid(bid)} 的代表`, `a representative of ${n.bid(bid)}`);
    }
  }
}
