import { Expectation, judgeOutcome, Outcome } from './judgeOutcome';

const all = (version: number) => [{ version, weight: 100 }];

const EXPECTED: Expectation = {
  status: 'live',
  mayFail: false,
  mayRepeat: false,
  deployments: 3,
  versions: [1, 2, 3],
  candidate: 3,
  before: all(2),
  wanted: all(3),
};

const anOutcome = (parts: Partial<Outcome> = {}): Outcome => ({
  status: 'live',
  failure: null,
  deployments: 3,
  versions: [1, 2, 3],
  live: all(3),
  shares: all(3),
  previous: 2,
  running: [2, 3],
  repeatedStages: [],
  pipelineProcesses: [],
  ...parts,
});

describe('judgeOutcome', () => {
  it('has nothing to say of what is as it would have been', () => {
    expect(judgeOutcome(anOutcome(), EXPECTED)).toEqual([]);
  });

  it('lets one that is kept warm have ended', () => {
    expect(judgeOutcome(anOutcome({ running: [3] }), EXPECTED)).toEqual([]);
  });

  it.each<[string, Partial<Outcome>, string]>([
    ['a second version', { versions: [1, 2, 3, 4] }, 'versions'],
    ['a second deployment', { deployments: 4 }, 'deployments of the model'],
    ['another version live', { live: all(2) }, 'live'],
    ['traffic elsewhere', { shares: all(2) }, 'traffic of the gateway'],
    ['a second service of a version', { running: [2, 3, 3] }, 'services'],
    ['two services of a warm one', { running: [2, 2, 3] }, 'services'],
    ['a service of an older version', { running: [1, 2, 3] }, 'services'],
    ['no service', { running: [2] }, 'services'],
    [
      'a stage that ran twice',
      { repeatedStages: ['train'] },
      'repeated stages',
    ],
    ['a runner', { pipelineProcesses: ['pipeline/a'] }, 'pipeline processes'],
  ])('finds %s', (_, parts, what) => {
    expect(judgeOutcome(anOutcome(parts), EXPECTED)).toEqual([
      expect.stringMatching(new RegExp(`^${what}: .+, expected `)),
    ]);
  });

  it('lets a stage run twice whose runner was killed', () => {
    const found = anOutcome({ repeatedStages: ['train'] });
    expect(judgeOutcome(found, { ...EXPECTED, mayRepeat: true })).toEqual([]);
  });

  it('says why a deployment failed that should not have', () => {
    const found = anOutcome({ status: 'failed', failure: 'no answer' });
    expect(judgeOutcome(found, EXPECTED)).toEqual([
      'status: "failed", expected "live"',
      'it failed: no answer',
    ]);
  });

  it('takes a failure where there may be one, if what served before serves', () => {
    const expected = { ...EXPECTED, mayFail: true };
    const failed = { status: 'failed', failure: 'it crashed', previous: 1 };
    const found = anOutcome({
      ...failed,
      live: all(2),
      shares: all(2),
      running: [1, 2, 3],
    });
    expect(judgeOutcome(found, expected)).toEqual([]);
    expect(judgeOutcome(anOutcome(failed), expected)).toEqual([
      'live: ["3: 100 %"], expected ["2: 100 %"]',
      'traffic of the gateway: ["3: 100 %"], expected ["2: 100 %"]',
      'it failed: it crashed',
    ]);
  });
});
