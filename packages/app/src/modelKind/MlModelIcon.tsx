import { SvgIconProps } from '@material-ui/core/SvgIcon';
import BubbleChartIcon from '@material-ui/icons/BubbleChart';

/** The icon that models have in navigation, with a word for screen readers. */
export const MlModelIcon = (props: SvgIconProps) => (
  <BubbleChartIcon titleAccess="Model" {...props} />
);
