import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import { deploymentWord } from '../../components/StatusWord/deploymentWord';
import { deploymentTitle } from './deploymentWords';

const weights = [
  { version: 3, weight: 80 },
  { version: 2, weight: 20 },
];

describe('the words of what was observed', () => {
  const observed = (changes: Parameters<typeof aDeploymentSummary>[0] = {}) =>
    aDeploymentSummary({ trigger: 'observed', ...changes });

  it.each([
    [observed(), 'v3 to production', 'Live'],
    // It shares the requests with another from its first one on.
    [observed({ traffic: { weights } }), 'v3 to production', 'Live'],
    [
      observed({ status: 'traffic-edited', traffic: { weights } }),
      'Traffic of production: v3 80 %, v2 20 %',
      'Shares changed',
    ],
    [
      observed({ status: 'ceased' }),
      'Requests to v3 in production',
      'No requests since',
    ],
  ])('are of what was seen: %#', (deployment, title, word) => {
    expect(deploymentTitle(deployment)).toBe(title);
    expect(deploymentWord(deployment)).toBe(word);
  });

  it('are others than those of an edit by hand', () => {
    const edit = aDeploymentSummary({
      trigger: 'traffic',
      status: 'traffic-edited',
      traffic: { weights },
    });
    expect(deploymentWord(edit)).toBe('Traffic edited');
  });
});
