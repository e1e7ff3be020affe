import { rememberLast } from './rememberLast';

describe('rememberLast', () => {
  it('computes the value of a key that is not the last one', () => {
    const asked: string[] = [];
    const lengthOf = rememberLast((text: string) => {
      asked.push(text);
      return text.length;
    });
    expect(['a', 'a', 'bb', 'bb', 'a'].map(lengthOf)).toEqual([1, 1, 2, 2, 1]);
    expect(asked).toEqual(['a', 'bb', 'a']);
  });
});
