import { DAY_S, HOUR_S } from '../profile/WindowKey';

/** Profiles of one stretch of time, at one place. */
export interface ReadPiece {
  /** What writers wrote, what was merged of it, or the sums of what was merged. */
  source: 'unmerged' | 'merged' | 'sums';
  /** Lengths of the windows; default: any. */
  granularities?: number[];
  /** Seconds since the epoch. */
  fromS: number;
  /** Exclusive. */
  untilS: number;
}

export interface ReadPlan {
  fromS: number;
  /** Exclusive. */
  untilS: number;
  /** No window read may be longer, nor lie in two multiples of it. */
  bucketS: number;
}

type Range = readonly [fromS: number, untilS: number];

const NONE: Range = [0, 0];

/**
 * Where to read a range so that every record is read once, in windows as long as
 * they can be: days in the middle, hours towards the ends, and what is kept
 * there at the very ends.
 *
 * A merged row counts in one window of `merged` and, as long as that is shorter,
 * in the sums of its hour and of its day. So of a whole day the rows of a day
 * are read wherever they are, and likewise of an hour. What is not merged yet is
 * in no sum.
 */
export function planReads({ fromS, untilS, bucketS }: ReadPlan): ReadPiece[] {
  const hours = bucketS % HOUR_S === 0 ? within(HOUR_S, fromS, untilS) : NONE;
  const days = bucketS % DAY_S === 0 ? within(DAY_S, ...hours) : NONE;
  const pieces: ReadPiece[] = [
    { source: 'unmerged', fromS, untilS },
    ...outside(hours, [fromS, untilS]).map(toPiece('merged')),
    ...outside(days, hours).flatMap(range => [
      toPiece('merged', [HOUR_S, DAY_S])(range),
      toPiece('sums', [HOUR_S])(range),
    ]),
    toPiece('merged', [DAY_S])(days),
    toPiece('sums', [DAY_S])(days),
  ];
  return pieces.filter(piece => piece.fromS < piece.untilS);
}

/** @returns the whole multiples of a length that lie within a range */
function within(lengthS: number, fromS: number, untilS: number): Range {
  const first = Math.ceil(fromS / lengthS) * lengthS;
  const end = Math.floor(untilS / lengthS) * lengthS;
  return first < end ? [first, end] : NONE;
}

/** @returns what of a range comes before and after its middle */
function outside(middle: Range, [fromS, untilS]: Range): Range[] {
  return middle === NONE
    ? [[fromS, untilS]]
    : [
        [fromS, middle[0]],
        [middle[1], untilS],
      ];
}

function toPiece(source: ReadPiece['source'], granularities?: number[]) {
  return ([fromS, untilS]: Range): ReadPiece => ({
    source,
    granularities,
    fromS,
    untilS,
  });
}
