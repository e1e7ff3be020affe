import fc from 'fast-check';

/** Texts that parsers, databases and prototypes have stumbled over elsewhere. */
const TEXTS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00\ud800',
  '\uFFFF',
  '\u202E',
  "'; DROP TABLE inference_records; --",
  "=cmd|' /C calc'!A0",
  '${jndi:ldap://localhost/a}',
  '../../etc/passwd',
  '%s%n',
  'NaN',
  '1e400',
  '9'.repeat(400),
  '-9223372036854775809',
  '18446744073709551616',
  '0x7fffffff',
];

const NUMBERS = [
  -0,
  1e308,
  -1e308,
  5e-324,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53 + 2,
  2 ** 63,
  8.64e15 + 1,
  0.1 + 0.2,
];

export const hostileTextArbitrary = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Any JSON value, more often a hostile one. */
export const hostileValueArbitrary: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    hostileTextArbitrary,
    fc.constantFrom<unknown>(...NUMBERS, null, true, false),
    fc.double(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(hostileTextArbitrary, tie('value')), { maxLength: 4 })
      .map(entries => Object.fromEntries(entries)),
  ),
})).value;
