/**
 * A media server for the monitoring system's side: it takes the seats' streams by WHIP (RFC 9725) and gives them to viewers by WHEP
 * (draft-ietf-wish-whep). Camera and sound alone; both ends need a token, since nobody may look into a room who is not let in.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { sdpForm } from '../../shared/monitor/description.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import { type Listen, listening } from '../link/listening.ts';
import type { TlsIdentity } from '../link/tlsIdentity.ts';
import { type NotTaken, openStreams, type Session } from './streams.ts';

export interface MediaServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Characters of an offer. */
const LONGEST = 24_000;
const OFFER = 'application/sdp';
/** Seconds after which a viewer asks for a stream again that is not there. */
const RETRY = '5';

const STATUS: Readonly<Record<NotTaken, number>> = { offer: 422, stream: 404, full: 503 };

/** `/whip/<stream>` takes, `/whep/<stream>` gives; a stream's name is a seat's label. */
const PATHS = /^\/(whip|whep)\/([^/?]{1,64})$/;

/**
 * Resolves when it listens. Refuses an address that this machine does not give.
 * @param options.tokens bearer tokens (RFC 6750): a room's, and a viewer's
 */
export async function openMediaServer(options: {
  readonly listen: Listen;
  readonly tls: Pick<TlsIdentity, 'key' | 'cert'>;
  readonly tokens: { readonly whip: string; readonly whep: string };
}): Promise<Result<MediaServer>> {
  const { tls, tokens } = options;
  const streams = openStreams();
  const sessions = new Map<string, Session>();

  async function opened(request: IncomingMessage, response: ServerResponse): Promise<ServerResponse> {
    const [, side, name] = PATHS.exec(request.url ?? '') ?? [];
    if (side === undefined || name === undefined) return end(response, 404);
    if (request.method !== 'POST') return end(response, 405, { allow: 'POST' });
    if (!bears(request, tokens[side as keyof typeof tokens])) return unauthorised(response);
    if (!/^application\/sdp\b/i.test(request.headers['content-type'] ?? '')) return end(response, 415);
    const offer = sdpForm.safeParse(await bodyOf(request));
    if (!offer.success) return end(response, 400);
    const taken =
      side === 'whip'
        ? await streams.publish(name, offer.data)
        : await streams.view(name, offer.data, tokens.whep);
    if (typeof taken === 'string')
      return end(response, STATUS[taken], taken === 'offer' ? {} : { 'retry-after': RETRY });
    // Whoever knows the address of a session can end it: it is nobody's to guess.
    const resource = `/session/${side}/${randomBytes(16).toString('hex')}`;
    sessions.set(resource, taken);
    void taken.over.then(() => sessions.delete(resource));
    return response
      .writeHead(201, { 'content-type': OFFER, location: resource, 'cache-control': 'no-store' })
      .end(taken.answer);
  }

  function ended(request: IncomingMessage, response: ServerResponse, resource: string): ServerResponse {
    const session = sessions.get(resource);
    const side = resource.split('/')[2] as keyof typeof tokens;
    if (session === undefined) return end(response, 404);
    // Candidates come within the descriptions; there is nothing to change later (RFC 9725, 4.3.1).
    if (request.method !== 'DELETE') return end(response, 405, { allow: 'DELETE' });
    if (!bears(request, tokens[side])) return unauthorised(response);
    sessions.delete(resource);
    session.end();
    return end(response, 200);
  }

  const server = createServer({ ...tls, minVersion: 'TLSv1.3' }, (request, response) => {
    const url = request.url ?? '';
    if (url.startsWith('/session/')) ended(request, response, url);
    else opened(request, response).catch(() => request.destroy());
  });
  const port = await listening(server, options.listen);
  if (!port.ok) {
    streams.close();
    return port;
  }
  return accept({
    port: port.value,
    async close() {
      streams.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

const end = (
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): ServerResponse => response.writeHead(status, headers).end();

const unauthorised = (response: ServerResponse): ServerResponse =>
  end(response, 401, { 'www-authenticate': 'Bearer' });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function bears({ headers }: IncomingMessage, token: string): boolean {
  const given = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST) throw new Error('the offer is too long');
  }
  return text;
}
