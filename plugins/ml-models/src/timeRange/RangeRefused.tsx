import { AddressRefused } from '../components/AddressRefused/AddressRefused';
import { findTimeRange, LAST_RANGES, LastRange } from './timeRange';

export interface RangeRefusedProps {
  /** The range in the address; empty: none. */
  text: string;
  /** What is shown where it makes no sense. */
  instead: LastRange;
}

/** Tells that the range of a link is none, and what is seen instead. */
export function RangeRefused({ text, instead }: RangeRefusedProps) {
  return text === '' || findTimeRange(text) ? null : (
    <AddressRefused name="range" text={text}>
      is not a range: showing the {LAST_RANGES[instead].label.toLowerCase()}
    </AddressRefused>
  );
}
