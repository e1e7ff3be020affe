import BubbleChartIcon from '@material-ui/icons/BubbleChart';

/** What stands for models in navigation and headers. */
export function ModelIcon() {
  return <BubbleChartIcon fontSize="inherit" />;
}
