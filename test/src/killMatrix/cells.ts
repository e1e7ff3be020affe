import { isStage, Kind, KINDS, Point, pointsOf } from './kinds';

export const VICTIMS = ['backend', 'pipeline', 'supervisor', 'model'] as const;
export type Victim = (typeof VICTIMS)[number];

/** What is run, and how many backends of it. */
export interface Setting {
  database: 'sqlite' | 'postgres';
  replicas: 1 | 2;
}

/** One process that is killed at one moment of one kind of deployment. */
export interface Combination extends Setting {
  victim: Victim;
  kind: Kind;
  point: Point;
}

export interface Cell extends Combination {
  /** Its place among all, from 1. */
  id: number;
}

/** Combinations that there are not, each with why. */
export const IMPOSSIBLE: ReadonlyArray<{
  why: string;
  isSo(combination: Combination): boolean;
}> = [
  {
    why: 'SQLite is for one backend',
    isSo: ({ database, replicas }) => database === 'sqlite' && replicas > 1,
  },
  {
    why: 'a pipeline process runs from the first stage to the end of the last',
    isSo: ({ victim, point }) =>
      victim === 'pipeline' && (point.at === 'before' || !isStage(point.step)),
  },
];

/** @returns all that can be combined, whether there is such a thing or not */
export function everyCombination(): Combination[] {
  return (['sqlite', 'postgres'] as const).flatMap(database =>
    ([1, 2] as const).flatMap(replicas =>
      VICTIMS.flatMap(victim =>
        KINDS.flatMap(kind =>
          pointsOf(kind).map(point => ({
            database,
            replicas,
            victim,
            kind,
            point,
          })),
        ),
      ),
    ),
  );
}

export function everyCell(): Cell[] {
  return everyCombination()
    .filter(each => !IMPOSSIBLE.some(({ isSo }) => isSo(each)))
    .map((each, index) => ({ id: index + 1, ...each }));
}

export function nameSetting({ database, replicas }: Setting): string {
  return `${database} × ${replicas}`;
}

export function nameCell(cell: Combination): string {
  const { victim, kind, point } = cell;
  const article = kind.startsWith('e') ? 'an' : 'a';
  return `${nameSetting(cell)}: ${victim} killed ${point.at} ${
    point.step
  } of ${article} ${kind}`;
}
