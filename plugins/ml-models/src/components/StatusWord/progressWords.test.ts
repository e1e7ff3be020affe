import { progressWords } from './progressWords';

it.each([
  [{ progress: 0.636, currentStep: 'train' }, '63\u00a0%, at train'],
  [{ progress: 0.999 }, '99\u00a0%'],
  [{ currentStep: 'train' }, 'train'],
  [{}, ''],
])('says how far a deployment is, not its step: %j', (known, words) => {
  expect(progressWords(known)).toBe(words);
});
