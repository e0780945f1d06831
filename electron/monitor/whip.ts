/** WHIP (RFC 9725): a WebRTC stream is handed to a media server by one POST and taken back by one DELETE. A WHEP viewer asks in the same way. */
import type { IncomingMessage } from 'node:http';
import { type Agent, request as httpsRequest } from 'node:https';

/** Milliseconds without an answer after which the endpoint is given up. */
const SILENCE = 20_000;
/** Characters of an answer; a description of two streams has some thousand. */
const LONGEST = 64 * 1024;
/** Redirections that are followed (RFC 9725, 4.5), each to the same key. */
const REDIRECTIONS = 3;

/** The endpoint answered, and did not take the stream. */
export class WhipError extends Error {
  readonly status: number;
  constructor(status: number, problem: string) {
    super(problem);
    this.status = status;
  }
}

export interface WhipSession {
  readonly answer: string;
  /** Where the session is ended. */
  readonly resource: string;
}

interface Endpoint {
  readonly agent: Agent;
  readonly signal?: AbortSignal;
  /** A bearer token (RFC 6750), where the endpoint asks for one. */
  readonly token?: string | undefined;
}

function send(
  { agent, signal, token }: Endpoint,
  address: string,
  method: 'POST' | 'DELETE',
  sdp: string,
): Promise<IncomingMessage> {
  const body = Buffer.from(sdp);
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(method === 'POST'
      ? { 'content-type': 'application/sdp', accept: 'application/sdp', 'content-length': body.length }
      : {}),
  };
  return new Promise((resolve, reject) => {
    const request = httpsRequest(address, {
      method,
      agent,
      headers,
      ...(signal === undefined ? {} : { signal }),
    });
    request.setTimeout(SILENCE, () => request.destroy(new Error('no answer')));
    request.once('response', resolve).on('error', reject).end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST) throw new WhipError(response.statusCode ?? 0, 'the answer is too long');
  }
  return text;
}

/**
 * Offers a stream. Rejects with `WhipError` where the endpoint does not take it, with the connection's error else.
 * @param address `https://host:port/path`
 * @param endpoint.agent a `pinnedAgent`: neither offer nor media's fingerprint goes to another key
 */
export async function whipOffer(
  endpoint: Endpoint,
  address: string,
  sdp: string,
  redirections = REDIRECTIONS,
): Promise<WhipSession> {
  const response = await send(endpoint, address, 'POST', sdp);
  const { statusCode: status = 0, headers } = response;
  if ((status === 307 || status === 308) && headers.location !== undefined && redirections > 0) {
    response.destroy();
    return whipOffer(endpoint, new URL(headers.location, address).href, sdp, redirections - 1);
  }
  const answer = await textOf(response);
  if (status !== 201) throw new WhipError(status, `the endpoint answered ${status}`);
  if (headers.location === undefined) throw new WhipError(status, 'the answer names no session');
  if (!/^application\/sdp\b/i.test(headers['content-type'] ?? ''))
    throw new WhipError(status, 'the answer is no session description');
  return { answer, resource: new URL(headers.location, address).href };
}

/** Ends a session; one that the endpoint does not know any more is ended as well. */
export async function whipEnd(endpoint: Endpoint, { resource }: WhipSession): Promise<void> {
  const response = await send(endpoint, resource, 'DELETE', '');
  response.on('error', () => undefined).destroy();
}
