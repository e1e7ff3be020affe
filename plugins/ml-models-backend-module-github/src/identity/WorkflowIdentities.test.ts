import { generateKeyPair, JWTPayload, UnsecuredJWT } from 'jose';
import { CLAIMS, TestIssuer } from '../__testUtils__/TestIssuer';
import { WorkflowIdentities } from './WorkflowIdentities';

const AUDIENCE = 'https://portal.example.com/api/ml-models';
const NOW_S = Math.floor(Date.now() / 1000);
const VALID = { aud: AUDIENCE, exp: NOW_S + 300 };

describe('WorkflowIdentities', () => {
  let issuer: TestIssuer;
  let identities: WorkflowIdentities;

  beforeEach(async () => {
    issuer = await TestIssuer.start();
    identities = new WorkflowIdentities({
      issuers: [{ host: 'github.com', issuer: issuer.url }],
      getAudience: async () => AUDIENCE,
    });
  });
  afterEach(() => issuer.stop());

  it('tells the run that a token was made for, as the engine knows it', async () => {
    const run = await identities.verify(await issuer.sign(VALID));
    expect(run).toMatchObject({
      name: 'run 42 of Flights/flight-delay on github.com',
      runId: 'github.com/flights/flight-delay/42',
    });
  });

  it.each([
    [true, 'url:https://github.com/flights/flight-delay/tree/main/'],
    [true, 'url:https://github.com/FLIGHTS/Flight-Delay.git'],
    [false, 'url:https://github.com/flights/flight-delay-2/'],
    [false, 'url:https://github.com/others/flight-delay/'],
    [false, 'url:https://ghe.example.com/flights/flight-delay/'],
    [false, 'file:/models/flight-delay'],
  ])('says %s of code at %s', async (expected, sourceLocation) => {
    const run = await identities.verify(await issuer.sign(VALID));
    expect(run?.isFrom(sourceLocation)).toBe(expected);
  });

  it('leaves tokens of others to others', async () => {
    const other = await issuer.sign({ ...VALID, iss: 'https://portal' });
    expect(await identities.verify(other)).toBeUndefined();
    expect(await identities.verify('nsw_register_x')).toBeUndefined();
  });

  it.each<[string, JWTPayload, RegExp]>([
    ['made for others', { ...VALID, aud: 'x' }, /another audience than https/],
    ['made for nobody', { exp: VALID.exp }, /another audience than https/],
    ['that has expired', { ...VALID, exp: NOW_S - 60 }, /has expired/],
    ['that never expires', { aud: AUDIENCE }, /missing required "exp"/],
    ['of no run', { ...VALID, run_id: undefined }, /tells no run/],
    ['of no repository', { ...VALID, repository: 'x' }, /tells no run/],
  ])('refuses one %s', async (_, claims, message) => {
    await expect(
      identities.verify(await issuer.sign(claims)),
    ).rejects.toMatchObject({
      name: 'AuthenticationError',
      message: expect.stringMatching(message),
    });
  });

  it('refuses one that somebody else has signed, and one that nobody has', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await issuer.sign(VALID, privateKey);
    const unsigned = new UnsecuredJWT({
      ...CLAIMS,
      ...VALID,
      iss: issuer.url,
    }).encode();
    for (const token of [forged, unsigned]) {
      await expect(identities.verify(token)).rejects.toMatchObject({
        name: 'AuthenticationError',
        message: expect.not.stringContaining(token),
      });
    }
  });

  it.each([
    ['answers 503', () => issuer.fail()],
    ['is not there', () => issuer.stop()],
  ])('asks to come again while who signs %s', async (_, breakIt) => {
    const token = await issuer.sign(VALID);
    breakIt();
    await expect(identities.verify(token)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/^The keys of http.* could not be read/),
    });
  });
});
