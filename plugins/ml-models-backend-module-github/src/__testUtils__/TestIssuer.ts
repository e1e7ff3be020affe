import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { exportJWK, generateKeyPair, JWTPayload, SignJWT } from 'jose';

/** What GitHub puts into the token of a job, as far as it is read. */
export const CLAIMS = { repository: 'Flights/flight-delay', run_id: '42' };

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Signs tokens as GitHub does, and shows its keys over HTTP. */
export class TestIssuer {
  private constructor(
    private readonly server: Server,
    private readonly keys: KeyPair,
    private readonly answer: { status: number },
  ) {}

  static async start(): Promise<TestIssuer> {
    const keys = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1' };
    const answer = { status: 200 };
    const server = createServer(({ url }, response) => {
      response.statusCode =
        url === '/token/.well-known/jwks' ? answer.status : 404;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [{ ...jwk, alg: 'RS256' }] }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TestIssuer(server, keys, answer);
  }

  get url(): string {
    const address = this.server.address();
    if (!address || typeof address === 'string') throw new Error('not started');
    return `http://127.0.0.1:${address.port}/token`;
  }

  /** From now on it fails. */
  fail(): void {
    this.answer.status = 503;
  }

  /**
   * @param claims - in place of what GitHub would say
   * @param privateKey - default: the issuer's own
   */
  sign(
    claims: JWTPayload,
    privateKey: KeyPair['privateKey'] = this.keys.privateKey,
  ): Promise<string> {
    return new SignJWT({ ...CLAIMS, iss: this.url, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .sign(privateKey);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
