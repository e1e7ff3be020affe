import { render, screen } from '@testing-library/react';
import app from './App';

/** The backend writes the configuration into the page it serves. */
function serveConfig(data: object) {
  const script = document.createElement('script');
  script.type = 'backstage.io/config';
  script.textContent = JSON.stringify([{ context: 'test', data }]);
  document.head.append(script);
}

describe('App', () => {
  it('begins with the sign-in page', async () => {
    const amara = {
      ref: 'user:default/amara-okafor',
      name: 'Amara Okafor',
      role: 'Engineer',
      about: 'Builds models.',
    };
    serveConfig({
      app: { baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost' },
      auth: { providers: { samplePeople: { people: [amara] } } },
    });
    render(app.createRoot());
    expect(
      await screen.findByRole('button', { name: 'Sign in as Amara Okafor' }),
    ).toBeInTheDocument();
  });
});
