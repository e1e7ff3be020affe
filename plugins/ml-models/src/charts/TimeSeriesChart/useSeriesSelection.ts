import { useCallback, useMemo, useState } from 'react';
import { ReferenceLine, TimeSeries } from './timeSeries';

const NOTHING: readonly never[] = [];

/** Which series are drawn; the reader switches them by the legend. */
export function useSeriesSelection(options: {
  series: readonly TimeSeries[];
  references?: readonly ReferenceLine[];
  initiallyHidden?: readonly string[];
}) {
  const { series, references = NOTHING, initiallyHidden = NOTHING } = options;
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  // By difference, so that a chart can be given other series.
  const hidden = useMemo(() => {
    const names = new Set(initiallyHidden);
    toggled.forEach(name => names.delete(name) || names.add(name));
    return names;
  }, [initiallyHidden, toggled]);
  const onToggle = useCallback(
    (name: string) =>
      setToggled(previous => {
        const next = new Set(previous);
        if (!next.delete(name)) {
          next.add(name);
        }
        return next;
      }),
    [],
  );
  const shown = useMemo(
    () =>
      series.filter(
        ({ name, compares }) => !hidden.has(compares?.series ?? name),
      ),
    [series, hidden],
  );
  const compared = useMemo(
    () => references.filter(({ of }) => of === undefined || !hidden.has(of)),
    [references, hidden],
  );
  return { hidden, onToggle, shown, compared };
}
