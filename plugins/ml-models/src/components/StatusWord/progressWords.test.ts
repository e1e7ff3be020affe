import { progressAfterStatus, progressWords } from './progressWords';

it.each([
  [{ progress: 0.636, currentStep: 'train' }, '63\u00a0%, at train'],
  [{ progress: 0.999 }, '99\u00a0%'],
  [{ currentStep: 'train' }, 'train'],
  [{}, ''],
])('says how far a deployment is, not its step: %j', (known, words) => {
  expect(progressWords(known)).toBe(words);
});

it.each([
  [
    'building',
    { progress: 0.636, currentStep: 'train' },
    '63\u00a0%, at train',
  ],
  ['starting', { progress: 0.9, currentStep: 'start' }, '90\u00a0%'],
  ['queued', {}, ''],
  ['awaiting-approval', { progress: 0.5, currentStep: 'smoke' }, ''],
] as const)(
  'after the word "%s" says only what is new: %j',
  (status, known, words) => {
    expect(progressAfterStatus({ status, ...known })).toBe(words);
  },
);
