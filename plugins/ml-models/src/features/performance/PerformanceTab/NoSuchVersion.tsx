import Button from '@material-ui/core/Button';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';

export interface NoSuchVersionProps {
  version: number | undefined;
  onAll: () => void;
}

/** In place of the page, for an address that names a version which is none. */
export function NoSuchVersion({ version, onAll }: NoSuchVersionProps) {
  return (
    <EmptyNote
      title={`There is no version ${version}`}
      action={
        <Button variant="outlined" size="small" onClick={onAll}>
          Show all versions
        </Button>
      }
    >
      The model has no version of that number, and no records of one.
    </EmptyNote>
  );
}
