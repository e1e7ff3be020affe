import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { SamplePeopleSignInPage } from './SamplePeopleSignInPage';

const server = setupServer();
registerMswTestHooks(server);

const people = [
  {
    ref: 'user:default/amara-okafor',
    name: 'Amara Okafor',
    role: 'Engineer',
    about: 'Builds models.',
  },
  {
    ref: 'user:default/priya-raman',
    name: 'Priya Raman',
    role: 'Manager',
    about: 'Answers for models.',
  },
];

/** The auth backend: it knows Amara only, and remembers whom it was asked for. */
function aBackend() {
  const askedFor: Array<string | null> = [];
  server.use(
    http.get(
      'http://localhost/api/auth/samplePeople/refresh',
      ({ request }) => {
        const ref = request.headers.get('x-sample-person');
        askedFor.push(ref);
        if (ref !== 'user:default/amara-okafor') {
          const error = {
            name: 'NotFoundError',
            message: `The catalog does not hold ${ref}`,
          };
          return HttpResponse.json({ error }, { status: 404 });
        }
        return HttpResponse.json({
          providerInfo: {},
          profile: { displayName: 'Amara Okafor' },
          backstageIdentity: {
            token: 'e30.e30.e30',
            identity: {
              type: 'user',
              userEntityRef: ref,
              ownershipEntityRefs: [ref],
            },
          },
        });
      },
    ),
  );
  return askedFor;
}

async function openPage(samplePeople: { people?: typeof people } = { people }) {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  await renderInTestApp(
    <SamplePeopleSignInPage onSignInSuccess={onSignInSuccess} />,
    {
      config: { auth: { providers: { samplePeople } } },
      apis: [mockApis.discovery({ baseUrl: 'http://localhost' })],
    },
  );
  return onSignInSuccess;
}

const signInAs = (name: string) =>
  userEvent.click(screen.getByRole('button', { name: `Sign in as ${name}` }));

describe('SamplePeopleSignInPage', () => {
  beforeEach(() => localStorage.clear());

  it('says who can be signed in as, and what to try as them', async () => {
    await openPage();
    expect(screen.getByText('Engineer – Amara Okafor')).toBeInTheDocument();
    expect(screen.getByText('Builds models.')).toBeInTheDocument();
    expect(screen.getByText('Manager – Priya Raman')).toBeInTheDocument();
  });

  it('signs in as the person chosen', async () => {
    aBackend();
    const onSignInSuccess = await openPage();
    await signInAs('Amara Okafor');
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [identity] = onSignInSuccess.mock.calls[0];
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:default/amara-okafor',
    });
    await expect(identity.getProfileInfo()).resolves.toEqual({
      displayName: 'Amara Okafor',
    });
    await expect(identity.getCredentials()).resolves.toEqual({
      token: 'e30.e30.e30',
    });
  });

  it('does not ask again until the person signs out', async () => {
    const askedFor = aBackend();
    localStorage.setItem('noshelfware.signedInAs', 'user:default/amara-okafor');
    const onSignInSuccess = await openPage();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(askedFor).toEqual(['user:default/amara-okafor']);

    await onSignInSuccess.mock.calls[0][0].signOut();
    expect(localStorage.getItem('noshelfware.signedInAs')).toBeNull();
  });

  it('says why it did not work, and lets choose somebody else', async () => {
    aBackend();
    const onSignInSuccess = await openPage();
    await signInAs('Priya Raman');
    await screen.findByText(/The catalog does not hold user:default\/priya/);
    expect(onSignInSuccess).not.toHaveBeenCalled();

    await userEvent.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );
    expect(screen.getByText('Manager – Priya Raman')).toBeInTheDocument();
    expect(localStorage.getItem('noshelfware.signedInAs')).toBeNull();
  });

  it('asks again when the remembered person is no longer listed', async () => {
    localStorage.setItem('noshelfware.signedInAs', 'user:default/victor-hale');
    await openPage();
    expect(screen.getByText('Engineer – Amara Okafor')).toBeInTheDocument();
  });

  it('says what to do when nobody is listed', async () => {
    await openPage({});
    expect(screen.getByText('Nobody to sign in as')).toBeInTheDocument();
  });
});
