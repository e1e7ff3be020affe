import { AddressRefused } from '../../../components/AddressRefused/AddressRefused';
import { RangeRefused } from '../../../timeRange/RangeRefused';
import { DEFAULT_RANGE, PerformanceUrl } from './usePerformanceUrl';

/** Tells what of a link makes no sense, and what is seen instead. */
export function AddressNotes({ url }: { url: PerformanceUrl }) {
  return (
    <>
      <RangeRefused text={url.rangeText} instead={DEFAULT_RANGE} />
      {url.versionText !== '' && url.version === undefined && (
        <AddressRefused name="version" text={url.versionText}>
          is not the number of a version: showing all that served
        </AddressRefused>
      )}
      {url.compareText !== '' && url.comparison.kind === 'none' && (
        <AddressRefused name="compare" text={url.compareText}>
          is neither <code>previous</code> nor a version such as <code>v2</code>
          : nothing is compared
        </AddressRefused>
      )}
    </>
  );
}
