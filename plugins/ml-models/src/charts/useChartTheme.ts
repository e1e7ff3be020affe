import { useMemo } from 'react';
import { BackstageTheme } from '@backstage/theme';
import { useTheme } from '@material-ui/core/styles';
import { ChartTheme, chartThemeOf } from './chartTheme';

export function useChartTheme(): ChartTheme {
  const theme = useTheme<BackstageTheme>();
  return useMemo(() => chartThemeOf(theme), [theme]);
}
