import { MESSAGE_PATTERN_LENGTH, messagePatternOf } from './messagePatternOf';

describe('messagePatternOf', () => {
  it.each<[string, ...string[]]>([
    [
      "could not convert '…' to float",
      "could not convert 'abc' to float",
      "could not convert '' to float",
      "could not convert 'it\"s 12 %' to float",
    ],
    [
      'distance is …, at most … is known',
      'distance is -12.5, at most 4000 is known',
      'distance is 1e-7, at most +4,000 is known',
    ],
    [
      "['…'] not in index",
      "['origin'] not in index",
      "['origin', 'carrier', 'hour'] not in index",
    ],
    ['shapes (…) and […]', 'shapes (3, 4) and [5]', 'shapes (3,4,5) and [1 2]'],
    [
      'no row … for user …',
      'no row 018f2c5e-aaaa-7000-8000-1234567890ab for user ann@example.com',
      'no row f18f2c5e-aaaa-7000-8000-1234567890ab for user b.o+b@mail.example.com',
    ],
    [
      '<Model object at …> lost …',
      '<Model object at 0x7f3a12ff> lost 10.0.0.7:5432',
      '<Model object at 0xdeadbeef> lost fe80::1ff:fe23:4567:890a',
      '<Model object at 0x0> lost ::1',
    ],
    [
      'flight … of … took …',
      'flight UA1234 of 2026-03-01T10:00:00.000Z took 12ms',
      'flight LH0042 of 2026-03-01 10:00:00 took 3.5s',
    ],
    ['commit …', 'commit deadbeef1', 'commit 7f3ac0de'],
    ['hidden hmac:…', `hidden hmac:${'a1'.repeat(16)}`],
    ["can't read “…”", "can't read “Zürich”", "can't read “42”"],
    [
      "don't ask users' rows, it isn't theirs",
      "don't ask users' rows, it isn't theirs",
    ],
    [
      'expected float64, got int32 in utf8',
      'expected float64, got int32 in utf8',
    ],
    ['line …:unexpected token', 'line 12:unexpected token'],
    ["cut in '…", "cut in 'abc de", "cut in '"],
    ['Größe … ist zu groß', 'Größe 12 ist zu groß'],
    ['', ''],
  ])('is %j', (pattern, ...messages) => {
    for (const message of messages) {
      expect(messagePatternOf(message)).toBe(pattern);
    }
  });

  it.each(['could not parse the body', 'could not convert the body'])(
    'tells what is said apart, as %j',
    message => {
      expect(messagePatternOf(message)).toBe(message);
    },
  );

  it('is the same of long messages that differ in the length of values', () => {
    const [one, other] = ['1', '2'.repeat(50)].map(value =>
      messagePatternOf(`row ${value} is none of ${'a, b, '.repeat(1_000)}`),
    );
    expect(one).toBe(other);
    expect(one).toMatch(/^row … is none of a, b, /);
  });

  it('is told by the beginning of a message', () => {
    const beginning = 'x '.repeat(MESSAGE_PATTERN_LENGTH / 2);
    expect(messagePatternOf(`${beginning}y`)).toBe(messagePatternOf(beginning));
  });

  it.each(["'", '"', ' \'"`“', 'a@', ':', '1:', '1,', '…, ', '-', "'a "])(
    'keeps a bound on a message of %j alone',
    part => {
      const pattern = messagePatternOf(part.repeat(100_000));
      expect(pattern.length).toBeLessThan(MESSAGE_PATTERN_LENGTH);
    },
  );
});
