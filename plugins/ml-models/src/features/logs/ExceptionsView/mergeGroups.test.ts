import { ExceptionGroup } from '@noshelfware/backstage-plugin-ml-models-common';
import { mergeGroups } from './mergeGroups';

const aGroup = (changes: Partial<ExceptionGroup> = {}): ExceptionGroup => ({
  type: 'ValueError',
  place: 'serve.py:120 in predict',
  message: 'distance 7 is negative',
  messagePattern: 'distance … is negative',
  count: 2,
  firstSeen: '2026-03-01T10:00:00.000Z',
  lastSeen: '2026-03-01T11:00:00.000Z',
  versions: [3],
  example: { id: 'newest', row: 0 },
  ...changes,
});

describe('mergeGroups', () => {
  it('adds what was found further back to the group it belongs to', () => {
    const older = aGroup({
      message: 'distance 8 is negative',
      count: 5,
      firstSeen: '2026-02-01T10:00:00.000Z',
      lastSeen: '2026-02-02T10:00:00.000Z',
      versions: [2, 3],
      example: { id: 'older', row: 0 },
    });
    expect(mergeGroups([aGroup(), older])).toEqual([
      aGroup({
        count: 7,
        firstSeen: '2026-02-01T10:00:00.000Z',
        versions: [2, 3],
      }),
    ]);
  });

  it('keeps other types, other places, and what says something else, apart', () => {
    const groups = [
      aGroup(),
      aGroup({ place: undefined }),
      aGroup({ type: 'KeyError' }),
      aGroup({ messagePattern: 'distance is missing' }),
      aGroup({ messagePattern: undefined }),
    ];
    expect(mergeGroups(groups)).toEqual(groups);
  });
});
