import {
  decomposeColor,
  recomposeColor,
} from '@material-ui/core/styles/colorManipulator';

/** @param share - of the second colour, as an opacity on the first */
export function mixColors(from: string, to: string, share: number): string {
  const start = decomposeColor(from).values;
  const end = decomposeColor(to).values;
  const between = (index: 0 | 1 | 2) =>
    Math.round(start[index] + (end[index] - start[index]) * share);
  return recomposeColor({
    type: 'rgb',
    values: [between(0), between(1), between(2)],
  });
}
