import { isSameAnswer } from './isSameAnswer';

describe('isSameAnswer', () => {
  it.each([
    ['numbers within 5 % of the larger', 100, 105],
    ['negative ones', -100, -105],
    ['probabilities that differ by 0.05', 0.2, 0.25],
    ['probabilities near 0, of which one is many times the other', 0.001, 0.02],
    ['0 and 0', 0, 0],
    ['texts', 'late', 'late'],
    ['booleans', true, true],
    ['both missing', undefined, undefined],
    ['lists', [1, 'a', [100]], [1, 'a', [101]]],
    ['maps', { a: 100, b: { c: true } }, { b: { c: true }, a: 102 }],
  ])('takes for the same: %s', (_, a, b) => {
    expect(isSameAnswer(a, b, 0.05)).toBe(true);
    expect(isSameAnswer(b, a, 0.05)).toBe(true);
  });

  it.each([
    ['numbers further apart', 100, 106],
    ['numbers of other signs', 3, -3],
    ['probabilities further apart', 0.2, 0.26],
    ['texts', 'late', 'Late'],
    ['booleans', true, false],
    ['a value and none', 1, undefined],
    ['a number and its text', 1, '1'],
    ['lists of other lengths', [1], [1, 1]],
    ['lists that differ in one place', [1, 200], [1, 300]],
    ['maps with another key', { a: 1 }, { a: 1, b: 1 }],
    ['a list and a map', [1], { 0: 1 }],
    ['a map and nothing', {}, null],
  ])('takes for another: %s', (_, a, b) => {
    expect(isSameAnswer(a, b, 0.05)).toBe(false);
    expect(isSameAnswer(b, a, 0.05)).toBe(false);
  });

  it('takes no other number for the same without a tolerance', () => {
    expect(isSameAnswer(1, 1, 0)).toBe(true);
    expect(isSameAnswer(1, 1.000001, 0)).toBe(false);
  });
});
