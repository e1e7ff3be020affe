import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { tellGone } from '../records/tellGone';
import { formatInstant } from '../../../components/RelativeTime/formatInstant';

export interface OlderRecordsProps {
  shown: number;
  /** Counted, and not kept any more. */
  gone: number;
  hasMore: boolean;
  loading: boolean;
  failed: boolean;
  /** How far back a bounded search has looked. */
  searchedUntil?: string;
  onLoad: () => void;
}

/** The end of the list: all there is, or the way further back. */
export function OlderRecords(props: OlderRecordsProps) {
  const { searchedUntil } = props;
  if (props.loading) {
    return (
      <>
        <CircularProgress size={18} />
        <span>Loading older records</span>
      </>
    );
  }
  if (!props.hasMore) {
    return (
      <span>
        {formatCountOf(props.shown, 'record')}; there is no older one in this
        range{props.gone > 0 && `. ${tellGone(props.gone, 'other')}`}
      </span>
    );
  }
  return (
    <>
      <span>
        {props.failed
          ? 'Older records could not be loaded.'
          : describe(props.shown, searchedUntil)}
      </span>
      <Button size="small" variant="outlined" onClick={props.onLoad}>
        {searchedUntil ? 'Search further back' : 'Load older'}
      </Button>
    </>
  );
}

function describe(shown: number, searchedUntil?: string): string {
  return searchedUntil
    ? `${formatCountOf(
        shown,
        'record',
      )} found; searched back until ${formatInstant(searchedUntil)}`
    : `${formatCountOf(shown, 'record')} shown`;
}
