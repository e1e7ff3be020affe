import { Counts } from './Counts';
import { StoredOutcomes, stringifyOutcomes } from './storedOutcomes';

function addStored(to: Counts, text: string): void {
  const stored = new StoredOutcomes();
  stored.add(text, to);
  stored.nameIn(to);
}

describe('stored outcomes', () => {
  const outcomes: Counts = new Map([
    ['labels', 3],
    ['binary.tp', 3],
    ['score.positive.2', 1],
    ['score.positive.99', 2],
    ['score.negative.0', 4],
    ['score.negative.fine.2', 4],
    ['score.sum.9', 1.98],
    ['class.actual.1', 5],
  ]);

  it('are those that were written', () => {
    const read: Counts = new Map();
    addStored(read, stringifyOutcomes(outcomes));
    expect(read).toEqual(outcomes);
  });

  it('keep sums of bins as lists', () => {
    const stored = JSON.parse(stringifyOutcomes(outcomes));
    expect(stored).toMatchObject({
      labels: 3,
      'score.negative': [4],
      'score.negative.fine': [0, 0, 4],
      'class.actual.1': 5,
    });
    expect(stored['score.positive']).toHaveLength(100);
    expect(stored).not.toHaveProperty(['score.positive.2']);
  });

  it('add to others, and leave nothing where they add up to nothing', () => {
    const read: Counts = new Map([
      ['labels', 1],
      ['score.negative.0', -4],
    ]);
    addStored(read, stringifyOutcomes(outcomes));
    expect(read.get('labels')).toBe(4);
    expect(read.has('score.negative.0')).toBe(false);
  });

  it('add up, however many there are, and are named once', () => {
    const read: Counts = new Map();
    const stored = new StoredOutcomes();
    for (let i = 0; i < 3; i += 1)
      stored.add(stringifyOutcomes(outcomes), read);
    stored.nameIn(read);
    stored.nameIn(read);
    expect(read.get('score.negative.fine.2')).toBe(12);
    expect(read.get('score.sum.9')).toBeCloseTo(5.94, 12);
    expect(read.size).toBe(outcomes.size);
  });

  it('add up with those of others that have no names yet', () => {
    const read: Counts = new Map();
    const stored = new StoredOutcomes();
    const others = new StoredOutcomes();
    stored.add(stringifyOutcomes(outcomes), read);
    others.add('{"score.sum":[0.5],"score.positive.fine":[7]}', new Map());
    stored.merge(others);
    stored.merge(others);
    stored.nameIn(read);
    expect(read).toEqual(
      new Map([...outcomes, ['score.sum.0', 1], ['score.positive.fine.0', 14]]),
    );
  });

  it('of before there were lists are read as well', () => {
    const read: Counts = new Map();
    addStored(read, JSON.stringify(Object.fromEntries(outcomes)));
    expect(read).toEqual(outcomes);
  });

  it.each([
    ['a text for a sum', '{"labels":"3"}', 'labels'],
    ['a text in a list', '{"score.sum":[null]}', 'score.sum.0'],
    [
      'a list of too many bins',
      JSON.stringify({ 'score.sum': Array(11).fill(1) }),
      'score.sum',
    ],
    ['a list of what has no bins', '{"labels":[3]}', 'labels'],
  ])('are refused with %s', (_, text, name) => {
    expect(() => addStored(new Map(), text)).toThrow(
      `The stored sum ${name} is no number`,
    );
  });

  it('have no sum that JSON cannot write', () => {
    expect(() => stringifyOutcomes(new Map([['labels', NaN]]))).toThrow(
      'The sum labels is NaN',
    );
  });
});
