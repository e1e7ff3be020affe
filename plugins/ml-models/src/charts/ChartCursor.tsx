import { createContext, ReactNode, useContext, useMemo, useState } from 'react';

interface ChartCursor {
  /** Epoch milliseconds; undefined when nobody points at anything. */
  time: number | undefined;
  setTime: (time: number | undefined) => void;
}

const ChartCursorContext = createContext<ChartCursor | undefined>(undefined);

/** The charts within share one cursor: pointing at one marks the time in all. */
export function ChartCursorProvider(props: { children: ReactNode }) {
  const [time, setTime] = useState<number>();
  const cursor = useMemo(() => ({ time, setTime }), [time]);
  return (
    <ChartCursorContext.Provider value={cursor}>
      {props.children}
    </ChartCursorContext.Provider>
  );
}

/** The shared cursor; one of its own for a chart that stands alone. */
export function useChartCursor(): ChartCursor {
  const shared = useContext(ChartCursorContext);
  const [time, setTime] = useState<number>();
  return shared ?? { time, setTime };
}
