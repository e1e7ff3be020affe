import { TinyAnswer } from '../journey/TinyModelCaller';
import { judgeCalls } from './judgeCalls';

const KILLED_AT = 1_000;

const aFailure = (sentMs: number, answeredMs = sentMs + 10): TinyAnswer => ({
  sentMs,
  answeredMs,
  ok: false,
  version: undefined,
  failure: '502 {"error":"version 1 is down"}',
});

const judge = (
  victim: Parameters<typeof judgeCalls>[1]['victim'],
  ...answers: TinyAnswer[]
) => judgeCalls(answers, { victim, killedAt: KILLED_AT });

describe('judgeCalls', () => {
  it('lets a request fail that a killed service was answering', () => {
    expect(judge('model', aFailure(950, 1_005))).toEqual([]);
  });

  it('lets none fail that came when the service was gone', () => {
    expect(judge('model', aFailure(1_200))).toEqual([
      '1 of 1 requests failed that should not have; 200 ms after the kill: 502 {"error":"version 1 is down"}',
    ]);
  });

  it('gives the gateway two seconds', () => {
    expect(judge('supervisor', aFailure(990, 1_001), aFailure(2_999))).toEqual(
      [],
    );
    expect(judge('supervisor', aFailure(3_001))).toHaveLength(1);
  });

  it.each(['backend', 'pipeline'] as const)(
    'lets none fail because of the %s',
    victim => {
      expect(judge(victim, aFailure(990, 1_001))).toHaveLength(1);
    },
  );

  it('lets none fail before the kill', () => {
    expect(judge('supervisor', aFailure(900))).toHaveLength(1);
    expect(judge('model', aFailure(900))).toHaveLength(1);
  });
});
