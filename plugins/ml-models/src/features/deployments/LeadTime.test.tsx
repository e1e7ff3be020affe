import { screen } from '@testing-library/react';
import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import { renderModels } from '../../__testUtils__/renderModels';
import { LeadTime } from './LeadTime';

const COMMIT = { sha: 'a'.repeat(40), authoredAt: '2026-03-01T09:00:00.000Z' };

describe('LeadTime', () => {
  const render = (leadTimeSeconds: number | null | undefined) =>
    renderModels(
      <p>
        Live
        <LeadTime
          deployment={aDeploymentSummary({ commit: COMMIT, leadTimeSeconds })}
          before=", "
        />
      </p>,
    );

  it('says how long, and from what to what on hover', async () => {
    render(2 * 60 * 60);
    expect(await screen.findByText(/^Live/)).toHaveTextContent(
      'Live, lead time 2 h',
    );
    expect(screen.getByText('lead time 2 h')).toHaveAttribute(
      'title',
      expect.stringMatching(
        /^From the commit of .*2026.* to serving in production for the first time$/,
      ),
    );
  });

  it('says that it is not known, and why', async () => {
    render(null);
    expect(await screen.findByText('lead time not known')).toHaveAttribute(
      'title',
      expect.stringMatching(/when the commit was made is not known/),
    );
  });

  it('says nothing where no change went live', async () => {
    render(undefined);
    expect(await screen.findByText('Live')).toHaveTextContent(/^Live$/);
  });
});
