import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { AuthenticationError, InputError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isLoopbackHost } from './isLoopbackHost';

/** Holds the entity ref of whom to sign in as. */
const PERSON_HEADER = 'x-sample-person';

interface SamplePerson {
  /** Full and in lower case. */
  ref: string;
  name: string;
}

/** Believes what the request says, as far as the person is listed. */
export const samplePeopleAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (person: SamplePerson) => ({
    profile: { displayName: person.name },
  }),

  initialize({ config }) {
    const people = config.getConfigArray('people').map(person => ({
      ref: normalise(person.getString('ref')),
      name: person.getString('name'),
    }));
    if (people.length === 0) {
      throw new InputError(
        'auth.providers.samplePeople.people lists nobody. List the users to sign in as, or remove auth.providers.samplePeople.',
      );
    }
    return { people };
  },

  async authenticate({ req }, { people }) {
    assertAddressedToLoopback(req.headers.host);
    const wanted = req.header(PERSON_HEADER);
    const known = people.map(({ ref }) => ref).join(', ');
    if (!wanted) {
      throw new AuthenticationError(
        `The header ${PERSON_HEADER} must say whom to sign in as: ${known}`,
      );
    }
    const person = people.find(({ ref }) => ref === wanted.toLowerCase());
    if (!person) {
      throw new AuthenticationError(
        `'${wanted}' is none of the sample people, which are ${known}. Add the person to auth.providers.samplePeople.people, or sign in as one of these.`,
      );
    }
    return { result: person };
  },
});

/**
 * A page on the internet whose name was made to point at 127.0.0.1 (DNS
 * rebinding) shares its origin with us, except for the name it asks for.
 */
function assertAddressedToLoopback(host = ''): void {
  const name = host.replace(/:\d+$/, '');
  if (!isLoopbackHost(name)) {
    throw new AuthenticationError(
      `Sample people sign in on loopback only, and this request is addressed to '${name}'. Open http://localhost instead.`,
    );
  }
}

function normalise(ref: string): string {
  const parsed = parseEntityRef(ref, { defaultKind: 'user' });
  if (parsed.kind.toLowerCase() !== 'user') {
    throw new InputError(
      `auth.providers.samplePeople.people must list users; '${ref}' is none. Write user:default/<name>.`,
    );
  }
  return stringifyEntityRef(parsed);
}
