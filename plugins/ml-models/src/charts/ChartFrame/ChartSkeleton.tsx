import Skeleton from '@material-ui/lab/Skeleton';

/** Keeps the place of a chart: title line and drawing. */
export function ChartSkeleton(props: { heightPx?: number }) {
  return (
    <div>
      <Skeleton width={160} height={30} />
      <Skeleton variant="rect" height={props.heightPx ?? 150} />
    </div>
  );
}
