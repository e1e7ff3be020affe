import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';
import { issueToken } from './issueToken';
import { DatabaseTokenStore } from './TokenStore';
import { TokenVerifier } from './TokenVerifier';

const MODEL = 'mlmodel:default/flight-delay';
const NOW = new Date('2026-03-01T12:00:00.000Z');

describeEachDatabase('TokenVerifier', openDatabase => {
  let tokens: DatabaseTokenStore;
  let verifier: TokenVerifier;
  let now: Date;

  beforeEach(async () => {
    now = NOW;
    tokens = new DatabaseTokenStore(await openDatabase());
    verifier = new TokenVerifier({ tokens, now: () => now });
  });

  function issue(purpose: TokenPurpose, version?: number) {
    return issueToken(tokens, {
      purpose,
      scopeRef: MODEL,
      description: 'for a test',
      managedFor: version ? { environment: 'production', version } : undefined,
      now,
    });
  }

  it('knows a token by its secret', async () => {
    const { secret, row } = await issue('ingest');
    expect(secret).toMatch(/^nsw_ingest_[\w-]{43}$/);
    expect(await verifier.verify(secret, 'ingest')).toEqual({
      id: row.id,
      scopeRef: MODEL,
      createdBy: undefined,
    });
  });

  it('keeps no secret', async () => {
    const { secret, row } = await issue('ingest');
    expect(JSON.stringify(await tokens.findById(row.id))).not.toContain(
      secret.slice('nsw_ingest_'.length),
    );
  });

  it.each(['nsw_ingest_wrong', '', 'Bearer'])('refuses %j', async secret => {
    expect(await verifier.verify(secret, 'ingest')).toBeUndefined();
  });

  it('refuses a token made for another purpose', async () => {
    const { secret } = await issue('git');
    expect(await verifier.verify(secret, 'ingest')).toBeUndefined();
    const renamed = secret.replace('nsw_git_', 'nsw_ingest_');
    expect(await verifier.verify(renamed, 'ingest')).toBeUndefined();
  });

  it('refuses a token from its revocation on', async () => {
    const { secret, row } = await issue('ingest');
    await verifier.verify(secret, 'ingest');
    await tokens.revoke(row.id, now);
    verifier.forget();
    expect(await verifier.verify(secret, 'ingest')).toBeUndefined();
  });

  it('revokes the tokens of versions that serve no more', async () => {
    const first = await issue('ingest', 1);
    const second = await issue('ingest', 2);
    await tokens.revokeManaged(
      { modelRef: MODEL, environment: 'production', except: [2] },
      now,
    );
    expect(await verifier.verify(first.secret, 'ingest')).toBeUndefined();
    expect(await verifier.verify(second.secret, 'ingest')).toBeDefined();
  });

  it('notes a use once a minute', async () => {
    const { secret, row } = await issue('ingest');
    const lastUse = async () =>
      new Date((await tokens.findById(row.id))?.last_used_at ?? 0).getTime();
    const useAfterSeconds = async (seconds: number) => {
      now = new Date(NOW.getTime() + seconds * 1000);
      verifier.forget();
      await verifier.verify(secret, 'ingest');
      return (await lastUse()) - NOW.getTime();
    };
    expect(await useAfterSeconds(1)).toBe(1_000);
    expect(await useAfterSeconds(60)).toBe(1_000);
    expect(await useAfterSeconds(61)).toBe(61_000);
  });
});
