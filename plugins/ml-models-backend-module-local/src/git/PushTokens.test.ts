import { PUSH_TOKEN_LIFETIME_MS, PushTokens } from './PushTokens';

describe('PushTokens', () => {
  const name = { owner: 'ops', repo: 'delay' };

  it('knows whose token it is until it expires', () => {
    let nowMs = 0;
    const tokens = new PushTokens(() => nowMs);
    const secret = tokens.issue(name, 'user:default/ada');

    nowMs = PUSH_TOKEN_LIFETIME_MS - 1;
    expect(tokens.verify(secret, name)).toEqual({ actor: 'user:default/ada' });
    nowMs += 1;
    expect(tokens.verify(secret, name)).toBeUndefined();
  });

  it('accepts no other secret and no other repository', () => {
    const tokens = new PushTokens();
    const secret = tokens.issue(name);

    expect(tokens.verify(`${secret}x`, name)).toBeUndefined();
    expect(tokens.verify(secret, { owner: 'ops', repo: 'x' })).toBeUndefined();
  });
});
