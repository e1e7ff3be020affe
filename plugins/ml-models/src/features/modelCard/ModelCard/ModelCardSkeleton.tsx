import Skeleton from '@material-ui/lab/Skeleton';

export function ModelCardSkeleton() {
  return (
    <>
      <Skeleton width="40%" />
      <Skeleton width="90%" />
      <Skeleton width="95%" />
      <Skeleton width="70%" />
    </>
  );
}
