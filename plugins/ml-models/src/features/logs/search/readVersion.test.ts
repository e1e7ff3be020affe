import { readVersion } from './readVersion';

const versions = [
  { version: 7, label: '2' },
  { version: 6, label: '20260301' },
  { version: 5, label: '1.0' },
  { version: 4, label: 'walk-2' },
  { version: 3, label: 'walk-1' },
  { version: 2, label: 'walk-2' },
  { version: 1 },
];

it.each<[string, number]>([
  ['4', 4],
  ['v4', 4],
  ['99', 99],
  ['walk-1', 3],
  // A label, though it could be read as the number 1.
  ['1.0', 5],
  ['20260301', 6],
  // A number that a version has is that version.
  ['2', 2],
  ['v2', 2],
])('reads %j', (text, value) => {
  expect(readVersion(text, versions)).toEqual({ value });
});

it('names the versions that share a label', () => {
  expect(readVersion('walk-2', versions).error).toBe(
    '“walk-2” is the label of 2 versions: write version:4 or version:2.',
  );
});

it('says of a label that is unknown which versions there are', () => {
  expect(readVersion('Walk-1', versions.slice(4)).error).toBe(
    '“version” is a number such as 4 or the label of a version, not “Walk-1”. Versions, newest first: 3 (walk-1), 2 (walk-2), 1.',
  );
});

it('lists the newest of many versions', () => {
  const many = Array.from({ length: 9 }, (_, at) => ({ version: 9 - at }));
  expect(readVersion('four', many).error).toMatch(/9, 8, 7, 6, 5, 4, 3, 2 …$/);
});

it('lists nothing before the versions are known', () => {
  expect(readVersion('four', []).error).toMatch(/not “four”\.$/);
});
