import { anEnvironmentStatus } from '../../../__testUtils__/builders/aModelStatus';
import { describeEdit } from './trafficDraft';

const share = (version: number, weight: number) => ({ version, weight });

it('speaks of several versions as of several', () => {
  const environment = anEnvironmentStatus({
    trafficEdit: {
      revision: 'edit-1',
      weights: [share(4, 60), share(3, 40)],
      versions: [4, 3, 2, 1],
    },
  });
  const edit = describeEdit(
    [
      { version: 2, text: '50' },
      { version: 1, text: '50' },
    ],
    environment,
  ).join(' ');
  expect(edit).toContain('v2 and v1 pass a smoke test first, and are started');
  expect(edit).toContain('v4 and v3 get no more requests, and are stopped');
});
