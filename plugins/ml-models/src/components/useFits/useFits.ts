import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useElementWidth } from '../../charts/useElementWidth';

/**
 * Whether something fits where it stands, which the screen alone does not tell:
 * there may be a rail beside it.
 *
 * @returns a callback ref for what holds it, and whether it fits; until that is
 *   laid out, what is likely on a screen of that size
 */
export function useFits(neededPx: number) {
  const [measure, roomPx] = useElementWidth();
  const isSmallScreen = useMediaQuery(useTheme().breakpoints.down('sm'));
  return [measure, roomPx === 0 ? !isSmallScreen : roomPx >= neededPx] as const;
}
