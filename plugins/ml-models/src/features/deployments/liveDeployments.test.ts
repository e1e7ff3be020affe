import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import { liveDeployments } from './liveDeployments';

const history = [
  aDeploymentSummary({ id: 'failed', version: 4, status: 'failed' }),
  aDeploymentSummary({ id: 'staged', version: 4, environment: 'staging' }),
  aDeploymentSummary({ id: 'now', version: 3 }),
  aDeploymentSummary({ id: 'before', version: 2 }),
];

describe('liveDeployments', () => {
  it('are the last of each environment that went live', () => {
    expect([...liveDeployments(history, undefined)]).toEqual(['staged', 'now']);
  });

  it('are none where something else serves', () => {
    const environments = [
      { name: 'staging', liveVersion: 4 },
      { name: 'production', liveVersion: 2 },
    ];
    expect([...liveDeployments(history, environments)]).toEqual(['staged']);
  });
});
