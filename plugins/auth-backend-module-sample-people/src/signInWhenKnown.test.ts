import { ConflictError, NotFoundError } from '@backstage/errors';
import { signInWhenKnown } from './signInWhenKnown';

const PERSON = 'user:default/amara-okafor';

/** A catalog that reads its files in `readyAfterMs`, and a clock to go with it. */
function aCatalog(readyAfterMs: number) {
  const clock = { nowMs: 0 };
  return {
    context: {
      async signInWithCatalogUser() {
        if (clock.nowMs < readyAfterMs) {
          throw new NotFoundError('User not found');
        }
        return { token: 'a-token' };
      },
    },
    wait: async (ms: number) => {
      clock.nowMs += ms;
    },
  };
}

describe('signInWhenKnown', () => {
  it('waits for a catalog that is still reading', async () => {
    const { context, wait } = aCatalog(3_000);
    await expect(signInWhenKnown(PERSON, context, wait)).resolves.toEqual({
      token: 'a-token',
    });
  });

  it('gives up on a user who does not turn up, and says where to look', async () => {
    const { context, wait } = aCatalog(60_000);
    await expect(signInWhenKnown(PERSON, context, wait)).rejects.toThrow(
      `The catalog does not hold ${PERSON}. Check that catalog.locations`,
    );
  });

  it('does not wait for what waiting will not mend', async () => {
    const { wait } = aCatalog(0);
    const context = {
      signInWithCatalogUser: async () => {
        throw new ConflictError('User lookup resulted in multiple matches');
      },
    };
    await expect(signInWhenKnown(PERSON, context, wait)).rejects.toThrow(
      'multiple matches',
    );
  });
});
