import { authorOf } from './authorOf';

const amara = {
  metadata: { name: 'amara' },
  spec: { profile: { displayName: 'Amara Okafor', email: 'amara@flights' } },
};

describe('authorOf', () => {
  it('names the person who pressed Create', () => {
    expect(authorOf({ ref: 'user:default/amara', entity: amara })).toEqual({
      name: 'Amara Okafor',
      email: 'amara@flights',
    });
  });

  it('takes the name of an entity without a profile', () => {
    expect(authorOf({ entity: { ...amara, spec: {} } })).toEqual({
      name: 'amara',
      email: undefined,
    });
  });

  it('names the portal where nobody did', () => {
    expect(authorOf(undefined)).toEqual({ name: 'Portal' });
  });
});
