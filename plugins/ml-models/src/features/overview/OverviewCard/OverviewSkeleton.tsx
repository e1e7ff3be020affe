import Skeleton from '@material-ui/lab/Skeleton';

export function OverviewSkeleton() {
  return (
    <>
      <Skeleton width="30%" />
      <Skeleton width="80%" />
      <Skeleton width="60%" />
      <Skeleton width="70%" />
      <Skeleton variant="rect" height={96} />
      <Skeleton width="40%" height={48} />
    </>
  );
}
