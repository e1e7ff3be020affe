import { useMemo, useRef } from 'react';
import { LogConverter, LogLine } from './logLines';
import { StepLogTail } from './stepLogTail';

interface Converted {
  colors: Record<number, string>;
  converter: LogConverter;
  /** Lines of the log, from its first on, that are converted. */
  end: number;
  /** Those of them that are still kept. */
  lines: LogLine[];
}

/**
 * The lines of a growing log with their colours. Each is converted once: doing
 * all of them again at each poll would take longer the more there are.
 */
export function useLogLines(
  log: StepLogTail,
  colors: Record<number, string>,
): readonly LogLine[] {
  const last = useRef<Converted>();
  return useMemo(() => {
    const before =
      last.current?.colors === colors ? last.current : begin(log, colors);
    last.current = convertFurther(before, log);
    const { lines } = last.current;
    return log.rest
      ? [...lines, new LogConverter(colors).convert(log.rest)]
      : lines;
  }, [log, colors]);
}

function begin(log: StepLogTail, colors: Record<number, string>): Converted {
  const converter = new LogConverter(colors);
  return { colors, converter, end: log.dropped, lines: [] };
}

function convertFurther(before: Converted, log: StepLogTail): Converted {
  const end = log.dropped + log.lines.length;
  if (before.end >= end) {
    return before;
  }
  const fresh = log.lines
    .slice(Math.max(0, before.end - log.dropped))
    .map(line => before.converter.convert(line));
  const lines = [...before.lines, ...fresh].slice(-log.lines.length);
  return { ...before, end, lines };
}
